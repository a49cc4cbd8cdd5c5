import { unreachable } from "@casement/engine";
import type { ContentShape } from "../api/shapes.ts";

/** A message in one line, as the list of threads shows it. */
export function previewOf(content: ContentShape | null): string {
  return content === null ? "" : cut(lineOf(content).replace(/\s+/g, " ").trim());
}

/** How much stands before the word that was looked for: enough to see what it is about. */
const BEFORE_MAX = 24;

/** A message in one line that begins shortly before the first word of `search` that is in it. */
export function excerptOf(content: ContentShape, search: string): string {
  const line = allWordsOf(content).replace(/\s+/g, " ").trim();
  const lower = line.toLowerCase();
  const places = search
    .toLowerCase()
    .split(/\s+/)
    .map((word) => (word === "" ? -1 : lower.indexOf(word)))
    .filter((place) => place > BEFORE_MAX);
  const from = Math.min(...places, line.length);
  if (from === line.length) return cut(line);
  const begin = line.indexOf(" ", from - BEFORE_MAX);
  return `…${cut(line.slice(begin === -1 || begin > from ? from : begin + 1))}`;
}

/** What a search looks through: a file is found by its name, too, and a template by its. */
function allWordsOf(content: ContentShape): string {
  switch (content.kind) {
    case "media":
      return [content.caption, content.filename].filter((words) => words !== null).join(" · ");
    case "template":
    case "question":
      return [content.header, content.text].filter((words) => words !== null).join(" · ");
    default:
      return lineOf(content);
  }
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
    case "order":
      return content.text ?? `Order of ${content.items.length} products`;
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
