import type { Instant } from "@casement/engine";
import type { MessageStatus } from "../api/shapes.ts";

/** When what happened to a message, as far as we were told. */
export interface StatusTimes {
  readonly sent_at: Instant | null;
  readonly delivered_at: Instant | null;
  readonly read_at: Instant | null;
  readonly played_at: Instant | null;
  readonly failed_at: Instant | null;
}

/**
 * What to show of a message: the furthest that it came (SPEC F4).
 *
 * A function of the times alone, so it is the same in whatever order they were reported. A failure
 * counts only while nothing says that the message arrived: it never undoes a delivery.
 */
export function messageStatus(direction: "in" | "out", times: StatusTimes): MessageStatus {
  if (direction === "in") return "received";
  if (times.played_at !== null) return "played";
  if (times.read_at !== null) return "read";
  if (times.delivered_at !== null) return "delivered";
  if (times.failed_at !== null) return "failed";
  return times.sent_at === null ? "accepted" : "sent";
}
