import { DAY_MS, HOUR_MS, type Instant, later } from "@casement/engine";

/** As long as Meta itself goes on posting what was not taken. */
export const TRIED_FOR_MS = 7 * DAY_MS;

/** An endpoint that took nothing for so long, although it was tried, is paused. */
export const DEAD_AFTER_MS = 3 * DAY_MS;

const WAIT_MS_MIN = 10_000;
const WAIT_MS_MAX = 12 * HOUR_MS;

/**
 * When to try again what failed at `now`: after ten seconds, and then always after as long as it
 * has been tried, so that each wait is twice the one before; at most twelve hours. `undefined`:
 * seven days are over.
 *
 * No jitter: an endpoint has at most 16 deliveries of a number under way, so what failed together
 * comes back in a file and not in a flood.
 */
export function nextTryAt(since: Instant, now: Instant): Instant | undefined {
  const waitMs = Math.min(WAIT_MS_MAX, Math.max(WAIT_MS_MIN, now - since));
  const at = later(now, waitMs);
  return at - since <= TRIED_FOR_MS ? at : undefined;
}
