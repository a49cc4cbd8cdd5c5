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
    heard_at = greatest(
      (
        select max(at)
        from fact
        where number_id = $1 and kind = 'customer_message'
          and (wa_id = any($3::text[]) or user_id = any($4::text[]))
      ),
      (select max(at) from message where number_id = $1 and thread_id = $2 and direction = 'in')
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
