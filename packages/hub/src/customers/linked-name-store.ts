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

/** Whether all these names of a number are in the thread that they are said to be in. */
export async function areInThreads(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  names: readonly Omit<PlacedName, "numberId">[],
): Promise<boolean> {
  const { rows } = await db.query({
    name: "names-in-threads",
    text: `
select
from unnest($2::text[], $3::text[], $4::uuid[]) as h (kind, value, thread_id)
join alias a on a.number_id = $1 and a.value = any($3) and a.kind = h.kind and a.value = h.value
  and a.thread_id = h.thread_id`,
    values: [
      numberId,
      names.map((one) => one.kind),
      names.map((one) => one.value),
      names.map((one) => one.threadId),
    ],
  });
  return rows.length === names.length;
}
