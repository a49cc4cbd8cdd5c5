import type { ReactNode } from "react";

/** A text with the words that were looked for marked in it. */
export function Marked({ text, words }: { text: string; words: string }): ReactNode {
  const pattern = patternOf(words);
  if (pattern === undefined) return text;
  return text.split(pattern).map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      <mark
        // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its order.
        key={index}
        className="rounded-sm bg-entry-soft px-px text-entry"
      >
        {piece}
      </mark>
    ),
  );
}

function patternOf(words: string): RegExp | undefined {
  const parts = words.split(/\s+/).filter((word) => word !== "");
  if (parts.length === 0) return undefined;
  return new RegExp(`(${parts.map((part) => RegExp.escape(part)).join("|")})`, "giu");
}
