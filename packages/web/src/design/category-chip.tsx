import type { ReactNode } from "react";
import { lookOf, TONE_CHIP, type Tone } from "./category.ts";

/** A category in its colour and its word. */
export function CategoryChip({ category }: { category: string }): ReactNode {
  const look = lookOf(category);
  return <Chip tone={look.tone}>{look.name}</Chip>;
}

export function Chip({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode {
  return (
    <span
      className={`inline-flex shrink-0 items-center gap-1 whitespace-nowrap rounded-md px-1.5 py-px
        font-semibold text-2xs ${TONE_CHIP[tone]}`}
    >
      {children}
    </span>
  );
}
