import type { ContentShape } from "@casement/hub/api";
import { otherWords } from "./message-words.ts";

/** What a message says in one line: for a quotation. */
export function previewOf(content: ContentShape): string {
  switch (content.kind) {
    case "text":
    case "question":
    case "template":
      return content.text;
    case "media":
      return content.caption ?? content.filename ?? mediaWords(content);
    case "location":
      return content.name ?? content.address ?? "Location";
    case "people":
      return content.people.map((person) => person.name).join(", ");
    case "reaction":
      return content.emoji === null ? "Reaction taken back" : `Reacted with ${content.emoji}`;
    case "choice":
      return content.title;
    case "order":
      return content.text ?? `Order of ${content.items.length} products`;
    case "other":
      return content.text ?? otherWords(content.type);
  }
}

export function mediaWords(content: Extract<ContentShape, { kind: "media" }>): string {
  return content.voice === true ? "Voice message" : MEDIA_WORDS[content.media];
}

export const MEDIA_WORDS = {
  image: "Picture",
  video: "Video",
  audio: "Sound",
  document: "File",
  sticker: "Sticker",
} as const;
