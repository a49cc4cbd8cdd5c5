import type { Pool } from "pg";

/** Every number, and every other stream, that the database holds anything of. */
export async function selectStreams(db: Pick<Pool, "query">): Promise<bigint[]> {
  const { rows } = await db.query<{ number_id: bigint }>(
    "select number_id from number union select number_id from stream order by number_id",
  );
  return rows.map((row) => row.number_id);
}
