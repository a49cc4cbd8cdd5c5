import { type Json, textIn } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";
import { page } from "../../server/paging.ts";
import { TEMPLATES_MAX } from "../../templates/make-template.ts";
import { type MessageTemplate, templatesOf } from "../../world/template.ts";
import { accountIn, TEMPLATE_FIELDS, templateNode } from "./nodes.ts";

/** `GET /WABA/message_templates`: the templates of an account, filtered and a page at a time. */
export function listTemplates(call: Call): Answer {
  const { parameters, platform } = call;
  const account = accountIn(call);
  const nodes = templatesOf(platform.world, account.id)
    .filter((template) => isAskedFor(template, parameters))
    .map((template) => chosenFields(templateNode(template), parameters["fields"], TEMPLATE_FIELDS));
  const summary = summaryIn(call, nodes.length);
  return { status: 200, body: { ...page(call, nodes), ...(summary !== undefined && { summary }) } };
}

/** The counts that `summary` asks for. */
function summaryIn({ parameters, platform, path }: Call, found: number): Json | undefined {
  const asked = textIn(parameters["summary"])?.split(",");
  if (asked === undefined) return undefined;
  const count = templatesOf(platform.world, path["WABA"] ?? "").length;
  const all: Json = {
    total_count: found,
    message_template_count: count,
    message_template_limit: TEMPLATES_MAX,
    are_translations_complete: true,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => asked.includes(name)));
}

function isAskedFor(template: MessageTemplate, parameters: Call["parameters"]): boolean {
  const { name, language, status, category, quality_score: quality } = template;
  return (
    isAmong(name, parameters["name"]) &&
    isAmong(language, parameters["language"]) &&
    isAmong(status, parameters["status"]) &&
    isAmong(category, parameters["category"]) &&
    isAmong(quality.score, parameters["quality_score"]) &&
    holds(template.name, template, parameters["name_or_content"]) &&
    holds("", template, parameters["content"])
  );
}

/** A filter is one value or a list of them, in any case; none lets everything pass. */
function isAmong(value: string, asked: unknown): boolean {
  if (asked === undefined || asked === "") return true;
  const wanted = Array.isArray(asked) ? asked : [asked];
  return wanted.some((one) => String(one).toUpperCase() === value.toUpperCase());
}

function holds(name: string, template: MessageTemplate, asked: unknown): boolean {
  if (typeof asked !== "string" || asked === "") return true;
  const texts = [name, ...template.components.map(({ text }) => text ?? "")];
  return texts.some((text) => text.toLowerCase().includes(asked.toLowerCase()));
}
