import type { Pool } from "pg";

export interface NumberRow {
  readonly number_id: bigint;
  readonly account_id: bigint | null;
  readonly name: string | null;
  readonly display_phone: string | null;
}

/** Numbers by id, from the one after `after`, each with the account that speaks for it. */
export async function selectNumberPage(
  db: Pick<Pool, "query">,
  page: { numberIds: readonly bigint[]; after: bigint; limit: number },
): Promise<NumberRow[]> {
  const { rows } = await db.query<NumberRow>({
    name: "api-numbers",
    text: `
select n.number_id, na.account_id, n.name, n.display_phone
from number n
left join number_account na on na.number_id = n.number_id and na.is_default
where n.number_id = any ($1::bigint[]) and n.number_id > $2
order by n.number_id
limit $3`,
    values: [page.numberIds, page.after, page.limit],
  });
  return rows;
}
