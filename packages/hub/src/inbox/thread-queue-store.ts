import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import { soonAfter, type ThreadQueue } from "./thread-queue.ts";

/** A condition on `thread t` with its values, whose places begin at the one asked for. */
export interface QueuePart {
  readonly condition: string;
  readonly values: readonly Date[];
}

/** Which threads are in a queue at `now`. Each condition is one that an index of `thread` has. */
export function queuePart(queue: ThreadQueue | undefined, now: Instant, place: number): QueuePart {
  const at = new Date(now);
  switch (queue) {
    case undefined:
      return { condition: "true", values: [] };
    case "open":
      return { condition: `t.window_closes_at > $${place}`, values: [at] };
    case "unread":
      return { condition: "t.heard_at > coalesce(t.read_to, '-infinity')", values: [] };
    case "waiting":
      return { condition: "t.waiting_since is not null", values: [] };
    case "closing_soon":
      return {
        condition: `t.window_closes_at > $${place} and t.window_closes_at <= $${place + 1}`,
        values: [at, new Date(soonAfter(now))],
      };
    case "entry_points":
      return { condition: `t.offer_lapses_at > $${place}`, values: [at] };
    case "closed":
      return { condition: `t.window_closes_at <= $${place}`, values: [at] };
  }
}

/** How many threads each queue has. */
export type QueueCounts = { readonly [queue in ThreadQueue | "all"]: number };

/** How many threads of a number are in each queue at `now`. */
export async function countQueues(
  db: Pick<Pool, "query">,
  numberId: bigint,
  now: Instant,
): Promise<QueueCounts> {
  const { rows } = await db.query<QueueCounts>({
    name: "inbox-count-queues",
    text: `
select (select count(*)::int from thread t where t.number_id = $1) as "all",
       (select count(*)::int from thread t
        where t.number_id = $1 and t.window_closes_at > $2) as "open",
       (select count(*)::int from thread t
        where t.number_id = $1 and t.heard_at > coalesce(t.read_to, '-infinity')) as "unread",
       (select count(*)::int from thread t
        where t.number_id = $1 and t.waiting_since is not null) as "waiting",
       (select count(*)::int from thread t
        where t.number_id = $1 and t.window_closes_at > $2 and t.window_closes_at <= $3)
         as "closing_soon",
       (select count(*)::int from thread t
        where t.number_id = $1 and t.offer_lapses_at > $2) as "entry_points",
       (select count(*)::int from thread t
        where t.number_id = $1 and t.window_closes_at <= $2) as "closed"`,
    values: [numberId, new Date(now), new Date(soonAfter(now))],
  });
  return rows[0] ?? NOBODY;
}

const NOBODY: QueueCounts = {
  all: 0,
  open: 0,
  unread: 0,
  waiting: 0,
  closing_soon: 0,
  entry_points: 0,
  closed: 0,
};
