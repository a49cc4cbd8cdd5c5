import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Joining } from "./resolution.ts";

type Db = Pick<ClientBase, "query">;

/**
 * Writes down for one customer what their thread has below a floor, but for what these customers
 * have written down already.
 */
export async function insertOwnRows(
  db: Db,
  numberId: bigint,
  thread: {
    readonly threadId: string;
    readonly floorAt: Instant;
    readonly ownId: string | undefined;
    readonly ownIds: readonly string[];
  },
): Promise<void> {
  const { threadId, floorAt, ownId, ownIds } = thread;
  await db.query(INSERT_OWN_ROWS, [numberId, threadId, new Date(floorAt), ownId, ownIds]);
}

const INSERT_OWN_ROWS = `
with below (kind, at, closes_at, name, part) as (
  select 'window', opened_at, closes_at, '', ''
  from service_window
  where number_id = $1 and thread_id = $2 and opened_at < $3
  union all
  select 'conversation', opened_at, null, category, opened_by
  from conversation
  where number_id = $1 and thread_id = $2 and opened_at < $3
  union all
  select 'unit', delivered_at, null, wamid, recipient
  from unit
  where number_id = $1 and thread_id = $2 and delivered_at < $3
  union all
  select 'message', at, null, wamid, ''
  from message
  where number_id = $1 and thread_id = $2 and at < $3
)
insert into thread_own_row (number_id, own_thread_id, kind, at, closes_at, name, part)
select $1, $4, b.kind, b.at, b.closes_at, b.name, b.part
from below b
where not exists (
  select from thread_own_row r
  where r.number_id = $1 and r.own_thread_id = any($5::uuid[]) and r.kind = b.kind
    and r.at = b.at and r.name = b.name and r.part = b.part
)`;

/** Forgets what these had of their own. */
export async function deleteOwnRows(
  db: Db,
  numberId: bigint,
  ownIds: readonly string[],
): Promise<void> {
  await db.query(
    "delete from thread_own_row where number_id = $1 and own_thread_id = any($2::uuid[])",
    [numberId, ownIds],
  );
}

/** The platform says of two that they are one: what each had of its own is of both. */
export async function joinOwnRows(
  db: Db,
  numberId: bigint,
  { from, into }: Joining,
): Promise<void> {
  await db.query(
    `
insert into thread_own_row (number_id, own_thread_id, kind, at, closes_at, name, part)
select number_id, $3, kind, at, closes_at, name, part
from thread_own_row
where number_id = $1 and own_thread_id = $2
on conflict (number_id, own_thread_id, kind, at, name, part) do update
set closes_at = greatest(thread_own_row.closes_at, excluded.closes_at)`,
    [numberId, from, into],
  );
  await db.query(DELETE_JOINED, [numberId, from, into]);
}

/** Where no merge is left that holds them together with others, there is nothing to part. */
const DELETE_JOINED = `
delete from thread_own_row
where number_id = $1 and (own_thread_id = $2 or own_thread_id = $3 and not exists (
  select from thread_merge
  where number_id = $1 and (from_own = $3 or into_own = $3)
))`;

/** Who goes to another thread, and who stays, by what they stand for on their own. */
export interface PartedRows extends Joining {
  readonly goes: readonly string[];
  readonly stays: readonly string[];
}

/**
 * Gives each of two threads what its customers had below their floors. What is above a floor is
 * folded anew after this.
 */
export async function partRows(
  db: Db,
  numberId: bigint,
  { from, into, goes, stays }: PartedRows,
): Promise<void> {
  await db.query(PART_CONVERSATIONS, [numberId, from, into, goes]);
  await db.query(PART_UNITS, [numberId, from, into, goes]);
  await db.query(PART_MESSAGES, [numberId, from, into, goes]);
  await db.query(DELETE_WINDOWS, [numberId, from, goes]);
  await db.query(WINDOWS_BACK, [numberId, into, goes]);
  await db.query(WINDOWS_BACK, [numberId, from, stays]);
}

const PART_CONVERSATIONS = `
update conversation c
set thread_id = $3
from thread_own_row r
where r.number_id = $1 and r.own_thread_id = any($4::uuid[]) and r.kind = 'conversation'
  and c.number_id = $1 and c.thread_id = $2 and c.category = r.name and c.opened_by = r.part`;

const PART_UNITS = `
update unit u
set thread_id = $3
from thread_own_row r
where r.number_id = $1 and r.own_thread_id = any($4::uuid[]) and r.kind = 'unit'
  and u.number_id = $1 and u.thread_id = $2 and u.wamid = r.name and u.recipient = r.part`;

const PART_MESSAGES = `
update message m
set thread_id = $3
from thread_own_row r
where r.number_id = $1 and r.own_thread_id = any($4::uuid[]) and r.kind = 'message'
  and m.number_id = $1 and m.thread_id = $2 and m.wamid = r.name`;

const DELETE_WINDOWS = `
delete from service_window w
using thread_own_row r
where r.number_id = $1 and r.own_thread_id = any($3::uuid[]) and r.kind = 'window'
  and w.number_id = $1 and w.thread_id = $2 and w.opened_at = r.at`;

const WINDOWS_BACK = `
insert into service_window (number_id, thread_id, opened_at, closes_at)
select $1, $2, at, max(closes_at)
from thread_own_row
where number_id = $1 and own_thread_id = any($3::uuid[]) and kind = 'window'
group by at
on conflict (number_id, thread_id, opened_at) do update set closes_at = excluded.closes_at`;
