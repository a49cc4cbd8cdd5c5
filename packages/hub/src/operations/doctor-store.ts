import type { Instant } from "@casement/engine";
import type { Pool } from "pg";

type Db = Pick<Pool, "query">;

/** Two conversations of one category that are open at once in a thread: the second of each pair. */
export async function selectOverlaps(
  db: Db,
  numberId: bigint,
): Promise<{ threadId: string; category: string; openedBy: string }[]> {
  const { rows } = await db.query<{ threadId: string; category: string; openedBy: string }>(
    `
select thread_id as "threadId", category, opened_by as "openedBy"
from (
  select c.*, max(coalesce(closed_early_at, expires_at)) over (
      partition by thread_id, category order by opened_at, opened_by
      rows between unbounded preceding and 1 preceding
    ) as taken_until
  from conversation c
  where number_id = $1
) as one
where opened_at < taken_until
order by thread_id, category, opened_at`,
    [numberId],
  );
  return rows;
}

/** Units whose postings do not sum to their amount, and postings of no unit. */
export async function selectUnbalanced(db: Db, numberId: bigint): Promise<{ unit: string }[]> {
  const { rows } = await db.query<{ unit: string }>(
    `
with priced as (
  select wamid || case when recipient = '' then '' else '/' || recipient end as unit,
         coalesce(amount_micros, 0) as amount
  from unit
  where number_id = $1
),
booked as (
  select unit, sum(case when debit like 'cost:%' then amount_micros else -amount_micros end)
    as amount
  from posting
  where number_id = $1
  group by unit
)
select unit
from priced
full join booked using (unit)
where coalesce(priced.amount, 0) <> coalesce(booked.amount, 0)
order by unit`,
    [numberId],
  );
  return rows;
}

/** Drafts of which nobody knows the end, or that nobody is sending, since before `before`. */
export async function countOpenDrafts(db: Db, numberId: bigint, before: Instant): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `
select count(*)::int as count
from draft
where number_id = $1 and state in ('waiting', 'sending', 'unknown') and created_at < $2`,
    [numberId, new Date(before)],
  );
  return rows[0]?.count ?? 0;
}
