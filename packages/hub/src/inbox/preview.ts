import { unreachable } from "@casement/engine";
import type { ContentShape } from "../api/shapes.ts";

/** A message in one line, as the list of threads shows it. */
export function previewOf(content: ContentShape | null): string {
  return content === null ? "" : cut(lineOf(content).replace(/\s+/g, " ").trim());
}

function lineOf(content: ContentShape): string {
  switch (content.kind) {
    case "text":
    case "question":
    case "template":
      return content.text;
    case "media":
      return content.caption ?? content.filename ?? MEDIA[content.media];
    case "location":
      return content.name ?? content.address ?? "Location";
    case "people":
      return content.people.map((person) => person.name).join(", ");
    case "reaction":
      return content.emoji ?? "Reaction removed";
    case "choice":
      return content.title;
    case "other":
      return content.text ?? `Message of type ${content.type}`;
    default:
      return unreachable(content);
  }
}

/** Between characters as people see them: half a family of emoji would be strangers. */
function cut(line: string): string {
  if (line.length <= LENGTH_MAX) return line;
  let kept = "";
  for (const { segment } of new Intl.Segmenter("en").segment(line.slice(0, 2 * LENGTH_MAX))) {
    if (kept.length + segment.length >= LENGTH_MAX) break;
    kept += segment;
  }
  return `${kept}…`;
}

const MEDIA = {
  image: "Photo",
  video: "Video",
  audio: "Audio",
  document: "Document",
  sticker: "Sticker",
} as const;

const LENGTH_MAX = 120;
