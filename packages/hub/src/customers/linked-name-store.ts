import type { ClientBase } from "pg";
import type { Name, PlacedName } from "./linked-names.ts";

/** Every name of the threads that have one of these, on any of some numbers. */
export async function selectLinkedAliases(
  db: Pick<ClientBase, "query">,
  numberIds: readonly bigint[],
  names: readonly Name[],
): Promise<PlacedName[]> {
  const { rows } = await db.query<PlacedName>({
    name: "select-linked-aliases",
    text: `
select distinct o.number_id as "numberId", o.thread_id as "threadId", o.kind, o.value
from unnest($2::text[], $3::text[]) as n (kind, value)
join alias a on a.number_id = any($1::bigint[]) and a.kind = n.kind and a.value = n.value
join alias o on o.number_id = a.number_id and o.thread_id = a.thread_id
order by 1, 2, 3, 4`,
    values: [numberIds, names.map(({ kind }) => kind), names.map(({ value }) => value)],
  });
  return rows;
}
