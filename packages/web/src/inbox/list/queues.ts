import { HOUR_MS, type Instant } from "@casement/engine";
import type { QueueCountsShape, ThreadShape } from "@casement/hub/api";
import { momentFromIso } from "../../time/moment.ts";

/** A part of the list that somebody works through; `all` is the list itself. */
export type Queue = keyof QueueCountsShape;

export const QUEUES: readonly Queue[] = [
  "all",
  "open",
  "unread",
  "waiting",
  "closed",
  "closing_soon",
  "entry_points",
];

export const CLOSING_MS: number = 2 * HOUR_MS;

/**
 * Whether a thread is in a queue at `now`: what the hub says of it, said again here, so that a
 * thread leaves a queue in the second in which its window closes.
 */
export function isIn(queue: Queue, thread: ThreadShape, now: Instant): boolean {
  switch (queue) {
    case "all":
      return true;
    case "unread":
      return thread.unread > 0;
    case "waiting":
      return thread.waiting_since !== null;
    case "entry_points":
      return (
        thread.entry_point_offer !== null && momentFromIso(thread.entry_point_offer.lapses_at) > now
      );
    case "open":
      return closesAt(thread) > now;
    case "closing_soon":
      return closesAt(thread) > now && closesAt(thread) <= now + CLOSING_MS;
    case "closed":
      return closesAt(thread) <= now && thread.window !== null;
  }
}

/** Whether who is in the queue changes with the time alone. */
export function isOfTime(queue: Queue): boolean {
  return queue !== "all" && queue !== "unread" && queue !== "waiting";
}

/** Where what was loaded of a queue ends; `undefined`: all of it is here. */
export type Frontier = ThreadShape | undefined;

/** A part of a queue as the hub answered it; `next` says that there is more. */
export interface QueuePage {
  readonly keys: readonly ThreadShape[];
  readonly next: string | null;
}

/**
 * Where these pages of a queue end: at their last thread, as it was when they came. What became of
 * it since moves nothing: once answered it waits no more, and all the others would lie beyond it.
 */
export function frontierOf(pages: readonly QueuePage[]): Frontier {
  const last = pages.at(-1);
  return last === undefined || last.next === null ? undefined : last.keys.at(-1);
}

/**
 * The threads of a queue that can be shown, in its order. Threads beyond the frontier may be known
 * from another queue; shown, they would stand where others belong that are not loaded yet.
 */
export function threadsIn(
  queue: Queue,
  newestFirst: readonly ThreadShape[],
  { now, frontier }: { now: Instant; frontier: Frontier },
): readonly ThreadShape[] {
  const within = newestFirst.filter(
    (thread) => isIn(queue, thread, now) && !isBeyond(queue, thread, frontier),
  );
  const urgency = urgencyOf(queue);
  return urgency === undefined
    ? within
    : within.toSorted((a, b) => (urgency(a) < urgency(b) ? -1 : 1));
}

function isBeyond(queue: Queue, thread: ThreadShape, frontier: Frontier): boolean {
  if (frontier === undefined) return false;
  const urgency = urgencyOf(queue);
  if (urgency !== undefined) return urgency(thread) > urgency(frontier);
  return activityOf(thread) < activityOf(frontier);
}

/**
 * By what an urgent queue is lost, or since when it waits. Moments of the API are all of one form,
 * so text will do.
 */
function urgencyOf(queue: Queue): ((thread: ThreadShape) => string) | undefined {
  if (queue === "waiting") return (thread) => thread.waiting_since ?? "";
  if (queue === "closing_soon") return (thread) => thread.window?.closes_at ?? "";
  if (queue === "entry_points") return (thread) => thread.entry_point_offer?.lapses_at ?? "";
  return undefined;
}

/** When something last happened; `""` for a thread without a message, which comes last. */
export function activityOf(thread: ThreadShape): string {
  return thread.last_message?.at ?? "";
}

function closesAt(thread: ThreadShape): number {
  return thread.window === null ? Number.NEGATIVE_INFINITY : momentFromIso(thread.window.closes_at);
}
