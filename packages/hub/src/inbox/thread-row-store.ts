import type { Instant, ThreadState } from "@casement/engine";
import type { Pool } from "pg";
import type { ContentShape } from "../api/shapes.ts";
import type { StatusTimes } from "./message-status.ts";
import type { ThreadQueue, UrgentQueue } from "./thread-queue.ts";
import { queuePart } from "./thread-queue-store.ts";

type Db = Pick<Pool, "query">;

/** A thread as the list needs it, with its newest message beside it. */
export interface ThreadRow extends StatusTimes {
  readonly number_id: bigint;
  readonly thread_id: string;
  readonly name: string | null;
  readonly username: string | null;
  readonly phone: string | null;
  readonly folded: ThreadState;
  readonly window_opened_at: Instant | null;
  readonly window_closes_at: Instant | null;
  readonly last_at: Instant | null;
  readonly waiting_since: Instant | null;
  readonly position: bigint;
  readonly unread: bigint;
  /** Null, with all that follows, in a thread without a message. */
  readonly wamid: string | null;
  readonly direction: "in" | "out" | null;
  readonly at: Instant | null;
  readonly content: ContentShape | null;
}

const COLUMNS = `
select t.number_id, t.thread_id, t.name, t.username, t.phone, t.folded, t.window_opened_at,
       t.window_closes_at, t.last_at, t.waiting_since, t.position, case
         when t.heard_at > coalesce(t.read_to, '-infinity') then (
           select count(*)
           from message i
           where i.number_id = t.number_id and i.thread_id = t.thread_id and i.direction = 'in'
             and i.at > coalesce(t.read_to, '-infinity'))
         else 0
       end as unread,
       m.wamid, m.direction, m.at, m.sent_at, m.delivered_at, m.read_at, m.played_at, m.failed_at,
       c.content
from thread t
left join message m on m.number_id = t.number_id and m.wamid = t.last_wamid
left join message_content c
  on c.number_id = m.number_id and c.month = m.content_month and c.wamid = m.wamid`;

/** Threads by their ids; one that is not there is left out. */
export async function selectThreads(
  db: Db,
  threads: { numberId: bigint; threadIds: readonly string[] },
): Promise<ThreadRow[]> {
  const { rows } = await db.query<ThreadRow>({
    name: "inbox-threads",
    text: `${COLUMNS}\nwhere t.number_id = $1 and t.thread_id = any ($2::uuid[])`,
    values: [threads.numberId, threads.threadIds],
  });
  return rows;
}

/** Which threads of a number come next. */
export interface ThreadPage {
  readonly numberId: bigint;
  /** Of those at the place where the last page ended, only the ones with a greater id. */
  readonly after: string;
  readonly queue: ThreadQueue | undefined;
  /** By which a queue is told. */
  readonly now: Instant;
  readonly search: ThreadSearch | undefined;
  readonly limit: number;
}

export interface ThreadSearch {
  /** Part of a name, or the first digits of a phone. */
  readonly text: string;
  /** Threads with a message that says it. */
  readonly threadIds: readonly string[];
}

/**
 * One page of threads with a message, newest activity first, by the index of activity.
 *
 * `last_at <= $2` is what the index goes by; the second condition only cuts the ties at its head.
 */
export async function selectActiveThreads(
  db: Db,
  page: ThreadPage & { readonly from: Instant },
): Promise<ThreadRow[]> {
  const { name, condition, values } = wished(page, 5);
  const { rows } = await db.query<ThreadRow>({
    name: `inbox-active-threads${name}`,
    text: `${COLUMNS}
where t.number_id = $1 and t.last_at <= $2 and (t.last_at < $2 or t.thread_id > $3)
  and ${condition}
order by t.last_at desc nulls last, t.thread_id
limit $4`,
    values: [page.numberId, new Date(page.from), page.after, page.limit, ...values],
  });
  return rows;
}

/** One page of threads without a message: the customer called, or set a preference. */
export async function selectSilentThreads(db: Db, page: ThreadPage): Promise<ThreadRow[]> {
  const { name, condition, values } = wished(page, 4);
  const { rows } = await db.query<ThreadRow>({
    name: `inbox-silent-threads${name}`,
    text: `${COLUMNS}
where t.number_id = $1 and t.last_at is null and t.thread_id > $2
  and ${condition}
order by t.thread_id
limit $3`,
    values: [page.numberId, page.after, page.limit, ...values],
  });
  return rows;
}

/** What an urgent queue is sorted by: when it is lost, or since when it waits. */
const URGENCY: { readonly [queue in UrgentQueue]: string } = {
  waiting: "t.waiting_since",
  closing_soon: "t.window_closes_at",
  entry_points: "t.offer_lapses_at",
};

/** One page of a queue that is worked through by urgency. */
export async function selectUrgentThreads(
  db: Db,
  page: ThreadPage & { readonly queue: UrgentQueue; readonly from: Instant },
): Promise<ThreadRow[]> {
  const { name, condition, values } = wished(page, 5);
  const at = URGENCY[page.queue];
  const { rows } = await db.query<ThreadRow>({
    name: `inbox-urgent-threads${name}`,
    text: `${COLUMNS}
where t.number_id = $1 and ${at} >= $2 and (${at} > $2 or t.thread_id > $3)
  and ${condition}
order by ${at}, t.thread_id
limit $4`,
    values: [page.numberId, new Date(page.from), page.after, page.limit, ...values],
  });
  return rows;
}

/** The conditions of queue and search, from place `from` on; `name` tells the statements apart. */
function wished(
  { queue, now, search }: ThreadPage,
  from: number,
): { name: string; condition: string; values: unknown[] } {
  const part = queuePart(queue, now, from);
  const name = `-${queue ?? "all"}`;
  if (search === undefined) return { name, condition: part.condition, values: [...part.values] };
  const at = from + part.values.length;
  const likeness = search.text.replace(/[\\%_]/g, "\\$&");
  const digits = search.text.replace(/[\s()+./-]/g, "");
  return {
    name: `${name}-search`,
    condition: `${part.condition}
  and (t.name ilike $${at} or t.username ilike $${at} or t.phone like $${at + 1}
       or t.thread_id = any ($${at + 2}::uuid[]))`,
    values: [
      ...part.values,
      `%${likeness}%`,
      /^\d+$/.test(digits) ? `${digits}%` : null,
      search.threadIds,
    ],
  };
}
