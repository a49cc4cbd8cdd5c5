import { EMPTY_THREAD, type Instant, type ThreadState } from "@casement/engine";
import type { ClientBase } from "pg";
import type { PhoneSince } from "./stated-names.ts";
import { waitingSinceOf } from "./waiting-store.ts";

type Db = Pick<ClientBase, "query">;

/** What a batch needs of a thread before it folds, and writes back after. */
export interface ThreadRow {
  readonly threadId: string;
  readonly folded: ThreadState;
  readonly name: string | null;
  readonly username: string | null;
  readonly phone: string | null;
  /**
   * All that they had, one after another; `null`: never another than `phone`, and nobody merged
   * another customer into the thread.
   */
  readonly phones: readonly PhoneSince[] | null;
  readonly country: string | null;
  readonly lastAt: Instant | null;
  readonly lastWamid: string | null;
  readonly heardAt: Instant | null;
  /** When we last answered, if the batch says so: what was heard until then is read (SPEC N17). */
  readonly answeredAt?: Instant | undefined;
  /** Since when the customer waits for an answer (SPEC N11). It follows from their messages. */
  readonly waitingSince: Instant | null;
  /** The first that the batch has them writing: they wait from then on, if not from before. */
  readonly wroteFrom?: Instant | undefined;
  /** Whether since when they wait is to be found anew, whatever they wrote. */
  readonly mayWaitOtherwise?: boolean;
  readonly blocked: boolean;
  readonly optedIn: readonly string[] | null;
  readonly optedOut: readonly string[];
}

