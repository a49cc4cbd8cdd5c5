import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS } from "@casement/engine";

/** Whether webhooks of an account's numbers reach us, as far as Meta tells. */
export type Hearing =
  /** `isNew`: the app was subscribed only now, and heard nothing before. */
  | { readonly kind: "heard"; readonly callbackUrl: string; readonly isNew: boolean }
  /** The app is not subscribed, or its callback leads to no hub. */
  | { readonly kind: "deaf" }
  | { readonly kind: "untold" };

/** The kind of the appointment by which Meta is asked whether we are still heard of. */
export const HEARING = "hearing";

const EVERY_MS = 6 * HOUR_MS;

/** Somebody is setting it up at Meta: until it is confirmed no window is known to be closed. */
const WHILE_DEAF_MS = 10 * MINUTE_MS;

/** The next time by appointment. One account is one stream, as its own posts are. */
export function nextHearingAfter(
  now: Instant,
  isHeard: boolean,
): { kind: string; key: string; dueAt: Instant } {
  return { kind: HEARING, key: "", dueAt: later(now, isHeard ? EVERY_MS : WHILE_DEAF_MS) };
}

/**
 * For how long Meta posts again what was not taken. After a longer stop some of it is lost.
 */
const RETRIED_MS = 7 * DAY_MS;

/**
 * An appointment that was due before this was not kept for longer than Meta tries. It is moved
 * whenever it is kept, so somebody was there up to `EVERY_MS` before it was due, and no later than
 * when it was: the earlier is taken.
 */
export function missedBefore(now: Instant): Instant {
  return later(now, EVERY_MS - RETRIED_MS);
}
