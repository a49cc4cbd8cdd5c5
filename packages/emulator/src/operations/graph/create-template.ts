import { readTemplateCreation } from "@casement/cloud-api";
import type { Answer, Call } from "../../server/call.ts";
import { makeTemplate } from "../../templates/make-template.ts";
import { accountIn } from "./nodes.ts";

/** `POST /WABA/message_templates`: a new template, to be reviewed. */
export function createTemplate(call: Call): Answer {
  const reading = readTemplateCreation(call.parameters);
  if (!reading.ok) return reading.error;
  const made = makeTemplate(call.platform, accountIn(call), reading.request);
  if ("error" in made) return made.error;
  const { id, status, category } = made;
  return { status: 200, body: { id, status, category } };
}
