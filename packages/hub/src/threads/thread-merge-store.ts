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
  /** A floor was raised over the two together: nothing tells them apart any more (SPEC R8). */
  readonly isFinal: boolean;
  readonly madeAt: Instant;
  readonly who: string;
}

/** Writes a merge down, before it is made. */
export async function insertMerge(
  db: Db,
  numberId: bigint,
  merge: Omit<ThreadMerge, "isFinal">,
): Promise<void> {
  await db.query(
    `
insert into thread_merge
  (number_id, merge_id, from_own, into_own, was_from, was_into, made_at, who)
values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[numberId, merge.mergeId, merge.fromOwn, merge.intoOwn, merge.wasFrom, merge.wasInto],
      ...[new Date(merge.madeAt), merge.who],
    ],
  );
}

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
       was_from as "wasFrom", was_into as "wasInto", is_final as "isFinal",
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

/** A floor is raised over a thread: those whom merges hold together in it stay one. */
export async function makeMergesFinal(
  db: Db,
  numberId: bigint,
  ownIds: readonly string[],
): Promise<void> {
  await db.query(
    "update thread_merge set is_final = true where number_id = $1 and from_own = any($2::uuid[])",
    [numberId, ownIds],
  );
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
