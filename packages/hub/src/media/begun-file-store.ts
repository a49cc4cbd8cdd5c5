import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** Writes down that a file's bytes are about to be at a place, which nothing names yet. */
export async function insertBegunFile(
  db: Db,
  numberId: bigint,
  { place, begunAt }: { readonly place: string; readonly begunAt: Instant },
): Promise<void> {
  await db.query({
    name: "insert-begun-file",
    text: "insert into begun_file (number_id, place, begun_at) values ($1, $2, $3)",
    values: [numberId, place, new Date(begunAt)],
  });
}

/** Nothing is at the place, or a row names it: there is nothing to take away. */
export async function deleteBegunFile(db: Db, numberId: bigint, place: string): Promise<void> {
  await db.query({
    name: "delete-begun-file",
    text: "delete from begun_file where number_id = $1 and place = $2",
    values: [numberId, place],
  });
}

/**
 * The first file that was begun before a moment and never came to be kept, but for some, held until
 * the transaction ends: nobody names it meanwhile. One that somebody is just naming is passed over.
 */
export async function lockBegunFile(
  db: Db,
  numberId: bigint,
  { before, except }: { readonly before: Instant; readonly except: readonly string[] },
): Promise<string | undefined> {
  const { rows } = await db.query<{ place: string }>({
    name: "lock-begun-file",
    text: `
select place
from begun_file
where number_id = $1 and begun_at < $2 and place <> all ($3::text[])
order by place
limit 1
for update skip locked`,
    values: [numberId, new Date(before), except],
  });
  return rows[0]?.place;
}
