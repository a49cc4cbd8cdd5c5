import type { TemplateComponent, TemplateSend } from "@casement/cloud-api";
import type { ContentShape } from "../api/shapes.ts";
import { fieldIn, textIn } from "../json/unknown-value.ts";
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
    picture: pictureOf(part("HEADER"), send),
  };
}

/** The file of the header; one given by a link is on somebody else's server. */
function pictureOf(
  header: TemplateComponent | undefined,
  send: TemplateSend,
): NonNullable<TemplateContent["picture"]> | null {
  const media = MEDIA.find((one) => one === header?.format?.toLowerCase());
  if (media === undefined) return null;
  const [given] = send.components?.find((one) => one.type === "header")?.parameters ?? [];
  return { media, media_id: textIn(fieldIn(given, media), "id") };
}

const MEDIA = ["image", "video", "document"] as const;

/** A text header with its gap filled. A picture, a film or a file is no text. */
function headerText(header: TemplateComponent | undefined, send: TemplateSend): string | null {
  if (header === undefined) return null;
  const format = header.format?.toUpperCase() ?? "TEXT";
  return format === "TEXT" ? filled(header.text ?? "", valuesOf(send, "header")) : null;
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
