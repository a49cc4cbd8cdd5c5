import type { JsonPlace } from "./json-place.ts";

// Changing a JSON text here and there, and no byte of it elsewhere.

/** Puts `text` in the place of what stands from `from` to `to`. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Takes items out of a list, of which at least one stays or which is empty. */
export function cutsIn(items: readonly JsonPlace[], isKept: (item: JsonPlace) => boolean): Edit[] {
  const kept = items.filter(isKept);
  const [first, last] = [kept[0], kept.at(-1)];
  if (kept.length === items.length || first === undefined || last === undefined) return [];
  const between = kept.slice(1).map((item, i) => ({
    from: kept[i]?.to ?? item.from,
    to: item.from,
    text: ",",
  }));
  return [
    { from: items[0]?.from ?? first.from, to: first.from, text: "" },
    ...between,
    { from: last.to, to: items.at(-1)?.to ?? last.to, text: "" },
  ];
}

/** The text with all edits made. None of them overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    result += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return result + text.slice(at);
}
