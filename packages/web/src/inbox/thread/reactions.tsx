import type { MessageShape } from "@casement/hub/api";
import type { ReactNode } from "react";

/** The emoji of a reaction; none of one that was taken back, or that never went. */
export function emojiOf(reaction: MessageShape | undefined): string | undefined {
  if (reaction?.content.kind !== "reaction") return undefined;
  if (reaction.status === "refused" || reaction.status === "failed") return undefined;
  return reaction.content.emoji ?? undefined;
}

/** The last reaction of each side holds; one without an emoji takes it back. */
export function Reactions({ reactions }: { reactions: readonly MessageShape[] }): ReactNode {
  const bySide = new Map(reactions.map((one) => [one.direction, one]));
  const emojis = [...bySide.values()].flatMap((one) => {
    const emoji = emojiOf(one);
    return emoji === undefined ? [] : [{ direction: one.direction, emoji }];
  });
  if (emojis.length === 0) return null;
  return (
    <span className="-bottom-3.5 absolute left-2 flex gap-0.5 rounded-full border border-line bg-raised px-1.5 py-0.5 text-xs shadow-card">
      {emojis.map(({ direction, emoji }) => (
        <span
          key={direction}
          role="img"
          aria-label={`${direction === "in" ? "The customer" : "We"} reacted with ${emoji}`}
        >
          {emoji}
        </span>
      ))}
    </span>
  );
}
