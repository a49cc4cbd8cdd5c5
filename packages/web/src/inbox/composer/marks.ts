/** A stretch of a text that is chosen: from one character up to another. */
export interface Chosen {
  readonly from: number;
  readonly to: number;
}

export type Mark = "*" | "_" | "~" | "`";

/**
 * The text with `mark` around what is chosen, or without it where it is there already; and what is
 * chosen then. WhatsApp reads a mark only right beside a word, so spaces at the edges stay outside.
 */
export function marked(text: string, chosen: Chosen, mark: Mark): { text: string; chosen: Chosen } {
  const inside = text.slice(chosen.from, chosen.to);
  const from = chosen.from + (inside.length - inside.trimStart().length);
  const to = Math.max(from, chosen.to - (inside.length - inside.trimEnd().length));
  const isMarked = text[from - 1] === mark && text[to] === mark;
  if (isMarked) {
    const without = text.slice(0, from - 1) + text.slice(from, to) + text.slice(to + 1);
    return { text: without, chosen: { from: from - 1, to: to - 1 } };
  }
  const around = text.slice(0, from) + mark + text.slice(from, to) + mark + text.slice(to);
  return { text: around, chosen: { from: from + 1, to: to + 1 } };
}

/** The mark of a shortcut: ⌘B, ⌘I, ⌘⇧X, ⌘⇧C. */
export function markOfKey(event: {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
}): Mark | undefined {
  if (!event.metaKey && !event.ctrlKey) return undefined;
  const key = event.key.toLowerCase();
  if (event.shiftKey) return key === "x" ? "~" : key === "c" ? "`" : undefined;
  return key === "b" ? "*" : key === "i" ? "_" : undefined;
}
