import { assert } from "./assert.ts";

/** A moment, in whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly instant: unique symbol };

export const SECOND_MS: number = 1_000;
export const MINUTE_MS: number = 60 * SECOND_MS;
export const HOUR_MS: number = 60 * MINUTE_MS;
export const DAY_MS: number = 24 * HOUR_MS;

/** The moment `ms` milliseconds after 1970. */
export function instantFromMs(ms: number): Instant {
  assert(Number.isSafeInteger(ms), "an instant is a whole number of milliseconds");
  return ms as Instant;
}

/** The moment that an ISO 8601 text with a zone names, or `undefined` if it names none. */
export function instantFromIso(text: string): Instant | undefined {
  if (!ISO.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : instantFromMs(ms);
}

/** The moment as ISO 8601 in UTC, cut to whole seconds: `2023-07-10T09:00:00Z`. */
export function isoFromInstant(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** The moment `ms` milliseconds after `at`; before it, if `ms` is negative. */
export function later(at: Instant, ms: number): Instant {
  return instantFromMs(at + ms);
}

/** The moment with its milliseconds cut off: the platform judges in whole seconds (SPEC D1). */
export function wholeSecond(at: Instant): Instant {
  return instantFromMs(Math.floor(at / SECOND_MS) * SECOND_MS);
}

const ISO: RegExp = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
