import type { TemplateButton, TemplateComponent } from "@casement/cloud-api";
import { COUPON_CODE } from "../templates/coupon-code.ts";
import type { TemplateRow } from "../templates/template-store.ts";
import type { TemplateShape } from "./shapes.ts";
import { templateExample } from "./template-example.ts";

type Parameter = TemplateShape["parameters"][number];

/**
 * A template as the picker shows it, with what must be filled in.
 *
 * The one place here that reads Meta's words for the parts of a template. What a part does not say
 * in a way we know is left out; Meta's own check is still to come when it is sent.
 */
export function templateShape(row: TemplateRow): TemplateShape {
  const part = (type: string): TemplateComponent | undefined =>
    row.components.find((component) => component.type.toUpperCase() === type);
  const header = part("HEADER");
  const body = part("BODY");
  const buttons = part("BUTTONS")?.buttons ?? [];
  const parameters: readonly Parameter[] = [
    ...headerParameters(header),
    ...textParameters(body?.text, "body", null),
    ...buttons.flatMap(buttonParameters),
  ];
  return {
    name: row.name,
    language: row.language,
    category: row.category.toLowerCase(),
    status: row.status.toLowerCase(),
    header: header?.text ?? null,
    body: body?.text ?? "",
    footer: part("FOOTER")?.text ?? null,
    buttons: buttons.map((button) => button.text ?? button.type.toLowerCase().replaceAll("_", " ")),
    button_kinds: buttons.map((button) => button.type.toLowerCase()),
    quality: row.quality?.toLowerCase() ?? null,
    rejected_reason: row.rejectedReason,
    parameters: [...parameters],
    examples: parameters.map((one) => templateExample(one, { header, body, buttons })),
  };
}

function headerParameters(header: TemplateComponent | undefined): Parameter[] {
  const format = header?.format?.toUpperCase();
  switch (format) {
    case "IMAGE":
    case "VIDEO":
    case "DOCUMENT": {
      const medium = MEDIUM[format];
      return [{ component: "header", name: medium, format: medium, index: null }];
    }
    default:
      return textParameters(header?.text, "header", null);
  }
}

/** `{{1}}` counts by its number, `{{name}}` by where it first stands; each is given once. */
function textParameters(
  text: string | undefined,
  component: Parameter["component"],
  index: number | null,
): Parameter[] {
  const names = [...(text ?? "").matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? "");
  const distinct = [...new Set(names)];
  if (distinct.every((name) => /^\d+$/.test(name))) distinct.sort((a, b) => Number(a) - Number(b));
  return distinct.map((name) => ({ component, name, format: "text", index }));
}

/** What the sender gives a button: the end of its address, or the code that it copies. */
function buttonParameters(button: TemplateButton, index: number): Parameter[] {
  switch (button.type.toUpperCase()) {
    case "URL":
      return textParameters(button.url, "button", index);
    case "COPY_CODE":
      return [{ component: "button", name: COUPON_CODE, format: "text", index }];
    case "OTP":
      return [{ component: "button", name: "code", format: "text", index }];
    default:
      return [];
  }
}

const MEDIUM = { IMAGE: "image", VIDEO: "video", DOCUMENT: "document" } as const;
