import { type GraphError, readTemplateUpsert, type TemplateUpsert } from "@casement/cloud-api";
import type { Answer, Call } from "../../server/call.ts";
import { editTemplate } from "../../templates/edit-template.ts";
import { makeTemplate } from "../../templates/make-template.ts";
import { type MessageTemplate, templateNamed } from "../../world/template.ts";
import { accountIn } from "./nodes.ts";

/** `POST /WABA/upsert_message_templates`: an authentication template in several languages. */
export function upsertTemplates(call: Call): Answer {
  const reading = readTemplateUpsert(call.parameters);
  if (!reading.ok) return reading.error;
  const data: unknown[] = [];
  for (const language of reading.request.languages) {
    const made = upsertIn(call, reading.request, language);
    if ("error" in made) return made.error;
    data.push({ id: made.id, status: made.status, language: made.language });
  }
  return { status: 200, body: { data } };
}

/** A template that is there already is changed, any other is made. */
function upsertIn(
  call: Call,
  { languages: _languages, ...request }: TemplateUpsert,
  language: string,
): MessageTemplate | { readonly error: GraphError } {
  const { platform } = call;
  const account = accountIn(call);
  const known = templateNamed(platform.world, account.id, request.name, language);
  if (known !== undefined) return editTemplate(platform, known, request);
  return makeTemplate(platform, account, { ...request, language, parameter_format: "POSITIONAL" });
}
