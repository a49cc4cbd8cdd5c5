import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/**
 * Since when the customer of `thread t` waits for us, out of its messages (SPEC N11); null: they do
 * not. `heardAt` is when they last wrote: what was only noted, an edit or the past of a number that
 * was connected late, makes nobody wait.
 *
 * Nobody can answer who was erased or is blocked, so nobody of them waits.
 */
export function waitingSinceOf(heardAt: string): string {
  return `
case when not t.blocked then (
  select min(i.at)
  from message i
  where i.number_id = $1 and i.thread_id = t.thread_id and i.direction = 'in'
    and i.at <= ${heardAt} and i.at > coalesce((
        select max(a.at)
        from message a
        where a.number_id = $1 and a.thread_id = t.thread_id and a.direction = 'out'
          and a.origin in ('casement', 'phone_app') and a.kind <> 'template'
          and (a.failed_at is null or coalesce(a.delivered_at, a.read_at) is not null)
      ), '-infinity')
) end`;
}

/** Since when a thread waits, as it is stored and as its messages have it. */
export interface Waiting {
  readonly threadId: string;
  readonly stored: Instant | null;
  readonly anew: Instant | null;
}

export async function selectWaiting(db: Db, numberId: bigint): Promise<Waiting[]> {
  const { rows } = await db.query<Waiting>(
    `
select t.thread_id as "threadId", t.waiting_since as stored,
       ${waitingSinceOf("t.heard_at")} as anew
from thread t
where t.number_id = $1`,
    [numberId],
  );
  return rows;
}

/** How many threads are held at once: nobody waits long behind them. */
const STEP = 1_000;

/**
 * Takes hold of a step of the threads that wait since before a moment, and by their messages do
 * not. Busy ones are left out.
 */
export async function lockWaitingBefore(
  db: Db,
  numberId: bigint,
  before: Instant,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ threadId: string }>(
    `
select t.thread_id as "threadId"
from thread t
where t.number_id = $1 and t.waiting_since < $2
  and t.waiting_since is distinct from ${waitingSinceOf("t.heard_at")}
limit ${STEP}
for no key update of t skip locked`,
    [numberId, new Date(before)],
  );
  return rows.map((row) => row.threadId);
}

/** Writes anew since when these threads wait. */
export async function restateWaiting(
  db: Db,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<void> {
  await db.query(
    `
update thread t
set waiting_since = ${waitingSinceOf("t.heard_at")}
where t.number_id = $1 and t.thread_id = any ($2::uuid[])`,
    [numberId, threadIds],
  );
}
