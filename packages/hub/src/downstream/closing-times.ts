import { HOUR_MS, type Instant, later } from "@casement/engine";

/** The kind of the appointment; a number has one, at the next moment there is something to tell. */
export const TELL_WINDOWS = "tell_windows";

/** How long before its end programs are told that a window closes: as the inbox's own queue. */
const AHEAD_MS: number = 2 * HOUR_MS;

/** When programs are told that a window closes at this moment. */
export function toldAheadAt(closesAt: Instant): Instant {
  return later(closesAt, -AHEAD_MS);
}

/** The end of the last window of which they are told by this moment. */
export function endToldAt(at: Instant): Instant {
  return later(at, AHEAD_MS);
}
