import type { ClientBase } from "pg";
import type { Name, PlacedName } from "./linked-names.ts";

/** Every name of the threads that have one of these on a number. */
export async function selectLinkedAliases(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  names: readonly Name[],
): Promise<PlacedName[]> {
  const { rows } = await db.query<PlacedName>({
    name: "select-linked-aliases",
    text: `
select distinct o.number_id as "numberId", o.thread_id as "threadId", o.kind, o.value
from unnest($2::text[], $3::text[]) as n (kind, value)
join alias a on a.number_id = $1 and a.value = any($3) and a.kind = n.kind and a.value = n.value
join alias o on o.number_id = $1 and o.thread_id = a.thread_id
order by 1, 2, 3, 4`,
    values: [numberId, names.map(({ kind }) => kind), names.map(({ value }) => value)],
  });
  return rows;
}

/**
 * Locks one name of each of these threads until the transaction ends, and says whether all are
 * still in their thread. Nobody erases, merges or parts one of them in between.
 */
export async function holdNames(
  db: Pick<ClientBase, "query">,
  places: readonly PlacedName[],
): Promise<boolean> {
  const { rows } = await db.query({
    name: "hold-names",
    text: `
select
from alias a
join unnest($1::bigint[], $2::text[], $3::text[], $4::uuid[])
  as h (number_id, kind, value, thread_id)
  on a.number_id = h.number_id and a.kind = h.kind and a.value = h.value
    and a.thread_id = h.thread_id
order by a.number_id, a.kind, a.value
for update of a`,
    values: [
      places.map((one) => one.numberId),
      places.map((one) => one.kind),
      places.map((one) => one.value),
      places.map((one) => one.threadId),
    ],
  });
  return rows.length === places.length;
}
