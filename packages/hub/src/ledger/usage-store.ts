import type { ClientBase } from "pg";

/** How many units of an allowance are used; no more than `limit` are counted. */
export async function countUsed(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  { allowance, limit }: { allowance: string; limit: number },
): Promise<number> {
  const { rows } = await db.query<{ used: number }>({
    name: "count-used",
    text: `
select count(*)::int as used
from (select from unit where number_id = $1 and allowance = $2 limit $3) as counted`,
    values: [numberId, allowance, limit],
  });
  return rows[0]?.used ?? 0;
}
