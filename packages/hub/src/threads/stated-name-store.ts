import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { CustomerNames } from "../webhook/received-fact.ts";
import type { ThreadNames } from "./alias-store.ts";
import { selectFloorRows } from "./floor-store.ts";
import { inOrderOfFacts, type PlacedNames } from "./stated-names.ts";

/** What the facts of a thread called its customer, in order, those that are not kept among them. */
export async function selectStatedNames(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  names: ThreadNames,
): Promise<PlacedNames[]> {
  const floors = await selectFloorRows(db, numberId, names);
  const kept = await selectNamesInFacts(db, numberId, names);
  return inOrderOfFacts([...floors.flatMap((floor) => floor.stated), ...kept]);
}

/** The same of the facts that are kept, before a moment if one is given. */
export async function selectNamesInFacts(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  { waIds, userIds }: ThreadNames,
  to: Instant | null = null,
): Promise<PlacedNames[]> {
  const { rows } = await db.query<Row>({
    name: "select-stated-names",
    text: `
select encode(fact_id, 'hex') as id, at,
       kind not in ('status_reported', 'business_message', 'echo') as by_customer,
       wa_id, user_id, said->'now'->>'waId' as now_wa_id, said->'now'->>'userId' as now_user_id
from fact
where number_id = $1 and (wa_id = any($2::text[]) or user_id = any($3::text[])) and at < $4
order by at, fact_id`,
    values: [numberId, waIds, userIds, to === null ? "infinity" : new Date(to)],
  });
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    byCustomer: row.by_customer,
    names: { waId: row.wa_id ?? undefined, userId: row.user_id ?? undefined },
    now: { waId: row.now_wa_id ?? undefined, userId: row.now_user_id ?? undefined },
  }));
}

interface Row {
  readonly id: string;
  readonly at: Instant;
  readonly by_customer: boolean;
  readonly wa_id: string | null;
  readonly user_id: string | null;
  readonly now_wa_id: string | null;
  readonly now_user_id: string | null;
}

/** The name that a message of ours was sent to. */
export interface SentTo extends CustomerNames {
  readonly wamid: string;
}

/**
 * To which of these names each message went, as the facts that are kept say. What Meta says of it
 * says it best: what we wrote to may be another form of a number.
 */
export async function selectSentTo(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  { waIds, userIds }: ThreadNames,
): Promise<SentTo[]> {
  const { rows } = await db.query<SentTo>(
    `
select distinct on (wamid) wamid, wa_id as "waId", user_id as "userId"
from fact
where number_id = $1 and (wa_id = any($2::text[]) or user_id = any($3::text[]))
  and kind in ('status_reported', 'business_message', 'echo') and wamid is not null
order by wamid, kind <> 'status_reported', at, fact_id`,
    [numberId, waIds, userIds],
  );
  return rows;
}
