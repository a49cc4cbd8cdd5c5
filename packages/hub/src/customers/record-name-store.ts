import type { ClientBase } from "pg";
import type { Customer, SeenCustomer } from "./find-customer.ts";
import type { Name } from "./linked-names.ts";

type Db = Pick<ClientBase, "query">;

/** Whose records: by any of these names, under any of these scopes. */
export type Whose = Pick<Customer, "names"> & {
  readonly scope: Pick<Customer["scope"], "scopeIds">;
};

/** What of a customer may be shown, and changed: what is under a name that is known in reach. */
export function shownOf({ scope, known }: SeenCustomer): Whose {
  return { scope, names: known };
}

/** The parameters of `RECORDS_OF`. */
export function whoseValues({ scope, names }: Whose): unknown[] {
  return [scope.scopeIds, names.map(({ kind }) => kind), names.map(({ value }) => value)];
}

/** The records of a customer, for a statement whose first three parameters say whose. */
export const RECORDS_OF = `
select n.record_id
from customer_record_name n
join unnest($2::text[], $3::text[]) as w (kind, value) on n.kind = w.kind and n.value = w.value
where n.scope_id = any($1::bigint[])`;

/** Says of whom a record is. */
export async function insertRecordNames(
  db: Db,
  {
    scopeId,
    recordId,
    names,
  }: {
    readonly scopeId: bigint;
    readonly recordId: string;
    readonly names: readonly Name[];
  },
): Promise<void> {
  await db.query(
    `
insert into customer_record_name (scope_id, kind, value, record_id)
select $1, kind, value, $4
from unnest($2::text[], $3::text[]) as n (kind, value)
on conflict do nothing`,
    [scopeId, names.map(({ kind }) => kind), names.map(({ value }) => value), recordId],
  );
}

/** Takes names off all records, and away what then is of nobody (SPEC R4). */
export async function deleteRecordNames(db: Db, whose: Whose): Promise<void> {
  await db.query(
    `
with gone as (
  delete from customer_record_name n
  using unnest($2::text[], $3::text[]) as w (kind, value)
  where n.scope_id = any($1::bigint[]) and n.kind = w.kind and n.value = w.value
  returning n.scope_id, n.kind, n.value, n.record_id
), orphans as (
  select record_id
  from gone
  where not exists (
    select
    from customer_record_name left_over
    where left_over.record_id = gone.record_id
      and (left_over.scope_id, left_over.kind, left_over.value)
        not in (select scope_id, kind, value from gone)
  )
), consents as (
  delete from customer_consent where record_id in (select record_id from orphans)
), notes as (
  delete from customer_note where record_id in (select record_id from orphans)
)
delete from customer_field where record_id in (select record_id from orphans)`,
    whoseValues(whose),
  );
}
