import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Balance, Booked, Posting } from "./posting.ts";

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
select unit, posting_id as "postingId", debit, credit, currency, amount_micros as "amountMicros",
       occurred_at as "occurredAt"
from posting
where number_id = $1 and unit = any($2::text[])
order by unit, place`,
    values: [numberId, units],
  });
  const postings = Map.groupBy(rows, (row) => row.unit);
  return new Map([...postings].map(([unit, own]) => [unit, bookedFrom(own)]));
}

function bookedFrom(postings: readonly BookedRow[]): Booked {
  const balances = new Map<string, Balance>();
  for (const { debit, credit, currency, amountMicros, occurredAt } of postings) {
    const isCost = debit.startsWith("cost:");
    const cost = isCost ? debit : credit;
    const key = `${cost}\n${currency}\n${occurredAt}`;
    const before = balances.get(key)?.amountMicros ?? 0;
    const after = before + Number(isCost ? amountMicros : -amountMicros);
    balances.set(key, { cost, currency, occurredAt, amountMicros: after });
  }
  return {
    count: postings.length,
    lastId: postings.at(-1)?.postingId ?? null,
    amountMicros: [...balances.values()].reduce((sum, one) => sum + one.amountMicros, 0),
    balances: [...balances.values()],
  };
}

interface BookedRow {
  readonly unit: string;
  readonly postingId: string;
  readonly debit: string;
  readonly credit: string;
  readonly currency: string;
  readonly amountMicros: bigint;
  readonly occurredAt: Instant;
}

/** What is booked of every unit of a number, with the unit's thread if it is still there. */
export async function selectBookedSums(
  db: Db,
  numberId: bigint,
): Promise<{ threadId: string | null; unit: string; amountMicros: number }[]> {
  const { rows } = await db.query<{ threadId: string | null; unit: string; amount: bigint }>(
    `
select u.thread_id as "threadId", p.unit, sum(
         case when p.debit like 'cost:%' then p.amount_micros else -p.amount_micros end
       )::bigint as amount
from posting p
left join unit u on u.number_id = p.number_id
  and p.unit = u.wamid || case when u.recipient = '' then '' else '/' || u.recipient end
where p.number_id = $1
group by u.thread_id, p.unit`,
    [numberId],
  );
  return rows.map(({ threadId, unit, amount }) => ({
    threadId,
    unit,
    amountMicros: Number(amount),
  }));
}

/**
 * Books postings. One belongs to the month it happened in, unless that month is sealed: then to the
 * month in which we learned of it, and it says for which month it came too late (SPEC L3).
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
   recorded_at, period, late_for, corrects)
select $1, posting_id, unit, place, debit, credit, currency, amount_micros, occurred_at, $12,
       case when is_sealed then $13::date else month end,
       case when is_sealed then month end,
       corrects
from (
  select p.*,
         exists (select from seal s where s.number_id = $1 and s.period = p.month) as is_sealed
  from unnest($2::uuid[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::bigint[],
              $9::timestamptz[], $10::date[], $11::uuid[])
    as p (posting_id, unit, place, debit, credit, currency, amount_micros, occurred_at, month,
          corrects)
) as p
on conflict do nothing`;
