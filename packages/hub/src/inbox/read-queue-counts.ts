import type { Surroundings } from "../surroundings.ts";
import { countQueues, type QueueCounts } from "./thread-queue-store.ts";

/** How many threads of these numbers are in each queue now; each number is asked by itself. */
export async function readQueueCounts(
  { db, clock }: Pick<Surroundings, "db" | "clock">,
  numberIds: readonly bigint[],
): Promise<QueueCounts> {
  const now = clock.now();
  const ofNumbers = await Promise.all(numberIds.map((one) => countQueues(db, one, now)));
  const sum = (queue: keyof QueueCounts): number =>
    ofNumbers.reduce((total, counts) => total + counts[queue], 0);
  return {
    all: sum("all"),
    open: sum("open"),
    unread: sum("unread"),
    waiting: sum("waiting"),
    closing_soon: sum("closing_soon"),
    entry_points: sum("entry_points"),
    closed: sum("closed"),
  };
}
