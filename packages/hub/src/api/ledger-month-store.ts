import type { ConversationCategory, Instant } from "@casement/engine";
import type { Pool } from "pg";
import {
  type Books,
  booksValues,
  type CategorySum,
  DIFFERS,
  OF_BOOKS,
  SUMMED,
  SUMS,
} from "./ledger-store.ts";

type Db = Pick<Pool, "query">;

/** Of one of the spans that were asked for. */
interface OfDay {
  /** Which of the spans, from 1. */
  readonly day: number;
}

/** What was delivered on a day, of one category, to one market, and opened the same or nothing. */
export interface DaySum extends CategorySum, OfDay {
  readonly market: string | null;
  /** The category of the conversation that each of them opened; null: they opened none. */
  readonly opened: ConversationCategory | null;
  readonly differences: bigint;
}

/**
 * The day of a unit. A day begins at each of the moments that are given: the bounds come from us,
 * because the database may know other zones than we do.
 */
function dayBy(starts: "$6" | "$7"): string {
  return `width_bucket(u.delivered_at, ${starts}::timestamptz[]) as day`;
}

function datesOf(starts: readonly Instant[]): Date[] {
  return starts.map((start) => new Date(start));
}

/**
 * The category of the conversation that a unit opened. Told by the unit, and not by the
 * conversation's own moment: so it has an account, and the number opens to just these lines. Of a
 * message to a group the unit that was delivered first opened it.
 */
const OPENED = `case
    when u.folded -> 'conversation' ->> 'openedBy' = u.wamid
      and (u.recipient = '' or not exists (
        select from unit first
        where first.number_id = u.number_id and first.wamid = u.wamid
          and (first.delivered_at, first.recipient) < (u.delivered_at, u.recipient)
      ))
    then u.folded -> 'conversation' ->> 'category'
  end`;

/** The sums of the books by day, in one reading of the units. */
export async function selectDaySums(
  db: Db,
  books: Books,
  starts: readonly Instant[],
): Promise<DaySum[]> {
  const { rows } = await db.query<DaySum>({
    name: "ledger-day-sums",
    text: `
select day, category, market, opened, ${SUMS}, count(*) filter (where differs) as differences
from (
  select ${SUMMED}, ${dayBy("$7")}, u.charge ->> 'market' as market, ${OPENED} as opened,
         ${DIFFERS} as differs
  from unit u
  where ${OF_BOOKS}
  offset 0
) as line
group by 1, 2, 3, 4`,
    values: [...booksValues(books), books.currency, datesOf(starts)],
  });
  return rows;
}

export interface TemplateSum extends CategorySum, OfDay {
  readonly template: string;
}

/** The sums of the books by day and template, of those whose content is kept. */
export async function selectTemplateSums(
  db: Db,
  books: Books,
  starts: readonly Instant[],
): Promise<TemplateSum[]> {
  const { rows } = await db.query<TemplateSum>({
    name: "ledger-template-sums",
    text: `
select day, template, category, ${SUMS}
from (
  select ${SUMMED}, ${dayBy("$7")}, w.content ->> 'name' as template
  from unit u
  join message m on m.number_id = u.number_id and m.wamid = u.wamid and m.kind = 'template'
  join message_content w
    on w.number_id = m.number_id and w.month = m.content_month and w.wamid = m.wamid
  where ${OF_BOOKS}
  offset 0
) as line
group by 1, 2, 3`,
    values: [...booksValues(books), books.currency, datesOf(starts)],
  });
  return rows;
}

export interface OthersSum extends OfDay {
  readonly units: bigint;
}

/** How many units of the books are of messages that another tool on the same number sent. */
export async function selectOthersSums(
  db: Db,
  books: Books,
  starts: readonly Instant[],
): Promise<OthersSum[]> {
  const { rows } = await db.query<OthersSum>({
    name: "ledger-others-sums",
    text: `
select ${dayBy("$6")}, count(*) as units
from unit u
join message o on o.number_id = u.number_id and o.wamid = u.wamid and o.origin = 'unknown'
where ${OF_BOOKS}
group by 1`,
    values: [...booksValues(books), datesOf(starts)],
  });
  return rows;
}
