import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** Writes down how many customers a number reached, for the other numbers of its portfolio. */
export async function putReach(
  db: Db,
  numberId: bigint,
  { reached, asOf }: { readonly reached: number; readonly asOf: Instant },
): Promise<void> {
  await db.query({
    name: "put-reach",
    text: `
insert into number_reach (number_id, reached, as_of)
values ($1, $2, $3)
on conflict (number_id) do update set reached = excluded.reached, as_of = excluded.as_of`,
    values: [numberId, reached, new Date(asOf)],
  });
}

/** How many customers another number reached, as its owner last said since a moment. */
export async function selectReach(db: Db, numberId: bigint, since: Instant): Promise<number> {
  const { rows } = await db.query<{ reached: number }>({
    name: "select-reach",
    text: "select reached from number_reach where number_id = $1 and as_of > $2",
    values: [numberId, new Date(since)],
  });
  return rows[0]?.reached ?? 0;
}

/** Whom a number reached by templates out of their windows since a moment, the first first. */
export async function selectReached(
  db: Db,
  numberId: bigint,
  since: Instant,
): Promise<{ readonly threadId: string; readonly at: Instant }[]> {
  const { rows } = await db.query<{ threadId: string; at: Instant }>({
    name: "select-reached",
    text: `
select thread_id as "threadId", max(created_at) as at
from draft
where number_id = $1 and created_at > $2
  and state not in ('refused', 'withdrawn', 'failed', 'scheduled', 'canceled')
  and asked->>'content' = 'template' and decision->>'window' <> 'open'
group by thread_id
order by at`,
    values: [numberId, new Date(since)],
  });
  return rows;
}
