import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS } from "@casement/engine";
import type { WhyNotHad } from "./not-had.ts";

/** The kind of the appointment by which a file is fetched; its key is the file's id at Meta. */
export const FETCH_FILE = "fetch_file";

/** Meta forgets what came with a message after seven days. */
const KEPT_BY_META_MS = 7 * DAY_MS;

export const WAIT_MS_MIN = 10_000;
const WAIT_MS_MAX = 6 * HOUR_MS;
const RARELY_MS_MIN = HOUR_MS;
export const STORE_WAIT_MS_MAX: number = 10 * MINUTE_MS;

/** Whether it may be had after a while, once somebody has seen to something, or not at all. */
type Hope = "soon" | "rarely" | "never";

const HOPES: Readonly<Record<WhyNotHad, Hope>> = {
  no_account: "soon",
  no_answer: "soon",
  refused: "soon",
  broke_off: "soon",
  not_as_told: "soon",
  // Of a token that may not see the file Meta says just that; so it is no reason to give it up.
  not_there: "rarely",
  not_called: "rarely",
  too_large: "never",
};

/**
 * When to ask again for a file that could not be had at `now`: after ten seconds or an hour, and
 * then always after as long as we have known of it, so that each wait is twice the one before.
 * `undefined`: Meta no longer has it.
 */
export function nextFetchAt(
  why: WhyNotHad,
  { knownSince, now }: { readonly knownSince: Instant; readonly now: Instant },
): Instant | undefined {
  const hope = HOPES[why];
  if (hope === "never") return undefined;
  const waitMsMin = hope === "rarely" ? RARELY_MS_MIN : WAIT_MS_MIN;
  const at = later(now, Math.min(WAIT_MS_MAX, Math.max(waitMsMin, now - knownSince)));
  return at - knownSince < KEPT_BY_META_MS ? at : undefined;
}

/**
 * When to try again to keep a file that the store did not take at `now`: as above, but no later
 * than anybody wants to wait for a picture once the store is back. Whether Meta still has it, Meta
 * says.
 */
export function nextKeepAt(knownSince: Instant, now: Instant): Instant {
  const waitMs = Math.min(STORE_WAIT_MS_MAX, Math.max(WAIT_MS_MIN, now - knownSince));
  return later(now, waitMs);
}
