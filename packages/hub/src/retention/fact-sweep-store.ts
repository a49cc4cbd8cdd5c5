import type { Instant } from "@casement/engine";
import type { Pool } from "pg";

type Db = Pick<Pool, "query">;

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
