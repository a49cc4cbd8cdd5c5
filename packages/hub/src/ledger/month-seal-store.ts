import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { DumpedUnit } from "./canonical-dump.ts";
import type { AccountSum, MonthSeal } from "./month-seal.ts";

type Db = Pick<ClientBase, "query">;

/** The months of a number that are closed, oldest first. */
export async function selectSeals(db: Db, numberId: bigint): Promise<MonthSeal[]> {
  const { rows } = await db.query<MonthSeal>({
    name: "select-seals",
    text: `
select to_char(period, 'YYYY-MM') as month, sealed_at as "sealedAt", from_at as "from",
       to_at as "to", sums, encode(postings_sha256, 'hex') as "postingsSha256",
       encode(dump_sha256, 'hex') as "dumpSha256"
from seal
where number_id = $1
order by period`,
    values: [numberId],
  });
  return rows;
}

/** The same of one month. */
export async function selectSeal(
  db: Db,
  numberId: bigint,
  month: string,
): Promise<MonthSeal | undefined> {
  return (await selectSeals(db, numberId)).find((seal) => seal.month === month);
}

/** Closes a month. One that is closed stays as it is. */
export async function insertSeal(db: Db, numberId: bigint, seal: MonthSeal): Promise<void> {
  await db.query({
    name: "insert-seal",
    text: `
insert into seal
  (number_id, period, sealed_at, from_at, to_at, sums, postings_sha256, dump_sha256)
values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), decode($8, 'hex'))
on conflict do nothing`,
    values: [
      numberId,
      `${seal.month}-01`,
      new Date(seal.sealedAt),
      new Date(seal.from),
      new Date(seal.to),
      JSON.stringify(seal.sums),
      seal.postingsSha256,
      seal.dumpSha256,
    ],
  });
}

/** From when the books of a number are. */
export interface BooksBegin {
  /** When its first unit was delivered; null: it has none. */
  readonly deliveredAt: Instant | null;
  /** The first month that something is booked in. */
  readonly month: string | null;
}

export async function selectBooksBegin(db: Db, numberId: bigint): Promise<BooksBegin> {
  const { rows } = await db.query<BooksBegin>({
    name: "select-books-begin",
    text: `
select (select min(delivered_at) from unit where number_id = $1) as "deliveredAt",
       (select to_char(min(period), 'YYYY-MM') from posting where number_id = $1) as month`,
    values: [numberId],
  });
  return rows[0] ?? { deliveredAt: null, month: null };
}

/** How many postings a month has. They are only ever added, so as many are the same. */
export async function countPostings(db: Db, numberId: bigint, month: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    name: "count-postings",
    text: "select count(*)::int as count from posting where number_id = $1 and period = $2",
    values: [numberId, `${month}-01`],
  });
  return rows[0]?.count ?? 0;
}

/** What stands in each account by the postings of a month. */
export async function selectAccountSums(
  db: Db,
  numberId: bigint,
  month: string,
): Promise<AccountSum[]> {
  const { rows } = await db.query<AccountSum>({
    name: "select-account-sums",
    text: `
select account, currency, sum(amount)::text as "amountMicros"
from (
  select debit as account, currency, amount_micros as amount
  from posting
  where number_id = $1 and period = $2
  union all
  select credit, currency, -amount_micros
  from posting
  where number_id = $1 and period = $2
) as side
group by account, currency
order by account collate "C", currency`,
    values: [numberId, `${month}-01`],
  });
  return rows;
}

/**
 * The hash of a month's postings. Those whose ids begin alike are hashed together, and then the
 * hashes: one text of them all would be too long for the database.
 */
export async function selectPostingsHash(db: Db, numberId: bigint, month: string): Promise<string> {
  const { rows } = await db.query<{ hash: string }>({
    name: "select-postings-hash",
    text: `
select encode(sha256(coalesce(string_agg(part, ''::bytea order by bucket), ''::bytea)), 'hex')
  as hash
from (
  select get_byte(uuid_send(posting_id), 0) as bucket,
         sha256(convert_to(string_agg(line, e'\\n' order by posting_id), 'UTF8')) as part
  from (
    select posting_id, jsonb_build_array(
        posting_id, unit, place, debit, credit, currency, amount_micros,
        extract(epoch from occurred_at), extract(epoch from recorded_at), corrects
      )::text as line
    from posting
    where number_id = $1 and period = $2
  ) as one
  group by 1
) as many`,
    values: [numberId, `${month}-01`],
  });
  return rows[0]?.hash ?? "";
}

/** Where a reading of units goes on: after the unit that it read last. */
export interface UnitPlace {
  readonly deliveredAt: Instant;
  readonly wamid: string;
  readonly recipient: string;
}

/** The next units that were delivered in a span, in order of delivery and key. */
export async function selectUnitsWithin(
  db: Db,
  numberId: bigint,
  { after, to, limit }: { after: UnitPlace; to: Instant; limit: number },
): Promise<DumpedUnit[]> {
  const { rows } = await db.query<DumpedUnit>({
    name: "select-units-within",
    text: `
select folded as unit, charge
from unit
where number_id = $1 and delivered_at >= $2 and delivered_at < $5
  and (delivered_at, wamid collate "C", recipient collate "C") > ($2, $3, $4)
order by delivered_at, wamid collate "C", recipient collate "C"
limit $6`,
    values: [
      numberId,
      new Date(after.deliveredAt),
      after.wamid,
      after.recipient,
      new Date(to),
      limit,
    ],
  });
  return rows;
}

/** The conversations that were opened in a span. */
export async function selectConversationsWithin(
  db: Db,
  numberId: bigint,
  { from, to }: { from: Instant; to: Instant },
): Promise<object[]> {
  const { rows } = await db.query<object>({
    name: "select-conversations-within",
    text: `
select category, opened_by as "openedBy", opened_at as "openedAt", expires_at as "expiresAt",
       closed_early_at as "closedEarlyAt", initiated_by as "initiatedBy", billable,
       message_count as "messageCount", rule
from conversation
where number_id = $1 and opened_at >= $2 and opened_at < $3`,
    values: [numberId, new Date(from), new Date(to)],
  });
  return rows;
}

/** What was booked for a month after it was closed. */
export interface LateSum {
  readonly postings: number;
  readonly cost: string;
  readonly currency: string;
  readonly amountMicros: bigint;
}

/** By the account that bears it. */
export async function selectLateSums(db: Db, numberId: bigint, month: string): Promise<LateSum[]> {
  const { rows } = await db.query<LateSum>({
    name: "select-late-sums",
    text: `
select count(*)::int as postings, case when debit like 'cost:%' then debit else credit end as cost,
       currency, sum(
         case when debit like 'cost:%' then amount_micros else -amount_micros end
       )::bigint as "amountMicros"
from posting
where number_id = $1 and late_for = $2
group by 2, 3
order by 2, 3`,
    values: [numberId, `${month}-01`],
  });
  return rows;
}
