import { HOUR_MS, type Instant, later } from "@casement/engine";

/**
 * A part of the list of threads that somebody works through.
 *
 * `open`: the service window is open. `unread`: the customer wrote and nobody looked.
 * `waiting`: the customer wrote and no answer of ours followed, whoever looked; a template is no
 * answer. `closing_soon`: open, and not for two hours more. `entry_points`: an answer would open a
 * free entry point. `closed`: the window has closed.
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

/** Those that are worked through by what is lost first, or by who waits longest. */
export type UrgentQueue = Extract<ThreadQueue, "waiting" | "closing_soon" | "entry_points">;

/** Whether a queue is worked through by urgency, and not by what happened last. */
export function isUrgent(queue: ThreadQueue | undefined): queue is UrgentQueue {
  return queue === "waiting" || queue === "closing_soon" || queue === "entry_points";
}
