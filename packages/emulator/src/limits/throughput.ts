import { type Instant, THROUGHPUT_PER_SECOND, throughputSendAt } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { BusinessNumber, World } from "../world/world.ts";

/** Messages a second that a number may send; 0 for no limit. */
export function perSecondOf(world: World, number: BusinessNumber): number {
  const [standard, high] = THROUGHPUT_PER_SECOND;
  const usual = number.throughput === "HIGH" ? high : standard;
  return ownEntry(world.limits.perSecond, number.id) ?? usual;
}

/** Whether one more message of the number would be too many in this second (130429). */
export function isTooFast(world: World, number: BusinessNumber, now: Instant): boolean {
  const perSecond = perSecondOf(world, number);
  if (perSecond === 0) return false;
  const sentAt = ownEntry(world.limits.sentAt, number.id) ?? [];
  return throughputSendAt(sentAt, perSecond, now) > now;
}

/** Counts a message that was taken. What is older than a second is forgotten now and then. */
export function countSend(world: World, number: BusinessNumber, now: Instant): void {
  const perSecond = perSecondOf(world, number);
  if (perSecond === 0) return;
  const sentAt = ownEntry(world.limits.sentAt, number.id) ?? [];
  world.limits.sentAt[number.id] = sentAt;
  sentAt.push(now);
  if (sentAt.length > 2 * perSecond) sentAt.splice(0, sentAt.length - perSecond);
}
