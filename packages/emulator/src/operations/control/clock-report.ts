import type { Instant } from "@casement/engine";
import { wordsOf } from "../../agenda.ts";
import type { Platform } from "../../platform.ts";

/** The clock as the control API tells it. */
export interface ClockReport {
  /** ISO 8601 with milliseconds. */
  readonly now: string;
  /** `frozen`, `real`, or a speed: `60x`. */
  readonly mode: string;
  /** Virtual milliseconds in a real one; 0 while it stands. */
  readonly speed: number;
  /** The next thing that will happen, and when; `null` if nothing is due. */
  readonly next: { readonly at: string; readonly what: string } | null;
}

export function clockReport(platform: Platform): ClockReport {
  const { clock } = platform;
  const { speed } = clock;
  return { now: isoFrom(clock.now()), mode: modeOf(speed), speed, next: nextOf(platform) };
}

export function isoFrom(at: Instant): string {
  return new Date(at).toISOString();
}

function modeOf(speed: number): string {
  if (speed === 0) return "frozen";
  return speed === 1 ? "real" : `${speed}x`;
}

/** Others on the same clock have appointments, too; the emulator knows when, but not of what. */
function nextOf(platform: Platform): ClockReport["next"] {
  const own = platform.nextAction();
  const due = platform.clock.nextDueAt();
  if (own !== undefined && (due === undefined || own.at <= due)) {
    return { at: isoFrom(own.at), what: wordsOf(own) };
  }
  return due === undefined ? null : { at: isoFrom(due), what: "an appointment of another party" };
}
