import { DAY_MS, HOUR_MS, type Instant, later } from "@casement/engine";

/** The kind of the appointment by which a file is fetched; its key is the file's id at Meta. */
export const FETCH_FILE = "fetch_file";

/** Meta forgets what came with a message after seven days. */
const KEPT_BY_META_MS = 7 * DAY_MS;

const WAIT_MS_MIN = 10_000;
const WAIT_MS_MAX = 6 * HOUR_MS;

/**
 * When to ask again for a file that could not be had at `now`: after ten seconds, and then always
 * after as long as we have known of it, so that each wait is twice the one before. `undefined`:
 * Meta no longer has it.
 */
export function nextFetchAt(knownSince: Instant, now: Instant): Instant | undefined {
  const waitMs = Math.min(WAIT_MS_MAX, Math.max(WAIT_MS_MIN, now - knownSince));
  const at = later(now, waitMs);
  return at - knownSince < KEPT_BY_META_MS ? at : undefined;
}
