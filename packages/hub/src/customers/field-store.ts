import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { RECORDS_OF, type Whose, whoseValues } from "./record-name-store.ts";

type Db = Pick<ClientBase, "query">;

/** Something that the business keeps of each customer, under a name of its own. */
export interface Field {
  readonly recordId: string;
  readonly name: string;
  readonly value: string;
  readonly setAt: Instant;
  readonly who: string;
}

export async function insertField(db: Db, field: Field): Promise<void> {
  await db.query(
    "insert into customer_field (record_id, name, value, set_at, who) values ($1, $2, $3, $4, $5)",
    [field.recordId, field.name, field.value, new Date(field.setAt), field.who],
  );
}

/** The fields of a customer by name: of two who became one, what was set last. */
export async function selectFields(db: Db, whose: Whose): Promise<Field[]> {
  const { rows } = await db.query<Field>(
    `
select distinct on (name) record_id as "recordId", name, value, set_at as "setAt", who
from customer_field
where record_id in (${RECORDS_OF})
order by name, set_at desc, record_id desc`,
    whoseValues(whose),
  );
  return rows;
}

/** How many fields a customer has, but for these. */
export async function countOtherFields(
  db: Db,
  whose: Whose,
  names: readonly string[],
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `
select count(distinct name)::int as count
from customer_field
where name <> all($4::text[]) and record_id in (${RECORDS_OF})`,
    [...whoseValues(whose), names],
  );
  return rows[0]?.count ?? 0;
}

/** Takes the fields of these names from a customer. */
export async function deleteFields(db: Db, whose: Whose, names: readonly string[]): Promise<void> {
  await db.query(
    `
with gone as (
  delete from customer_field
  where name = any($4::text[]) and record_id in (${RECORDS_OF})
  returning record_id
)
delete from customer_record_name where record_id in (select record_id from gone)`,
    [...whoseValues(whose), names],
  );
}
