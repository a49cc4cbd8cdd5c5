import type { Stage } from "./stage.ts";

// The journal and the months that it closed, as plain SQL has them: moments as milliseconds since
// 1970, months as `2026-10`.

export interface PostingRow {
  readonly id: string;
  readonly unit: string;
  readonly place: number;
  readonly debit: string;
  readonly credit: string;
  readonly currency: string;
  readonly amount: number;
  readonly corrects: string | null;
  readonly occurred: number;
  readonly recorded: number;
  /** The month in which it is booked. */
  readonly period: string;
  /** The month that it is about, if that was closed when it came. */
  readonly lateFor: string | null;
}

/** The number's postings that are there now. */
export async function postingsOf({ db, numberId }: Place): Promise<PostingRow[]> {
  const { rows } = await db.query<PostingRow>(POSTINGS, [numberId]);
  return rows;
}

type Place = Pick<Stage, "db" | "numberId">;

const POSTINGS = `
select posting_id::text as id, unit, place, debit, credit, currency::text,
       amount_micros::float8 as amount, corrects::text,
       (extract(epoch from occurred_at) * 1000)::float8 as occurred,
       (extract(epoch from recorded_at) * 1000)::float8 as recorded,
       to_char(period, 'YYYY-MM') as period, to_char(late_for, 'YYYY-MM') as "lateFor"
from posting
where number_id = $1::bigint
order by unit, place`;

/** A month that the number's books have closed, and what they say stands in it. */
export interface SealRow {
  readonly month: string;
  readonly sealed: number;
  readonly postings: number;
  /** By account and currency, `meta:1 USD`: debits less credits, in micros. */
  readonly sums: Readonly<Record<string, number>>;
}

export async function sealsOf({ db, numberId }: Place): Promise<SealRow[]> {
  const { rows } = await db.query<SealRow>(SEALS, [numberId]);
  return rows;
}

const SEALS = `
select to_char(period, 'YYYY-MM') as month,
       (extract(epoch from sealed_at) * 1000)::float8 as sealed,
       (sums ->> 'postings')::int as postings,
       coalesce((
         select jsonb_object_agg(
           (one ->> 'account') || ' ' || (one ->> 'currency'), (one ->> 'amountMicros')::float8
         )
         from jsonb_array_elements(sums -> 'accounts') as one
       ), '{}') as sums
from seal
where number_id = $1::bigint
order by period`;