/** Makes the threads that are not there yet, empty. */
export async function ensureThreads(
  db: Db,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<void> {
  if (threadIds.length === 0) return;
  await db.query({
    name: "ensure-threads",
    text: `
insert into thread (number_id, thread_id, folded, position)
select $1, thread_id, $3::json, 0
from unnest($2::uuid[]) as t (thread_id)
on conflict do nothing`,
    values: [numberId, threadIds, JSON.stringify(EMPTY_THREAD)],
  });
}

export async function selectThreads(
  db: Db,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<ThreadRow[]> {
  if (threadIds.length === 0) return [];
  const { rows } = await db.query<ThreadRow>({
    name: "select-threads",
    text: `
select thread_id as "threadId", folded, name, username, phone, phones, country,
       last_at as "lastAt", last_wamid as "lastWamid", heard_at as "heardAt",
       waiting_since as "waitingSince", blocked, opted_in as "optedIn",
       opted_out as "optedOut"
from thread
where number_id = $1 and thread_id = any($2::uuid[])`,
    values: [numberId, threadIds],
  });
  return rows;
}

/** The next threads of a number, in the order of their ids; after `undefined` the first. */
export async function selectThreadIdsAfter(
  db: Db,
  numberId: bigint,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ threadId: string }>({
    name: "select-thread-ids-after",
    text: `
select thread_id as "threadId"
from thread
where number_id = $1 and thread_id > $2
order by thread_id
limit $3`,
    values: [numberId, after ?? "00000000-0000-0000-0000-000000000000", limit],
  });
  return rows.map((row) => row.threadId);
}

/** Writes back what a batch made of its threads. */
export async function updateThreads(
  db: Db,
  numberId: bigint,
  rows: readonly ThreadRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query({
    name: "update-threads",
    text: UPDATE_THREADS,
    values: [
      numberId,
      rows.map((row) => row.threadId),
      JSON.stringify(rows.map((row) => row.folded)),
      rows.map((row) => row.name),
      rows.map((row) => row.username),
      rows.map((row) => row.phone),
      rows.map((row) => row.country),
      rows.map((row) => dateFrom(row.folded.window?.openedAt)),
      rows.map((row) => dateFrom(row.folded.window?.closesAt)),
      rows.map((row) => dateFrom(row.lastAt)),
      rows.map((row) => row.lastWamid),
      rows.map((row) => dateFrom(row.heardAt)),
      rows.map((row) => (row.phones === null ? null : JSON.stringify(row.phones))),
      rows.map((row) => dateFrom(row.folded.offer?.lapsesAt)),
      rows.map((row) => dateFrom(row.answeredAt)),
      rows.map((row) => dateFrom(row.wroteFrom)),
      rows.map((row) => row.mayWaitOtherwise ?? false),
    ],
  });
}

/**
 * What `read_to` is raised to is a moment at which the customer wrote: what comes late, from before
 * an answer, was not there to be seen. Messages are asked only if they wrote since the answer.
 */
const UPDATE_THREADS = `
update thread t
set folded = u.folded,
    name = u.name,
    username = u.username,
    phone = u.phone,
    country = u.country,
    window_opened_at = u.window_opened_at,
    window_closes_at = u.window_closes_at,
    last_at = u.last_at,
    last_wamid = u.last_wamid,
    heard_at = u.heard_at,
    phones = u.phones::jsonb,
    offer_lapses_at = u.offer_lapses_at,
    read_to = greatest(t.read_to, case
      when u.answered_at is null then null
      when u.heard_at <= u.answered_at then u.heard_at
      else (
        select max(m.at)
        from message m
        where m.number_id = $1 and m.thread_id = t.thread_id and m.direction = 'in'
          and m.at <= u.answered_at)
    end),
    waiting_since = case
      when u.may_wait_otherwise or u.wrote_from < coalesce(t.waiting_since, 'infinity')
        then ${waitingSinceOf("u.heard_at")}
      else t.waiting_since
    end
from rows from (
       unnest($2::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
              $9::timestamptz[], $10::timestamptz[], $11::text[], $12::timestamptz[],
              $13::text[], $14::timestamptz[], $15::timestamptz[],
              $16::timestamptz[], $17::boolean[]),
       json_array_elements($3::json)
     )
  as u (thread_id, name, username, phone, country, window_opened_at, window_closes_at, last_at,
        last_wamid, heard_at, phones, offer_lapses_at, answered_at, wrote_from,
        may_wait_otherwise, folded)
where t.number_id = $1 and t.thread_id = any($2::uuid[]) and t.thread_id = u.thread_id`;

/**
 * Makes one thread part of another: what was said of the customer holds for the whole, and what was
 * refused by one of them stays refused. Its messages and names have moved before.
 */
export async function absorbThread(
  db: Db,
  numberId: bigint,
  { from, into }: { readonly from: string; readonly into: string },
): Promise<void> {
  await db.query({ name: "absorb-thread", text: ABSORB, values: [numberId, from, into] });
  // What lies below a floor is not folded again; all above it is, and written anew.
  await db.query({ name: "move-windows", text: MOVE_WINDOWS, values: [numberId, from, into] });
  for (const table of ["draft", "unit", "conversation"]) {
    await db.query({
      name: `move-${table}s`,
      text: `update ${table} set thread_id = $3 where number_id = $1 and thread_id = $2`,
      values: [numberId, from, into],
    });
  }
  for (const table of ["service_window", "thread"]) {
    await db.query({
      name: `delete-absorbed-${table}`,
      text: `delete from ${table} where number_id = $1 and thread_id = $2`,
      values: [numberId, from],
    });
  }
}

const MOVE_WINDOWS = `
insert into service_window (number_id, thread_id, opened_at, closes_at)
select $1, $3, opened_at, closes_at
from service_window
where number_id = $1 and thread_id = $2
on conflict (number_id, thread_id, opened_at) do update
set closes_at = greatest(service_window.closes_at, excluded.closes_at)`;

const ABSORB = `
update thread t
set name = coalesce(t.name, f.name),
    username = coalesce(t.username, f.username),
    phone = coalesce(t.phone, f.phone),
    country = coalesce(t.country, f.country),
    last_at = greatest(t.last_at, f.last_at),
    last_wamid = case
      when t.last_at is null or f.last_at > t.last_at then f.last_wamid
      else t.last_wamid
    end,
    heard_at = greatest(t.heard_at, f.heard_at),
    read_to = least(t.read_to, f.read_to),
    blocked = t.blocked or f.blocked,
    opted_in = coalesce(t.opted_in, f.opted_in),
    opted_out = array(select distinct unnest(t.opted_out || f.opted_out) order by 1)
from thread f
where t.number_id = $1 and t.thread_id = $3 and f.number_id = $1 and f.thread_id = $2`;

function dateFrom(at: Instant | null | undefined): Date | null {
  return at === null || at === undefined ? null : new Date(at);
}
