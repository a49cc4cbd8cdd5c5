import type { Pool } from "pg";

/** What the messages of a thread cost, by category and currency. */
export interface SpendRow {
  readonly category: string;
  readonly currency: string;
  readonly units: number;
  readonly unknown: number;
  readonly amount_micros: bigint;
}

/** The spend of one thread over all that is kept; a thread has hundreds of units, not millions. */
export async function selectSpend(
  db: Pick<Pool, "query">,
  thread: { numberId: bigint; threadId: string },
): Promise<SpendRow[]> {
  const { rows } = await db.query<SpendRow>({
    name: "inbox-spend",
    text: `
select charge ->> 'category' as category, charge ->> 'currency' as currency,
       count(*)::int as units, (count(*) - count(amount_micros))::int as unknown,
       coalesce(sum(amount_micros), 0)::bigint as amount_micros
from unit
where number_id = $1 and thread_id = $2
group by 1, 2
order by amount_micros desc, 1, 2`,
    values: [thread.numberId, thread.threadId],
  });
  return rows;
}
