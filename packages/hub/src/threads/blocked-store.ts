import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** Holds a thread: a batch that was folding it has ended, and what it learned is seen. */
export async function lockThread(db: Db, numberId: bigint, threadId: string): Promise<void> {
  await db.query("select from thread where number_id = $1 and thread_id = $2 for no key update", [
    numberId,
    threadId,
  ]);
}

/** Writes down whether the customer of a thread is blocked. Says whether that is news. */
export async function updateBlocked(
  db: Db,
  numberId: bigint,
  { threadId, isBlocked }: { readonly threadId: string; readonly isBlocked: boolean },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `
update thread
set blocked = $3
where number_id = $1 and thread_id = $2 and blocked <> $3`,
    [numberId, threadId, isBlocked],
  );
  return rowCount === 1;
}

/** Of two that somebody of ours merged, each gets back its own when they are parted (SPEC F13). */
export async function updateBlockedBefore(
  db: Db,
  numberId: bigint,
  { ownId, isBlocked }: { readonly ownId: string; readonly isBlocked: boolean },
): Promise<void> {
  await db.query(
    `
update thread_merge
set was_from = case when from_own = $2
                    then jsonb_set(was_from, '{blocked}', to_jsonb($3::boolean)) else was_from end,
    was_into = case when into_own = $2
                    then jsonb_set(was_into, '{blocked}', to_jsonb($3::boolean)) else was_into end
where number_id = $1 and (from_own = $2 or into_own = $2)`,
    [numberId, ownId, isBlocked],
  );
}
