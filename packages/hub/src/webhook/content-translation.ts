import type { EchoNotice, MessageNotice, PastMessageNotice } from "@casement/cloud-api";
import type { ContentShape } from "../api/shapes.ts";
import { fieldIn, listIn, textIn } from "../json/unknown-value.ts";

const MEDIA = ["image", "video", "audio", "document", "sticker"] as const;

/**
 * What a customer's message says, in our words. What we cannot draw keeps its type and is counted.
 */
export function contentFromMessageNotice(
  notice: MessageNotice | EchoNotice | PastMessageNotice,
): ContentShape {
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

function personFrom(person: unknown): { name: string; phones: string[] } {
  const phones = listIn(person, "phones").map((phone) => textIn(phone, "phone") ?? "");
  return { name: textIn(fieldIn(person, "name"), "formatted_name") ?? "", phones };
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
