import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { CallEnd } from "./call-meta.ts";

type Db = Pick<ClientBase, "query">;

/** How a call ended, written down by a node that no longer owns its number. */
export interface EndedRow {
  readonly draftId: string;
  readonly endedAt: Instant;
  readonly end: CallEnd;
}

/** Writes them down; once more is nothing. */
export async function insertEnded(
  db: Db,
  numberId: bigint,
  ended: readonly EndedRow[],
): Promise<void> {
  await db.query({
    name: "insert-ended",
    text: `
insert into ended_elsewhere (number_id, draft_id, ended_at, call_end)
select $1, draft_id, ended_at, call_end::json
from unnest($2::uuid[], $3::timestamptz[], $4::text[]) as e (draft_id, ended_at, call_end)
on conflict (number_id, draft_id) do nothing`,
    values: [
      numberId,
      ended.map((one) => one.draftId),
      ended.map((one) => new Date(one.endedAt)),
      ended.map((one) => JSON.stringify(one.end)),
    ],
  });
}

export async function selectEnded(db: Db, numberId: bigint): Promise<EndedRow[]> {
  const { rows } = await db.query<EndedRow>({
    name: "select-ended",
    text: `
select draft_id as "draftId", ended_at as "endedAt", call_end as end
from ended_elsewhere
where number_id = $1
order by ended_at, draft_id`,
    values: [numberId],
  });
  return rows;
}

/** Forgets them: their drafts are settled. */
export async function deleteEnded(
  db: Db,
  numberId: bigint,
  draftIds: readonly string[],
): Promise<void> {
  if (draftIds.length === 0) return;
  await db.query({
    name: "delete-ended",
    text: "delete from ended_elsewhere where number_id = $1 and draft_id = any($2::uuid[])",
    values: [numberId, draftIds],
  });
}
