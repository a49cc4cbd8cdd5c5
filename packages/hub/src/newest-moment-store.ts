import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

/** The newest moment of business time that any row names. Asked once, before a clock is made. */
export async function selectNewestMoment(
  db: Pick<ClientBase, "query">,
): Promise<Instant | undefined> {
  const { rows } = await db.query<{ newest: Instant | null }>(`
select greatest(
  (select max(last_post_at) from stream),
  (select max(created_at) from draft),
  (select max(created_at) from account),
  (select max(at) from event)
) as newest`);
  return rows[0]?.newest ?? undefined;
}
