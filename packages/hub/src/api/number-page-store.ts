import type { Instant } from "@casement/engine";
import type { Pool } from "pg";

export interface NumberRow {
  readonly number_id: bigint;
  readonly account_id: bigint | null;
  readonly name: string | null;
  readonly display_phone: string | null;
  readonly heard_since: Instant | null;
  /** False: no row of it but posts. */
  readonly is_known: boolean;
}

/**
 * Numbers by id, from the one after `after`, each with the account that speaks for it. One that
 * nobody connected is there by its posts alone.
 */
export async function selectNumberPage(
  db: Pick<Pool, "query">,
  page: { numberIds: readonly bigint[]; after: bigint; limit: number },
): Promise<NumberRow[]> {
  const { rows } = await db.query<NumberRow>({
    name: "api-numbers",
    text: `
select asked.number_id, na.account_id, n.name, n.display_phone, n.heard_since,
       n.number_id is not null as is_known
from unnest($1::bigint[]) as asked (number_id)
left join number n on n.number_id = asked.number_id
left join number_account na on na.number_id = n.number_id and na.is_default
where asked.number_id > $2
order by asked.number_id
limit $3`,
    values: [page.numberIds, page.after, page.limit],
  });
  return rows;
}
