import { HOUR_MS, type Instant, later } from "./instant.ts";

/** How long a service window stays open after the customer was last heard (SPEC W1). */
export const SERVICE_WINDOW_MS: number = 24 * HOUR_MS;

/** A half-open span of time: it holds `openedAt`, and every moment up to but not `closesAt`. */
export interface Window {
  readonly openedAt: Instant;
  readonly closesAt: Instant;
}

/**
 * The window after the customer was heard at `heardAt`, which is no earlier than it opened (W1,
 * W2).
 *
 * One that is still open, or closes at this very moment, grows: windows are merged spans.
 */
export function windowAfter(window: Window | null, heardAt: Instant): Window {
  const closesAt = later(heardAt, SERVICE_WINDOW_MS);
  if (window === null || heardAt > window.closesAt) return { openedAt: heardAt, closesAt };
  return { openedAt: window.openedAt, closesAt };
}

/**
 * The window that is open at `at`, or `undefined` if none is (SPEC W3).
 *
 * Meta does not say whether a window still holds at its 24th hour exactly. We say no: refusing a
 * message we could have sent costs one template; sending one we could not costs an error and trust.
 */
export function windowAt(windows: readonly Window[], at: Instant): Window | undefined {
  return windows.find((window) => isWithin(window, at));
}

export function isWithin(window: Window | null, at: Instant): boolean {
  return window !== null && window.openedAt <= at && at < window.closesAt;
}
