import { type Instant, pairPaceAfter, pairSendAt } from "@casement/engine";
import type { Thread } from "../world/thread.ts";

/**
 * Whether the number has written to this customer too often of late: up to 45 messages may go at
 * once, each lent from the next six seconds (engine, A17).
 */
export function isTooSoon({ pace }: Thread, now: Instant): boolean {
  return pairSendAt(pace ?? null, now) > now;
}

export function countPair(thread: Thread, now: Instant): void {
  thread.pace = pairPaceAfter(thread.pace ?? null, now);
}
