import { missingObjectError } from "@casement/cloud-api";
import { ownEntry } from "../../own-entry.ts";
import type { Answer, Call } from "../../server/call.ts";
import { listIn, missing, wordIn } from "../../server/parameter-fault.ts";
import { copyTemplate } from "../../templates/copy-template.ts";
import { type MessageTemplate, templatesOf } from "../../world/template.ts";
import { accountIn } from "./nodes.ts";

/** `POST /WABA/migrate_message_templates`: the templates of another account, made here as well. */
export function migrateTemplates(call: Call): Answer {
  const { platform, parameters } = call;
  const account = accountIn(call);
  const sourceId = wordIn(parameters["source_waba_id"]);
  if (sourceId === undefined) return missing("source_waba_id");
  if (ownEntry(platform.world.accounts, sourceId) === undefined) {
    return missingObjectError(sourceId);
  }
  const migrated: string[] = [];
  const failed: Record<string, string> = {};
  for (const template of batchIn(call, templatesOf(platform.world, sourceId))) {
    const made = isEligible(template)
      ? copyTemplate(platform, account, template)
      : { failure: "The template is not approved, or its quality is too low." };
    if ("failure" in made) failed[template.id] = made.failure;
    else migrated.push(made.id);
  }
  return {
    status: 200,
    body: { migrated_templates: migrated, failed_templates: failed },
  };
}

/** Five hundred at a time, or those that are named. */
function batchIn({ parameters }: Call, templates: MessageTemplate[]): MessageTemplate[] {
  const ids = listIn(parameters["template_ids"]).map(String);
  if (ids.length > 0) return templates.filter(({ id }) => ids.includes(id));
  const count = Math.min(BATCH, Math.max(1, Number(wordIn(parameters["count"]) ?? BATCH)));
  const start = Number(wordIn(parameters["page_number"]) ?? 0) * count;
  return templates.slice(start, start + count);
}

function isEligible({ status, quality_score: { score } }: MessageTemplate): boolean {
  return status === "APPROVED" && (score === "GREEN" || score === "UNKNOWN");
}

const BATCH = 500;
