import { graphError } from "@casement/cloud-api";
import type { Answer, Call } from "../../server/call.ts";
import { listIn, missing } from "../../server/parameter-fault.ts";
import { archiveTemplate, unarchiveTemplate } from "../../templates/archive.ts";
import { type MessageTemplate, templateById } from "../../world/template.ts";
import { accountIn } from "./nodes.ts";

/** `POST /WABA/message_templates/archive`: puts templates out of sight. */
export function archiveTemplates(call: Call): Answer {
  return each(call, "archived_templates", (one) => archiveTemplate(call.platform, one));
}

/** `POST /WABA/message_templates/unarchive`: and back, with the status they had. */
export function unarchiveTemplates(call: Call): Answer {
  return each(call, "unarchived_templates", (one) => unarchiveTemplate(call.platform, one));
}

/** What was done for some is told beside why it was not for others. */
function each(
  call: Call,
  name: string,
  act: (template: MessageTemplate) => string | undefined,
): Answer {
  const account = accountIn(call);
  // An SDK writes them as one text with commas.
  const ids = listIn(call.parameters["hsm_ids"]).flatMap((one) => String(one).split(","));
  if (ids.length === 0) return missing("hsm_ids");
  if (ids.length > IDS_MAX) return graphError(100, { message: TOO_MANY_IDS });
  const done: string[] = [];
  const failed: Record<string, string> = {};
  for (const id of ids) {
    const template = templateById(call.platform.world, id);
    const isOurs = template?.accountId === account.id;
    const failure = isOurs ? act(template) : "Template not found";
    if (failure === undefined) done.push(id);
    else failed[id] = failure;
  }
  return { status: 200, body: { [name]: done, failed_templates: failed } };
}

const IDS_MAX = 100;
const TOO_MANY_IDS = `(#100) Param hsm_ids must have at most ${IDS_MAX} elements.`;
