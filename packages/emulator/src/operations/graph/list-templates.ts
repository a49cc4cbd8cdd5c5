import type { Answer, Call } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";
import { page } from "../../server/paging.ts";
import { type MessageTemplate, templatesOf } from "../../world/template.ts";
import { accountIn, TEMPLATE_FIELDS, templateNode } from "./nodes.ts";

/** `GET /WABA/message_templates`: the templates of an account, filtered and a page at a time. */
export function listTemplates(call: Call): Answer {
  const { parameters, platform } = call;
  const account = accountIn(call);
  const nodes = templatesOf(platform.world, account.id)
    .filter((template) => isAskedFor(template, parameters))
    .map((template) => chosenFields(templateNode(template), parameters["fields"], TEMPLATE_FIELDS));
  return { status: 200, body: page(call, nodes) };
}

function isAskedFor(template: MessageTemplate, parameters: Call["parameters"]): boolean {
  const { name, language, status, category } = template;
  return (
    isAmong(name, parameters["name"]) &&
    isAmong(language, parameters["language"]) &&
    isAmong(status, parameters["status"]) &&
    isAmong(category, parameters["category"]) &&
    holds(template, parameters["name_or_content"])
  );
}

/** A filter is one value or a list of them, in any case; none lets everything pass. */
function isAmong(value: string, asked: unknown): boolean {
  if (asked === undefined || asked === "") return true;
  const wanted = Array.isArray(asked) ? asked : [asked];
  return wanted.some((one) => String(one).toUpperCase() === value.toUpperCase());
}

function holds(template: MessageTemplate, asked: unknown): boolean {
  if (typeof asked !== "string" || asked === "") return true;
  const texts = [template.name, ...template.components.map(({ text }) => text ?? "")];
  return texts.some((text) => text.toLowerCase().includes(asked.toLowerCase()));
}
