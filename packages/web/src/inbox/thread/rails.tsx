import type { ReactNode } from "react";
import { lookOf, TONE_FILL } from "../../design/category.ts";
import type { Rail } from "./timeline.ts";

/** At least this many lanes, so that the messages do not move when a second band begins. */
const LANES_MIN = 2;

const PARTS = {
  top: "mt-3 rounded-t-full",
  through: "",
  end: "mb-3.5 rounded-b-full",
} as const;

/**
 * The bands beside one line of the thread. Drawn for the eye: the lines where a conversation opens
 * and ends say the same in words.
 */
export function Rails({ rails }: { rails: readonly Rail[] }): ReactNode {
  const empty = Math.max(0, LANES_MIN - rails.length);
  const lanes: readonly Rail[] = [...rails, ...Array<null>(empty).fill(null)];
  return (
    <span aria-hidden className="flex shrink-0 items-stretch gap-1">
      {lanes.map((rail, lane) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place.
          key={lane}
          className={`w-1
            ${rail === null ? "" : `${TONE_FILL[lookOf(rail.category).tone]} ${PARTS[rail.part]}`}`}
        />
      ))}
    </span>
  );
}
