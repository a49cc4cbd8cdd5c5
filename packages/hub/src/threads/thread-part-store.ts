import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { ThreadNames } from "./alias-store.ts";
import type { Joining } from "./resolution.ts";
import type { ThreadBefore } from "./thread-merge-store.ts";

type Db = Pick<ClientBase, "query">;

/** Gives the messages and drafts of some names of a thread to another. */
export async function partMessages(
  db: Db,
  numberId: bigint,
  { from, into, names }: Joining & { readonly names: ThreadNames },
): Promise<void> {
  const values = [numberId, from, into, names.waIds, names.userIds];
  await db.query(PART_MESSAGES, values);
  await db.query(PART_DRAFTS, values);
}

/** A message that was edited or taken back is named by the fact that did so. */
const PART_MESSAGES = `
update message
set thread_id = $3
where number_id = $1 and thread_id = $2 and wamid in (
  select unnest(array[wamid, said ->> 'original'])
  from fact
  where number_id = $1 and (wa_id = any($4::text[]) or user_id = any($5::text[]))
)`;

/** A draft that was never sent is theirs to whom it is addressed. */
const PART_DRAFTS = `
update draft d
set thread_id = $3
where d.number_id = $1 and d.thread_id = $2 and (
  regexp_replace(d.body ->> 'to', '\\D', '', 'g') = any($4::text[])
  or coalesce(d.body ->> 'to', d.body ->> 'recipient') = any($5::text[])
  or exists (
    select from message m
    where m.number_id = $1 and m.wamid = d.wamid and m.thread_id = $3
  )
)`;

/** The thread that gets an id of its own again, and whether it is the one that was merged. */
export interface Parting {
  readonly mergeId: string;
  readonly from: string;
  readonly into: string;
  readonly isFrom: boolean;
}

/**
 * Gives a thread the rows back that it had before a merge. Those above its floor are folded anew
 * after this; those below are not, and would stay where they are (SPEC R8).
 */
export async function partRows(
  db: Db,
  numberId: bigint,
  { mergeId, from, into, isFrom }: Parting,
): Promise<void> {
  const [own, others] = isFrom ? ["rows_from", "rows_into"] : ["rows_into", "rows_from"];
  const values = [numberId, mergeId, from, into];
  for (const text of [
    `
update conversation c
set thread_id = $4
from thread_merge m, jsonb_array_elements(m.${own} -> 'conversations') as k
where m.number_id = $1 and m.merge_id = $2 and c.number_id = $1 and c.thread_id = $3
  and c.category = k ->> 0 and c.opened_by = k ->> 1`,
    `
update unit u
set thread_id = $4
from thread_merge m, jsonb_array_elements(m.${own} -> 'units') as k
where m.number_id = $1 and m.merge_id = $2 and u.number_id = $1 and u.thread_id = $3
  and u.wamid = k ->> 0 and u.recipient = k ->> 1`,
    `
delete from service_window w
using thread_merge m, jsonb_array_elements(m.${own} -> 'windows') as k
where m.number_id = $1 and m.merge_id = $2 and w.number_id = $1 and w.thread_id = $3
  and w.opened_at = (k ->> 0)::timestamptz and $4::uuid is not null`,
    windowsBack(own, "$4::uuid", "$3::uuid"),
    windowsBack(others, "$3::uuid", "$4::uuid"),
  ]) {
    await db.query(text, values);
  }
}

/** The other thread is named too, as PostgreSQL wants a use of every parameter it is given. */
function windowsBack(rows: string, thread: string, other: string): string {
  return `
insert into service_window (number_id, thread_id, opened_at, closes_at)
select $1, ${thread}, (k ->> 0)::timestamptz, (k ->> 1)::timestamptz
from thread_merge m, jsonb_array_elements(m.${rows} -> 'windows') as k
where m.number_id = $1 and m.merge_id = $2 and ${other} is not null
on conflict (number_id, thread_id, opened_at) do update set closes_at = excluded.closes_at`;
}

/** How a thread's row is to begin again. */
export interface ThreadAgain extends ThreadBefore {
  readonly threadId: string;
  readonly names: ThreadNames;
  /** What somebody of ours has seen, of whichever of the two. */
  readonly readTo: Instant | null;
}

/** Writes a thread's row as its own facts and messages have it. What is folded follows. */
export async function restateThread(
  db: Db,
  numberId: bigint,
  { threadId, names, readTo, name, username, country, blocked }: ThreadAgain,
): Promise<void> {
  await db.query(RESTATE, [
    ...[numberId, threadId, names.waIds, names.userIds, name, username, country, blocked],
    readTo === null ? null : new Date(readTo),
  ]);
}

const LAST = `
      from message
      where number_id = $1 and thread_id = $2 and content_month is not null
      order by at desc, wamid desc
      limit 1`;

const RESTATE = `
update thread
set name = $5,
    username = $6,
    country = $7,
    blocked = $8,
    read_to = $9,
    phone = null,
    phones = null,
    opted_in = null,
    opted_out = '{}',
    last_at = (select at ${LAST}),
    last_wamid = (select wamid ${LAST}),
    heard_at = (
      select max(at)
      from fact
      where number_id = $1 and kind = 'customer_message'
        and (wa_id = any($3::text[]) or user_id = any($4::text[]))
    )
where number_id = $1 and thread_id = $2`;

export async function selectReadTo(
  db: Db,
  numberId: bigint,
  threadId: string,
): Promise<Instant | null> {
  const { rows } = await db.query<{ readTo: Instant | null }>(
    'select read_to as "readTo" from thread where number_id = $1 and thread_id = $2',
    [numberId, threadId],
  );
  return rows[0]?.readTo ?? null;
}
