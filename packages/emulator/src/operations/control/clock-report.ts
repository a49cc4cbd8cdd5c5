import type { Instant } from "@casement/engine";
import { wordsOf } from "../../agenda.ts";
import type { Platform } from "../../platform.ts";
import type { Action } from "../../world/world.ts";

/** The clock as the control API tells it. */
export interface ClockReport {
  /** ISO 8601 with milliseconds. */
  readonly now: string;
  /** `frozen`, `real`, or a speed: `60x`. */
  readonly mode: string;
  /** Virtual milliseconds in a real one; 0 while it stands. */
  readonly speed: number;
  /** The next thing that will happen, and when; `null` if nothing is due. */
  readonly next: Due | null;
  /** What this world does next, soonest first: at most five, what others do not among them. */
  readonly upcoming: readonly Due[];
  /** What others on the same clock do next, such as a hub, as far as they say: at most five. */
  readonly others: readonly Due[];
}

/** Something that will happen. */
export interface Due {
  readonly at: string;
  readonly what: string;
}

export function clockReport(platform: Platform): ClockReport {
  const { clock } = platform;
  const { speed } = clock;
  return {
    now: isoFrom(clock.now()),
    mode: modeOf(speed),
    speed,
    next: nextOf(platform),
    upcoming: platform.nextActions(UPCOMING_MAX).map(dueOf),
    others: clock.namedDue(UPCOMING_MAX).map(({ at, what }) => ({ at: isoFrom(at), what })),
  };
}

export function isoFrom(at: Instant): string {
  return new Date(at).toISOString();
}

function modeOf(speed: number): string {
  if (speed === 0) return "frozen";
  return speed === 1 ? "real" : `${speed}x`;
}

/** Others on the same clock have appointments, too; of what, they say or do not. */
function nextOf(platform: Platform): ClockReport["next"] {
  const own = platform.nextAction();
  const due = platform.clock.nextDueAt();
  if (own !== undefined && (due === undefined || own.at <= due)) {
    return dueOf(own);
  }
  if (due === undefined) return null;
  const [named] = platform.clock.namedDue(1);
  const what = named?.at === due ? named.what : "an appointment of another party";
  return { at: isoFrom(due), what };
}

function dueOf(action: Action): Due {
  return { at: isoFrom(action.at), what: wordsOf(action) };
}

const UPCOMING_MAX = 5;
