import type { Charge, Instant, Unit } from "@casement/engine";
import type { Pool } from "pg";
import type { ChargeShape, Origin } from "./shapes.ts";

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

/** The units of the books; its parameters are those of `booksValues`. */
export const OF_BOOKS: string = `
u.number_id = $1 and (u.account_id = $2 or (u.account_id is null and $3))
  and u.delivered_at >= $4 and u.delivered_at < $5`;

export function booksValues({ numberId, accountId, isOwn, from, to }: Books): unknown[] {
  return [numberId, accountId, isOwn, new Date(from), new Date(to)];
}

/**
 * What of a unit is summed, to be taken out of it in a subselect. Where it is grouped by several
 * things that one ends with `offset 0`: else PostgreSQL sorts whole units by them, 180 MB in a
 * month of 200,000.
 */
export const SUMMED = `u.charge ->> 'category' as category,
  (u.charge ->> 'billable')::boolean as billable, u.charge ->> 'currency' as currency,
  u.amount_micros, u.state`;

/**
 * The sums of it, with the account's currency as `$6`. What is in another currency has no place in
 * the sum and counts as unknown: an account that changed its currency has such months.
 */
export const SUMS = `count(*) as units,
       count(*) filter (where billable) as billable,
       coalesce(sum(amount_micros) filter (where currency = $6), 0)::bigint as amount_micros,
       count(*) filter (where state = 'unknown' or currency <> $6) as unknown`;

/**
 * Whether Meta's word on a unit is not ours: what `reconcile` of the engine says, for finding
 * such units among many. What is shown is asked of the engine again.
 */
export const DIFFERS: string = `
(u.folded -> 'derived' ->> 'model' <> u.folded ->> 'model'
   or u.folded -> 'derived' ->> 'category' <> u.folded ->> 'category'
   or (jsonb_typeof(u.folded -> 'derived') = 'object'
       and u.folded -> 'derived' ->> 'billable' is distinct from 'by_allowance'
       and (u.folded -> 'derived' ->> 'type' is distinct from u.folded ->> 'type'
            or u.folded -> 'derived' ->> 'billable' is distinct from u.folded ->> 'billable')))`;

/** The sums of the units, by category. */
export async function selectCategorySums(db: Db, books: Books): Promise<CategorySum[]> {
  const { rows } = await db.query<CategorySum>({
    name: "ledger-sums",
    text: `
select category, ${SUMS}
from (select ${SUMMED} from unit u where ${OF_BOOKS}) as line
group by 1`,
    values: [...booksValues(books), books.currency],
  });
  return rows;
}

export interface LineRow {
  readonly number_id: bigint;
  readonly thread_id: string;
  readonly wamid: string;
  readonly recipient: string;
  readonly delivered_at: Instant;
  readonly unit: Unit;
  readonly charge: Charge;
  readonly state: ChargeShape["state"];
  readonly name: string | null;
  readonly username: string | null;
  readonly phone: string | null;
  readonly template: string | null;
}

/** Which lines of the books; null: whatever it is. */
export interface LineFilter {
  readonly category: string | null;
  /** `unknown`: those whose market nobody knows. */
  readonly market: string | null;
  readonly template: string | null;
  readonly state: ChargeShape["state"] | null;
  readonly differs: boolean;
  /** Of what category the conversation is that the message opened, and whose. */
  readonly opened: string | null;
  readonly initiatedBy: "business" | "customer" | null;
  /** Who sent the message, and for what. */
  readonly origin: Exclude<Origin, "customer"> | null;
  readonly tag: string | null;
}

export interface LinePage {
  readonly filter: LineFilter;
  readonly from: Instant;
  readonly after: { readonly wamid: string; readonly recipient: string };
  readonly limit: number;
}

const LINE = `
select u.number_id, u.thread_id, u.wamid, u.recipient, u.delivered_at, u.folded as unit, u.charge,
       u.state, t.name, t.username, t.phone, w.content ->> 'name' as template
from unit u
left join thread t on t.number_id = u.number_id and t.thread_id = u.thread_id
left join message m on m.number_id = u.number_id and m.wamid = u.wamid and m.kind = 'template'
left join message_content w
  on w.number_id = m.number_id and w.month = m.content_month and w.wamid = m.wamid`;

const LINES = `${LINE}
where ${OF_BOOKS}
  and u.delivered_at <= $6
  and (u.delivered_at < $6 or (u.wamid collate "C", u.recipient collate "C") > ($7, $8))
  and ($10::text is null or u.charge ->> 'category' = $10)
  and ($11::text is null or coalesce(u.charge ->> 'market', 'unknown') = $11)
  and ($12::text is null or w.content ->> 'name' = $12)
  and ($13::text is null or u.state = $13
       or ($13 = 'unknown' and u.charge ->> 'currency' <> $17))
  and (not $14::boolean or ${DIFFERS})
  and (($15::text is null and $16::text is null) or exists (
    select from conversation c
    where c.number_id = u.number_id and c.opened_by = u.wamid
      and c.category = u.folded -> 'conversation' ->> 'category'
      and ($15 is null or c.category = $15)
      and ($16 is null or c.initiated_by = $16)))
  and ($18::text is null or exists (
    select from message o
    where o.number_id = u.number_id and o.wamid = u.wamid and o.origin = $18))
  and ($19::text is null or exists (
    select from draft d
    where d.number_id = u.number_id and d.wamid = u.wamid and d.tag = $19))
order by u.delivered_at desc, u.wamid collate "C", u.recipient collate "C"
limit $9`;

/** The units of the books, newest first, from those delivered at `from` with a greater key on. */
export async function selectLines(db: Db, books: Books, page: LinePage): Promise<LineRow[]> {
  const { filter } = page;
  const { rows } = await db.query<LineRow>({
    name: "ledger-lines",
    text: LINES,
    values: [
      ...booksValues(books),
      new Date(page.from),
      page.after.wamid,
      page.after.recipient,
      page.limit,
      filter.category,
      filter.market,
      filter.template,
      filter.state,
      filter.differs,
      filter.opened,
      filter.initiatedBy,
      books.currency,
      filter.origin,
      filter.tag,
    ],
  });
  return rows;
}

/** One unit, as its line shows it. */
export async function selectLine(
  db: Db,
  numberId: bigint,
  { wamid, recipient }: { wamid: string; recipient: string },
): Promise<(LineRow & { readonly account_id: bigint | null }) | undefined> {
  const { rows } = await db.query<LineRow & { account_id: bigint | null }>({
    name: "ledger-line",
    text: `${LINE.replace("select ", "select u.account_id, ")}
where u.number_id = $1 and u.wamid = $2 and u.recipient = $3`,
    values: [numberId, wamid, recipient],
  });
  return rows[0];
}
