import { readTemplateEdit } from "@casement/cloud-api";
import type { Answer, Call } from "../../server/call.ts";
import { editTemplate as edit } from "../../templates/edit-template.ts";
import { templateIn } from "./template-in-path.ts";

/** `POST /TEMPLATE`: other words, another category, another time to live. */
export function editTemplate(call: Call): Answer {
  const template = templateIn(call);
  const reading = readTemplateEdit(call.parameters, template);
  if (!reading.ok) return reading.error;
  const edited = edit(call.platform, template, reading.request);
  if ("error" in edited) return edited.error;
  const { id, name, category } = edited;
  return { status: 200, body: { success: true, id, name, category } };
}
