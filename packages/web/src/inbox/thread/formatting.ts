// WhatsApp's own marks in a text, read as phones read them.

/** A piece of a line. */
export type Inline =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "mono"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "bold" | "italic" | "strike"; readonly inside: readonly Inline[] };

/** A stretch of lines of one sort. */
export type Block =
  | { readonly kind: "lines" | "quote"; readonly inside: readonly Inline[] }
  | { readonly kind: "mono"; readonly text: string }
  | { readonly kind: "bullets" | "numbers"; readonly items: readonly (readonly Inline[])[] };

/** The text as blocks: a stretch between three backticks is taken as it stands. */
export function blocksOf(text: string): readonly Block[] {
  return text.split(/```([\s\S]+?)```/).flatMap((piece, index): readonly Block[] => {
    if (index % 2 === 1) return [{ kind: "mono", text: piece.replace(/^\n|\n$/g, "") }];
    const trimmed = trimmedBetween(piece, index > 0);
    return trimmed === "" ? [] : linesOf(trimmed);
  });
}

/** Around a block of its own, the line breaks next to it are the block's. */
function trimmedBetween(piece: string, isAfterBlock: boolean): string {
  return isAfterBlock ? piece.replace(/^\n/, "") : piece.replace(/\n$/, "");
}

type LineKind = "lines" | "quote" | "bullets" | "numbers";

function linesOf(text: string): readonly Block[] {
  const stretches: { kind: LineKind; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const [kind, said] = lineOf(line);
    const last = stretches.at(-1);
    if (last?.kind === kind) last.lines.push(said);
    else stretches.push({ kind, lines: [said] });
  }
  return stretches.map(({ kind, lines }) =>
    kind === "bullets" || kind === "numbers"
      ? { kind, items: lines.map(inlinesOf) }
      : { kind, inside: inlinesOf(lines.join("\n")) },
  );
}

function lineOf(line: string): readonly [LineKind, string] {
  const [, quoted] = /^> ?(.*)$/.exec(line) ?? [];
  if (quoted !== undefined) return ["quote", quoted];
  const [, bullet] = /^[*-] (.+)$/.exec(line) ?? [];
  if (bullet !== undefined) return ["bullets", bullet];
  const [, numbered] = /^\d{1,3}\. (.+)$/.exec(line) ?? [];
  return numbered === undefined ? ["lines", line] : ["numbers", numbered];
}

const MARKS = { "*": "bold", _: "italic", "~": "strike" } as const;

/**
 * A link, a word between backticks, or a stretch between two marks. A mark counts only at the edge
 * of a word: `snake_case_name` and `2 * 3 * 4` stay as they are.
 */
const PIECE = new RegExp(
  [
    /(?<link>\bhttps?:\/\/[^\s<>"]+|\bwww\.[^\s<>"]+\.[^\s<>"]+)/,
    /`(?<mono>[^`\n]+)`/,
    /(?<![\p{L}\p{N}])(?<mark>[*_~])(?=\S)(?<inside>[^\n]*?\S)\k<mark>(?![\p{L}\p{N}])/u,
  ]
    .map((part) => part.source)
    .join("|"),
  "gu",
);

export function inlinesOf(text: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  for (const found of text.matchAll(PIECE)) {
    const piece = inlineFrom(found);
    if (piece === undefined) continue;
    if (found.index > from) pieces.push({ kind: "words", text: text.slice(from, found.index) });
    pieces.push(piece.inline);
    from = found.index + piece.length;
  }
  if (from < text.length) pieces.push({ kind: "words", text: text.slice(from) });
  return pieces;
}

function inlineFrom(found: RegExpExecArray): { inline: Inline; length: number } | undefined {
  const { link, mono, mark, inside } = found.groups ?? {};
  if (link !== undefined) return linkFrom(link);
  const [{ length }] = found;
  if (mono !== undefined) return { inline: { kind: "mono", text: mono }, length };
  if (inside === undefined || (mark !== "*" && mark !== "_" && mark !== "~")) return undefined;
  return { inline: { kind: MARKS[mark], inside: inlinesOf(inside) }, length };
}

/** The full stop after a link ends the sentence, not the address. */
function linkFrom(written: string): { inline: Inline; length: number } {
  const text = written.replace(/[.,;:!?)\]}'"*_~]+$/, "");
  const href = text.startsWith("www.") ? `https://${text}` : text;
  return { inline: { kind: "link", text, href }, length: text.length };
}

/** A text without its marks, for where there is one line and no room for looks. */
export function wordsOf(text: string): string {
  return inlinesOf(text.replaceAll("```", " ")).map(saidIn).join("");
}

function saidIn(inline: Inline): string {
  return "inside" in inline ? inline.inside.map(saidIn).join("") : inline.text;
}

/**
 * An emoji: a flag, a key, or a picture with what may follow it: a skin, pictures that it is joined
 * to, the letters of a region. `\p{RGI_Emoji}` would say it in a word, but lists all emoji there
 * are: making it ready stopped the page for a tenth of a second.
 */
const SKIN = String.raw`\p{Emoji_Modifier}?\uFE0F?`;
const PICTURE = String.raw`\p{Extended_Pictographic}${SKIN}(?:\u200D\p{Emoji}${SKIN})*`;
const EMOJI = String.raw`(?:\p{RI}{2}|[0-9#*]\uFE0F?\u20E3|${PICTURE}[\u{E0020}-\u{E007F}]*)`;
const FEW_EMOJI = new RegExp(`^(?:${EMOJI}\\s?){1,3}$`, "u");

/** The longest emoji has fifteen units, and nothing longer than three of them is looked at. */
const FEW_EMOJI_LENGTH_MAX = 60;

/** Whether a text is nothing but a few emoji, which phones draw large. */
export function isFewEmoji(text: string): boolean {
  return text.length <= FEW_EMOJI_LENGTH_MAX && FEW_EMOJI.test(text.trim());
}
