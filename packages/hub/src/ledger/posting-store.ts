import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Booked, Posting } from "./posting.ts";

type Db = Pick<ClientBase, "query">;

/** What is booked of each of these units. */
export async function selectBooked(
  db: Db,
  numberId: bigint,
  units: readonly string[],
): Promise<ReadonlyMap<string, Booked>> {
  if (units.length === 0) return new Map();
  const { rows } = await db.query<BookedRow>({
    name: "select-booked",
    text: `
select unit,
       count(*)::int as count,
       (array_agg(posting_id order by place desc))[1] as "lastId",
       sum(case when debit like 'cost:%' then amount_micros else -amount_micros end)::bigint
         as amount
from posting
where number_id = $1 and unit = any($2::text[])
group by unit`,
    values: [numberId, units],
  });
  return new Map(
    rows.map((row) => [
      row.unit,
      { count: row.count, lastId: row.lastId, amountMicros: Number(row.amount) },
    ]),
  );
}

interface BookedRow {
  readonly unit: string;
  readonly count: number;
  readonly lastId: string;
  readonly amount: bigint;
}

/**
 * Books postings. One belongs to the month it happened in, unless that month is sealed: then to the
 * month in which we learned of it (SPEC L3).
 */
export async function insertPostings(
  db: Db,
  numberId: bigint,
  postings: readonly (Posting & { readonly month: string })[],
  { recordedAt, openMonth }: { recordedAt: Instant; openMonth: string },
): Promise<void> {
  if (postings.length === 0) return;
  await db.query({
    name: "insert-postings",
    text: INSERT_POSTINGS,
    values: [
      numberId,
      postings.map((one) => one.postingId),
      postings.map((one) => one.unit),
      postings.map((one) => one.place),
      postings.map((one) => one.debit),
      postings.map((one) => one.credit),
      postings.map((one) => one.currency),
      postings.map((one) => one.amountMicros),
      postings.map((one) => new Date(one.occurredAt)),
      postings.map((one) => `${one.month}-01`),
      postings.map((one) => one.corrects),
      new Date(recordedAt),
      `${openMonth}-01`,
    ],
  });
}

const INSERT_POSTINGS = `
insert into posting
  (number_id, posting_id, unit, place, debit, credit, currency, amount_micros, occurred_at,
   recorded_at, period, corrects)
select $1, posting_id, unit, place, debit, credit, currency, amount_micros, occurred_at, $12,
       case
         when exists (select from seal s where s.number_id = $1 and s.period = p.period)
           then $13::date
         else p.period
       end,
       corrects
from unnest($2::uuid[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::bigint[],
            $9::timestamptz[], $10::date[], $11::uuid[])
  as p (posting_id, unit, place, debit, credit, currency, amount_micros, occurred_at, period,
        corrects)
on conflict do nothing`;
