import type { ReactNode } from "react";

interface RingProps {
  /** How much of the time is left, 0 to 1; 0 draws an empty ring. */
  readonly left: number;
  readonly tone: "service" | "entry" | "warn";
  readonly initials: string;
  readonly size?: number;
}

const TONES = { service: "text-service", entry: "text-entry", warn: "text-warn" } as const;
const RADIUS = 18;
const ROUND = 2 * Math.PI * RADIUS;
/** Clockwise. A circle begins at the right, and turning each ring of a list is not for nothing. */
const FROM_THE_TOP = `M20 2a${RADIUS} ${RADIUS} 0 1 1 0 36a${RADIUS} ${RADIUS} 0 1 1 0-36`;

/**
 * A customer's picture in a ring that empties as their window closes. The words stand beside it.
 */
export function Ring({ left, tone, initials, size = 40 }: RingProps): ReactNode {
  return (
    <span
      aria-hidden
      className="relative grid shrink-0 place-items-center"
      style={{ width: size, height: size }}
    >
      <svg aria-hidden="true" viewBox="0 0 40 40" className="absolute inset-0">
        <path d={FROM_THE_TOP} fill="none" className="stroke-line-strong/60" strokeWidth="2.5" />
        {left > 0 && (
          <path
            d={FROM_THE_TOP}
            fill="none"
            stroke="currentColor"
            strokeWidth="2.5"
            strokeLinecap="round"
            strokeDasharray={`${Math.max(left * ROUND, 0.1)} ${ROUND}`}
            className={TONES[tone]}
          />
        )}
      </svg>
      <span className="grid size-[76%] place-items-center rounded-full bg-selected font-semibold text-ink-2 text-xs">
        {initials}
      </span>
    </span>
  );
}
