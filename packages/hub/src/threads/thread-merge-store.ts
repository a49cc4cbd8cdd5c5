import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Joining } from "./resolution.ts";

type Db = Pick<ClientBase, "query">;

/** What no fact tells of a thread: its row had it before, and gets it back. */
export interface ThreadBefore {
  readonly name: string | null;
  readonly username: string | null;
  readonly country: string | null;
  readonly blocked: boolean;
}

/** That somebody said of two customers that they are one, by what each stood for on its own. */
export interface ThreadMerge {
  readonly mergeId: string;
  readonly fromOwn: string;
  readonly intoOwn: string;
  readonly wasFrom: ThreadBefore;
  readonly wasInto: ThreadBefore;
  /** The later of the floors that the two had; null: none. */
  readonly floorAt: Instant | null;
  readonly madeAt: Instant;
  readonly who: string;
}

/** Writes a merge down, before it is made: with the rows that the two threads have. */
export async function insertMerge(
  db: Db,
  numberId: bigint,
  { from, into, ...merge }: ThreadMerge & Joining,
): Promise<void> {
  await db.query(INSERT_MERGE, [
    numberId,
    ...[merge.mergeId, merge.fromOwn, merge.intoOwn, merge.wasFrom, merge.wasInto],
    ...[new Date(merge.madeAt), merge.who, from, into],
    merge.floorAt === null ? null : new Date(merge.floorAt),
  ]);
}

function rowsOf(thread: string): string {
  const listOf = (table: string, columns: string): string => `(
    select coalesce(jsonb_agg(jsonb_build_array(${columns})), '[]')
    from ${table}
    where number_id = $1 and thread_id = ${thread}
  )`;
  return `jsonb_build_object(
  'windows', ${listOf("service_window", "opened_at, closes_at")},
  'conversations', ${listOf("conversation", "category, opened_by")},
  'units', ${listOf("unit", "wamid, recipient")})`;
}

const INSERT_MERGE = `
insert into thread_merge
  (number_id, merge_id, from_own, into_own, was_from, was_into, made_at, who, rows_from, rows_into,
   floor_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, ${rowsOf("$9::uuid")}, ${rowsOf("$10::uuid")}, $11)`;

/** The merges that hold a thread together, newest first. */
export async function selectMergesOf(
  db: Db,
  numberId: bigint,
  threadId: string,
): Promise<ThreadMerge[]> {
  const { rows } = await db.query<ThreadMerge>({
    name: "select-merges-of",
    text: `
select merge_id as "mergeId", from_own as "fromOwn", into_own as "intoOwn",
       was_from as "wasFrom", was_into as "wasInto", floor_at as "floorAt",
       made_at as "madeAt", who
from thread_merge
where number_id = $1 and from_own in (
  select own_thread_id from alias where number_id = $1 and thread_id = $2
)
order by made_at desc, merge_id desc`,
    values: [numberId, threadId],
  });
  return rows;
}

export async function deleteMerges(
  db: Db,
  numberId: bigint,
  mergeIds: readonly string[],
): Promise<void> {
  await db.query("delete from thread_merge where number_id = $1 and merge_id = any($2::uuid[])", [
    numberId,
    mergeIds,
  ]);
}

/** The platform says of two that they are one: what somebody of ours said of them is not needed. */
export async function joinMerges(db: Db, numberId: bigint, { from, into }: Joining): Promise<void> {
  await db.query({
    name: "join-merges",
    text: `
update thread_merge
set from_own = case when from_own = $2 then $3 else from_own end,
    into_own = case when into_own = $2 then $3 else into_own end
where number_id = $1 and (from_own = $2 or into_own = $2)`,
    values: [numberId, from, into],
  });
  await db.query({
    name: "delete-joined-merges",
    text: "delete from thread_merge where number_id = $1 and from_own = $2 and into_own = $2",
    values: [numberId, into],
  });
}
