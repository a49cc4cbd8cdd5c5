import type { ContentShape } from "@casement/hub/api";

/** What a message says in one line: for a quotation. */
export function previewOf(content: ContentShape): string {
  switch (content.kind) {
    case "text":
    case "question":
    case "template":
      return content.text;
    case "media":
      return content.caption ?? content.filename ?? MEDIA_WORDS[content.media];
    case "location":
      return content.name ?? content.address ?? "Location";
    case "people":
      return content.people.map((person) => person.name).join(", ");
    case "reaction":
      return content.emoji === null ? "Reaction taken back" : `Reacted with ${content.emoji}`;
    case "choice":
      return content.title;
    case "other":
      return content.text ?? `A message of the kind “${content.type}”`;
  }
}

export const MEDIA_WORDS = {
  image: "Picture",
  video: "Film",
  audio: "Voice message",
  document: "File",
  sticker: "Sticker",
} as const;
