import type { EchoNotice, MessageNotice, PastMessageNotice } from "@casement/cloud-api";
import type { ContentShape } from "../api/shapes.ts";
import { fieldIn, listIn, textIn } from "../json/unknown-value.ts";
import { sha256From } from "../media/told-file.ts";

const MEDIA = ["image", "video", "audio", "document", "sticker"] as const;

/**
 * What a customer's message says, in our words. What we cannot draw keeps its type and is counted.
 */
export function contentFromMessageNotice(
  notice: MessageNotice | EchoNotice | PastMessageNotice,
): ContentShape {
  const content = saidIn(notice);
  const arrival = arrivalFrom(fieldIn(notice, "referral"));
  if (arrival === undefined || (content.kind !== "text" && content.kind !== "media")) {
    return content;
  }
  return { ...content, arrival };
}

/** The hash of the file in a message, if Meta tells one. */
export function fileSha256FromMessageNotice(
  notice: MessageNotice | EchoNotice | PastMessageNotice,
): Uint8Array | undefined {
  return sha256From(textIn(fieldIn(notice, notice.type ?? ""), "sha256"));
}

type Arrival = NonNullable<Extract<ContentShape, { kind: "text" }>["arrival"]>;

function arrivalFrom(referral: unknown): Arrival | undefined {
  const source = textIn(referral, "source_type");
  if (source === null) return undefined;
  return {
    by: source === "ad" || source === "post" ? source : "page",
    headline: textIn(referral, "headline") || textIn(referral, "body") || null,
    url: textIn(referral, "source_url"),
  };
}

function saidIn(notice: MessageNotice | EchoNotice | PastMessageNotice): ContentShape {
  const type = notice.type ?? "unknown";
  const said = fieldIn(notice, type);
  const media = MEDIA.find((kind) => kind === type);
  if (media !== undefined) return mediaFrom(media, said);
  switch (type) {
    case "text":
      return { kind: "text", text: textIn(said, "body") ?? "" };
    case "location":
      return locationFrom(said);
    case "contacts":
      return { kind: "people", people: listIn(notice, "contacts").map(personFrom) };
    case "reaction":
      return {
        kind: "reaction",
        emoji: textIn(said, "emoji") || null,
        to: textIn(said, "message_id") ?? "",
      };
    case "button":
      return { kind: "choice", title: textIn(said, "text") ?? "", description: null };
    case "interactive":
      return choiceFrom(said);
    case "order":
      return orderFrom(said);
    case "edit":
      return { kind: "other", type, text: editedTextIn(said) };
    default:
      return { kind: "other", type, text: textIn(said, "body") };
  }
}

function mediaFrom(media: (typeof MEDIA)[number], said: unknown): ContentShape {
  return {
    kind: "media",
    media,
    media_id: textIn(said, "id"),
    caption: textIn(said, "caption"),
    filename: textIn(said, "filename"),
    mime_type: textIn(said, "mime_type"),
    ...(fieldIn(said, "voice") === true ? { voice: true } : {}),
  };
}

function locationFrom(said: unknown): ContentShape {
  return {
    kind: "location",
    latitude: numberIn(said, "latitude"),
    longitude: numberIn(said, "longitude"),
    name: textIn(said, "name"),
    address: textIn(said, "address"),
  };
}

function personFrom(person: unknown): People[number] {
  const list = (name: string, field: string): string[] =>
    listIn(person, name).flatMap((one) => textIn(one, field) ?? []);
  return {
    name: textIn(fieldIn(person, "name"), "formatted_name") ?? "",
    phones: list("phones", "phone"),
    emails: list("emails", "email"),
    company: textIn(fieldIn(person, "org"), "company"),
  };
}

type People = Extract<ContentShape, { kind: "people" }>["people"];

function orderFrom(said: unknown): ContentShape {
  return {
    kind: "order",
    text: textIn(said, "text") || null,
    items: listIn(said, "product_items").map((item) => ({
      product: textIn(item, "product_retailer_id") ?? "",
      quantity: numberIn(item, "quantity"),
      price: fieldIn(item, "item_price") === undefined ? null : numberIn(item, "item_price"),
      currency: textIn(item, "currency"),
    })),
  };
}

/** How an edited message reads now: its text, or what is written under its picture. */
function editedTextIn(edit: unknown): string | null {
  const message = fieldIn(edit, "message");
  const said = fieldIn(message, textIn(message, "type") ?? "");
  return textIn(said, "body") ?? textIn(said, "caption");
}

/** The customer pressed a button, chose a row, or filled in a form. */
function choiceFrom(said: unknown): ContentShape {
  for (const kind of ["button_reply", "list_reply"]) {
    const reply = fieldIn(said, kind);
    if (reply === undefined) continue;
    return {
      kind: "choice",
      title: textIn(reply, "title") ?? "",
      description: textIn(reply, "description"),
    };
  }
  const type = textIn(said, "type") ?? "interactive";
  const reply = fieldIn(said, type);
  return { kind: "other", type, text: textIn(reply, "body") ?? textIn(reply, "response") };
}

function numberIn(value: unknown, field: string): number {
  const number = Number(fieldIn(value, field));
  return Number.isFinite(number) ? number : 0;
}
