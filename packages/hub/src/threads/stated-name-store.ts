import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { ThreadNames } from "./alias-store.ts";
import type { StatedNames } from "./stated-names.ts";

/** What the facts of a thread called its customer, in order. */
export async function selectStatedNames(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  { waIds, userIds }: ThreadNames,
): Promise<StatedNames[]> {
  const { rows } = await db.query<Row>({
    name: "select-stated-names",
    text: `
select at, kind not in ('status_reported', 'business_message', 'echo') as by_customer,
       wa_id, user_id, said->'now'->>'waId' as now_wa_id, said->'now'->>'userId' as now_user_id
from fact
where number_id = $1 and (wa_id = any($2::text[]) or user_id = any($3::text[]))
order by at, fact_id`,
    values: [numberId, waIds, userIds],
  });
  return rows.map((row) => ({
    at: row.at,
    byCustomer: row.by_customer,
    names: { waId: row.wa_id ?? undefined, userId: row.user_id ?? undefined },
    now: { waId: row.now_wa_id ?? undefined, userId: row.now_user_id ?? undefined },
  }));
}

interface Row {
  readonly at: Instant;
  readonly by_customer: boolean;
  readonly wa_id: string | null;
  readonly user_id: string | null;
  readonly now_wa_id: string | null;
  readonly now_user_id: string | null;
}
