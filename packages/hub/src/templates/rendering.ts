import type { TemplateComponent, TemplateSend } from "@casement/cloud-api";
import type { ContentShape } from "../api/shapes.ts";
import type { TemplateRow } from "./template-store.ts";

type TemplateContent = Extract<ContentShape, { kind: "template" }>;

/**
 * A template as the customer reads it, its gaps filled. Of one that we do not know, or whose parts
 * nobody told us, all there is to show is its name and what was given for it.
 */
export function renderedTemplate(
  template: TemplateRow | undefined,
  send: TemplateSend,
): TemplateContent {
  const head = { kind: "template" as const, name: send.name, language: send.language.code };
  if (template === undefined || template.components.length === 0) {
    const text = valuesOf(send, "body")
      .map(([, value]) => value)
      .join(" · ");
    const category = template?.category.toLowerCase() ?? null;
    return { ...head, category, header: null, text, footer: null, buttons: [] };
  }
  const part = (type: string): TemplateComponent | undefined =>
    template.components.find((one) => one.type.toUpperCase() === type);
  return {
    ...head,
    category: template.category.toLowerCase(),
    header: headerText(part("HEADER"), send),
    text: filled(part("BODY")?.text ?? "", valuesOf(send, "body")),
    footer: part("FOOTER")?.text ?? null,
    buttons: (part("BUTTONS")?.buttons ?? []).map((button) => button.text ?? button.type),
  };
}

/** A text header with its gap filled, or the word for a picture, a film or a file. */
function headerText(header: TemplateComponent | undefined, send: TemplateSend): string | null {
  if (header === undefined) return null;
  const format = header.format?.toUpperCase() ?? "TEXT";
  if (format === "TEXT") return filled(header.text ?? "", valuesOf(send, "header"));
  return `[${format.toLowerCase()}]`;
}

/** What fills the gaps of one component: by name, or by place from 1. */
function valuesOf(send: TemplateSend, type: string): [string, string][] {
  const component = send.components?.find((one) => one.type === type);
  return (component?.parameters ?? []).map((parameter, i) => [
    parameter.parameter_name ?? String(i + 1),
    parameter.text ?? parameter.coupon_code ?? parameter.payload ?? fallbackOf(parameter) ?? "",
  ]);
}

/** Sums and dates come with a text for phones that cannot format them. */
function fallbackOf(parameter: Readonly<Record<string, unknown>>): string | undefined {
  for (const value of [parameter["currency"], parameter["date_time"]]) {
    if (typeof value === "object" && value !== null && "fallback_value" in value) {
      return String(value.fallback_value);
    }
  }
  return undefined;
}

function filled(text: string, values: readonly [string, string][]): string {
  return values.reduce((so, [name, value]) => so.replaceAll(`{{${name}}}`, () => value), text);
}
