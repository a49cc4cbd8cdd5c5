import { DAY_MS, HOUR_MS, type Instant, later } from "@casement/engine";

/**
 * The kind of the appointment by which a number looks for scheduled drafts whose moment has come.
 * A number has one, for the next of them: its key is empty.
 */
export const SCHEDULED_SEND = "scheduled_send";

/** How far ahead a message may be scheduled. */
export const AHEAD_MS_MAX: number = 366 * DAY_MS;

/**
 * How late a scheduled message may still go: the hub was away, or the number sends as fast as it
 * may. What is later is withdrawn: "your table is ready in an hour" is wrong by then.
 */
const LATE_MS_MAX: number = HOUR_MS;

/** Whether the moment of a scheduled message is over for good (SPEC S12). */
export function isTooLate(sendAt: Instant, now: Instant): boolean {
  return later(sendAt, LATE_MS_MAX) <= now;
}
