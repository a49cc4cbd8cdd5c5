import type { InteractiveSend } from "./interactive-send.ts";
import { lengthFault, type Refusal } from "./params.ts";

/**
 * What WhatsApp refuses of an interactive message that is well-formed. The texts of button titles
 * and of empty parameters were seen live; the others are worded after them (assumed).
 */
export function faultsOf(interactive: InteractiveSend): Refusal[] {
  const { type, header, body, footer } = interactive;
  return [
    ...(body === undefined ? [] : tooLong("Body text", body.text, BODY_MAX[type] ?? 1024)),
    ...(body === undefined && !BODILESS.has(type) ? [missing("body is required.")] : []),
    ...(footer === undefined ? [] : tooLong("Footer text", footer.text, 60)),
    ...(header?.text === undefined ? [] : tooLong("Header text", header.text, 60)),
    ...headerFaults(type, header),
    ...(CHECKS[type]?.(interactive.action) ?? []),
  ];
}

type Action = InteractiveSend["action"];

const CHECKS: { readonly [type: string]: (action: Action) => Refusal[] } = {
  button: buttonFaults,
  list: listFaults,
  cta_url: ctaFaults,
  flow: (action) => named(action, "flow_cta", "Flow CTA", 30),
  product: (action) => [
    ...present(action, "catalog_id"),
    ...present(action, "product_retailer_id"),
  ],
  product_list: productListFaults,
  carousel: cardFaults,
  address_message: parametersFaults,
};

function headerFaults(type: string, header: InteractiveSend["header"]): Refusal[] {
  if (type === "product" && header !== undefined) return [invalid("header is not allowed.")];
  if (type === "product_list" && header?.type !== "text") {
    return [missing("header of type text is required.")];
  }
  if (type === "list" && header !== undefined && header.type !== "text") {
    return [invalid("header type must be text.")];
  }
  return [];
}

function buttonFaults({ buttons }: Action): Refusal[] {
  if (buttons === undefined) return [missing("action['buttons'] is required.")];
  if (buttons.length < 1 || buttons.length > 3) {
    return [invalid(`Buttons count invalid. Min count: 1, Max count: 3`)];
  }
  const ids = buttons.map((button) => button.reply.id);
  return [
    ...buttons.flatMap(({ reply }) => [
      ...tooLong("Button title", reply.title, 20),
      ...tooLong("Button id", reply.id, 256),
    ]),
    ...(new Set(ids).size < ids.length ? [invalid("Button ids must be unique.")] : []),
  ];
}

function listFaults({ button, sections }: Action): Refusal[] {
  if (button === undefined) return [missing("action['button'] is required.")];
  if (sections === undefined) return [missing("action['sections'] is required.")];
  const rows = sections.flatMap((section) => section.rows ?? []);
  return [
    ...tooLong("Button text", button, 20),
    ...count("Sections", sections.length, 1, 10),
    ...count("Total row", rows.length, 1, 10),
    ...sections.flatMap(({ title }) => {
      if (title !== undefined) return tooLong("Section title", title, 24);
      return sections.length > 1 ? [missing("Section title is required.")] : [];
    }),
    ...rows.flatMap((row) => [
      ...tooLong("Row id", row.id, 200),
      ...tooLong("Row title", row.title, 24),
      ...(row.description === undefined ? [] : upTo("Row description", row.description, 72)),
    ]),
  ];
}

function ctaFaults(action: Action): Refusal[] {
  const faults = [
    ...parametersFaults(action),
    ...named(action, "display_text", "Button title", 20),
  ];
  if (faults.length > 0) return faults;
  const url = action.parameters?.["url"];
  const isWeb = typeof url === "string" && /^https?:\/\/[^/]*[a-z]/i.test(url);
  return isWeb ? [] : [invalid("action['parameters']['url'] is not a valid URL.")];
}

function productListFaults({ catalog_id: catalogId, sections = [] }: Action): Refusal[] {
  const products = sections.flatMap((section) => section.product_items ?? []);
  return [
    ...(catalogId === undefined ? [missing("action['catalog_id'] is required.")] : []),
    ...count("Sections", sections.length, 1, 10),
    ...count("Products", products.length, 1, 30),
  ];
}

function cardFaults({ cards }: Action): Refusal[] {
  if (cards === undefined) return [missing("action['cards'] is required.")];
  return [
    ...count("Cards", cards.length, 2, 10),
    ...cards.flatMap(({ body }) => (body === undefined ? [] : upTo("Card body", body.text, 160))),
  ];
}

function parametersFaults({ parameters = {} }: Action): Refusal[] {
  const isEmpty = Object.keys(parameters).length === 0;
  return isEmpty ? [invalid("action['parameters'] cannot be empty.")] : [];
}

/** A text among the parameters that must be there, and may be `max` characters long. */
function named(action: Action, key: string, what: string, max: number): Refusal[] {
  const empty = parametersFaults(action);
  if (empty.length > 0) return empty;
  const text = action.parameters?.[key];
  return typeof text === "string"
    ? tooLong(what, text, max)
    : [missing(`action['parameters']['${key}'] is required.`)];
}

function present(action: Action, key: "catalog_id" | "product_retailer_id"): Refusal[] {
  return action[key] === undefined ? [missing(`action['${key}'] is required.`)] : [];
}

function tooLong(what: string, text: string, max: number): Refusal[] {
  const details = lengthFault(what, text, max);
  return details === undefined ? [] : [invalid(details)];
}

/** As `tooLong`, for a text that may be empty. */
function upTo(what: string, text: string, max: number): Refusal[] {
  return text === "" ? [] : tooLong(what, text, max);
}

function count(what: string, found: number, min: number, max: number): Refusal[] {
  if (found >= min && found <= max) return [];
  return [invalid(`${what} count invalid. Min count: ${min}, Max count: ${max}`)];
}

function invalid(details: string): Refusal {
  return { code: 131009, details };
}

function missing(details: string): Refusal {
  return { code: 131008, details };
}

const BODY_MAX: { readonly [type: string]: number } = { list: 4096, button: 1024 };
const BODILESS: ReadonlySet<string> = new Set(["product"]);
