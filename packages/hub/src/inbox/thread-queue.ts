import { HOUR_MS, type Instant, later } from "@casement/engine";

/**
 * A part of the list of threads that somebody works through.
 *
 * `open`: the service window is open. `unread`: the customer wrote and nobody looked.
 * `waiting`: the last word is the customer's, whoever looked. `closing_soon`: open, and not for two
 * hours more. `entry_points`: an answer would open a free entry point. `closed`: the window has
 * closed.
 */
export const THREAD_QUEUES = [
  "open",
  "unread",
  "waiting",
  "closing_soon",
  "entry_points",
  "closed",
] as const;
export type ThreadQueue = (typeof THREAD_QUEUES)[number];

const CLOSING_SOON_MS = 2 * HOUR_MS;

/** Up to, and with, this moment a window closes soon. */
export function soonAfter(now: Instant): Instant {
  return later(now, CLOSING_SOON_MS);
}

/** Whether the queue is worked through by what is lost first, and not by what happened last. */
export function isUrgent(queue: ThreadQueue | undefined): queue is "closing_soon" | "entry_points" {
  return queue === "closing_soon" || queue === "entry_points";
}
