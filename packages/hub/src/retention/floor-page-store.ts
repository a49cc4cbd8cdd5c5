import type { Instant } from "@casement/engine";
import type { Pool } from "pg";

type Db = Pick<Pool, "query">;

/** The next threads of a number, in the order of their ids. */
export async function selectThreadIdsAfter(
  db: Db,
  numberId: bigint,
  { after, limit }: { after: string | undefined; limit: number },
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

/** Until when the months of a number are closed, one after another; null: none is. */
export async function selectClosedTo(db: Db, numberId: bigint): Promise<Instant | null> {
  const { rows } = await db.query<{ closedTo: Instant | null }>({
    name: "select-closed-to",
    text: `select max(to_at) as "closedTo" from seal where number_id = $1`,
    values: [numberId],
  });
  return rows[0]?.closedTo ?? null;
}

/** Whether a number has anything that a seal would be about. */
export async function hasBooks(db: Db, numberId: bigint): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>({
    name: "has-books",
    text: "select exists (select from unit where number_id = $1) as has",
    values: [numberId],
  });
  return rows[0]?.has === true;
}
