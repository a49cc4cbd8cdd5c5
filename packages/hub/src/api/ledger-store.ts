import type { Charge, Instant } from "@casement/engine";
import type { Pool } from "pg";
import type { ChargeShape } from "./shapes.ts";

type Db = Pick<Pool, "query">;

/** What one account was charged for one number in a span of time: from `from`, before `to`. */
export interface Books {
  readonly numberId: bigint;
  readonly accountId: bigint;
  /** Whether units that name no account are this account's: it is the number's own. */
  readonly isOwn: boolean;
  readonly currency: string;
  readonly from: Instant;
  readonly to: Instant;
}

export interface CategorySum {
  readonly category: string;
  readonly units: bigint;
  readonly billable: bigint;
  readonly amount_micros: bigint;
  readonly unknown: bigint;
}

const OF_ACCOUNT = `
u.number_id = $1 and (u.account_id = $2 or (u.account_id is null and $3))
  and u.delivered_at >= $4 and u.delivered_at < $5`;

/**
 * The sums of the units, by category. What is in another currency than the account's has no place
 * in the sum and counts as unknown: an account that changed its currency has such months.
 */
export async function selectCategorySums(db: Db, books: Books): Promise<CategorySum[]> {
  const { rows } = await db.query<CategorySum>({
    name: "ledger-sums",
    text: `
select u.charge ->> 'category' as category,
       count(*) as units,
       count(*) filter (where (u.charge ->> 'billable')::boolean) as billable,
       coalesce(sum(u.amount_micros) filter (where u.charge ->> 'currency' = $6), 0)::bigint
         as amount_micros,
       count(*) filter (where u.state = 'unknown' or u.charge ->> 'currency' <> $6) as unknown
from unit u
where ${OF_ACCOUNT}
group by 1`,
    values: [...valuesOf(books), books.currency],
  });
  return rows;
}

export interface LineRow {
  readonly number_id: bigint;
  readonly thread_id: string;
  readonly wamid: string;
  readonly recipient: string;
  readonly delivered_at: Instant;
  readonly charge: Charge;
  readonly state: ChargeShape["state"];
  readonly name: string | null;
  readonly username: string | null;
  readonly phone: string | null;
}

/** The units of the books, newest first, from those delivered at `from` with a greater key on. */
export async function selectLines(
  db: Db,
  books: Books,
  page: { from: Instant; after: { wamid: string; recipient: string }; limit: number },
): Promise<LineRow[]> {
  const { rows } = await db.query<LineRow>({
    name: "ledger-lines",
    text: `
select u.number_id, u.thread_id, u.wamid, u.recipient, u.delivered_at, u.charge, u.state, t.name,
       t.username, t.phone
from unit u
left join thread t on t.number_id = u.number_id and t.thread_id = u.thread_id
where ${OF_ACCOUNT}
  and u.delivered_at <= $6
  and (u.delivered_at < $6 or (u.wamid collate "C", u.recipient collate "C") > ($7, $8))
order by u.delivered_at desc, u.wamid collate "C", u.recipient collate "C"
limit $9`,
    values: [
      ...valuesOf(books),
      new Date(page.from),
      page.after.wamid,
      page.after.recipient,
      page.limit,
    ],
  });
  return rows;
}

function valuesOf({ numberId, accountId, isOwn, from, to }: Books): unknown[] {
  return [numberId, accountId, isOwn, new Date(from), new Date(to)];
}
