import type { Instant, ThreadState } from "@casement/engine";
import type { Pool } from "pg";
import type { ContentShape } from "../api/shapes.ts";
import type { StatusTimes } from "./message-status.ts";

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
       t.window_closes_at, t.last_at, t.position, (
         select count(*)
         from message i
         where i.number_id = t.number_id and i.thread_id = t.thread_id and i.direction = 'in'
           and i.at > coalesce(t.read_to, '-infinity')
       ) as unread,
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

/** Which threads of a number come next, newest activity first. */
export interface ThreadPage {
  readonly numberId: bigint;
  /** From here on; `null`: among the threads without a message, which come last. */
  readonly from: Instant | null;
  /** Of those with activity just then, only the ones with a greater id. */
  readonly after: string;
  /** Part of a name, or the first digits of a phone. */
  readonly search: string | undefined;
  readonly limit: number;
}

/**
 * One page of threads with a message, by the index of activity.
 *
 * `last_at <= $2` is what the index goes by; the second condition only cuts the ties at its head.
 */
export async function selectActiveThreads(
  db: Db,
  page: ThreadPage & { readonly from: Instant },
): Promise<ThreadRow[]> {
  const { rows } = await db.query<ThreadRow>({
    name: "inbox-active-threads",
    text: `${COLUMNS}
where t.number_id = $1 and t.last_at <= $2 and (t.last_at < $2 or t.thread_id > $3)
  and ($4::text is null or t.name ilike $4 or t.username ilike $4 or t.phone like $5)
order by t.last_at desc nulls last, t.thread_id
limit $6`,
    values: [page.numberId, new Date(page.from), page.after, ...tail(page)],
  });
  return rows;
}

/** One page of threads without a message: the customer called, or set a preference. */
export async function selectSilentThreads(db: Db, page: ThreadPage): Promise<ThreadRow[]> {
  const { rows } = await db.query<ThreadRow>({
    name: "inbox-silent-threads",
    text: `${COLUMNS}
where t.number_id = $1 and t.last_at is null and t.thread_id > $2
  and ($3::text is null or t.name ilike $3 or t.username ilike $3 or t.phone like $4)
order by t.thread_id
limit $5`,
    values: [page.numberId, page.after, ...tail(page)],
  });
  return rows;
}

function tail({ search, limit }: ThreadPage): unknown[] {
  if (search === undefined) return [null, null, limit];
  const part = search.replace(/[\\%_]/g, "\\$&");
  const digits = search.replace(/[\s()+./-]/g, "");
  return [`%${part}%`, /^\d+$/.test(digits) ? `${digits}%` : null, limit];
}
