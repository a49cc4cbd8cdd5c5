import { type Instant, wholeSecond } from "@casement/engine";
import type { MessageShape } from "@casement/hub/api";
import { momentFromIso } from "../../time/moment.ts";

/**
 * The order of a thread: by moment; of one moment the customer's before ours, then by id.
 *
 * The platform tells of whole seconds, and our drafts have the hub's milliseconds. So what a
 * customer wrote seems to come before all that we did in its second. One thing is known to have
 * come first: a draft that was refused for the closed window, which that very message opened.
 */
export function byPlace(a: MessageShape, b: MessageShape): number {
  const apart = standsAt(a) - standsAt(b);
  if (apart !== 0) return apart;
  const sides = sideOf(a) - sideOf(b);
  return sides !== 0 ? sides : a.id < b.id ? -1 : 1;
}

/** Where a message stands in its thread, which is within the second of its moment. */
export function standsAt(message: MessageShape): Instant {
  const at = momentFromIso(message.at);
  return isBeforeItsSecond(message) ? wholeSecond(at) : at;
}

function sideOf(message: MessageShape): number {
  if (isBeforeItsSecond(message)) return 0;
  return message.direction === "in" ? 1 : 2;
}

function isBeforeItsSecond({ status, error }: MessageShape): boolean {
  return status === "refused" && error?.code === WINDOW_CLOSED;
}

/** Meta's code for what is sent out of the window, which the gate gives too. */
const WINDOW_CLOSED = 131_047;
