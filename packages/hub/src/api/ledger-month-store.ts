import type { ConversationCategory, Instant } from "@casement/engine";
import type { Pool } from "pg";
import {
  type Books,
  booksValues,
  type CategorySum,
  DIFFERS,
  OF_BOOKS,
  SUMS,
} from "./ledger-store.ts";

type Db = Pick<Pool, "query">;

/** What was delivered in one of the spans, of one category, to one market. */
export interface DaySum extends CategorySum {
  /** Which of the spans, from 1. */
  readonly day: number;
  readonly market: string | null;
  readonly differences: bigint;
}

/**
 * The sums of the books by day, category and market, in one reading of the units. A day begins at
 * each of `starts`: the bounds come from us, because the database may know other zones than we do.
 */
export async function selectDaySums(
  db: Db,
  books: Books,
  starts: readonly Instant[],
): Promise<DaySum[]> {
  const { rows } = await db.query<DaySum>({
    name: "ledger-day-sums",
    text: `
select width_bucket(u.delivered_at, $7::timestamptz[]) as day, u.charge ->> 'category' as category,
       u.charge ->> 'market' as market, ${SUMS},
       count(*) filter (where ${DIFFERS}) as differences
from unit u
where ${OF_BOOKS}
group by 1, 2, 3`,
    values: [...booksValues(books), books.currency, starts.map((start) => new Date(start))],
  });
  return rows;
}

export interface TemplateSum extends CategorySum {
  readonly template: string;
}

/** The sums of the books by template, of those whose content is kept. */
export async function selectTemplateSums(db: Db, books: Books): Promise<TemplateSum[]> {
  const { rows } = await db.query<TemplateSum>({
    name: "ledger-template-sums",
    text: `
select w.content ->> 'name' as template, u.charge ->> 'category' as category, ${SUMS}
from unit u
join message m on m.number_id = u.number_id and m.wamid = u.wamid and m.kind = 'template'
join message_content w
  on w.number_id = m.number_id and w.month = m.content_month and w.wamid = m.wamid
where ${OF_BOOKS}
group by 1, 2`,
    values: [...booksValues(books), books.currency],
  });
  return rows;
}

export interface OpenedSum {
  readonly category: ConversationCategory;
  readonly initiated_by: "business" | "customer";
  readonly opened: bigint;
}

/**
 * How many conversations the units of the books opened. Found by the unit that opened each, and not
 * by the conversation's own moment: so it has an account, and the number opens to just these lines.
 */
export async function selectOpenedSums(db: Db, books: Books): Promise<OpenedSum[]> {
  const { rows } = await db.query<OpenedSum>({
    name: "ledger-opened-sums",
    text: `
select c.category, c.initiated_by, count(distinct c.opened_by) as opened
from unit u
join conversation c
  on c.number_id = u.number_id and c.category = u.folded -> 'conversation' ->> 'category'
  and c.opened_by = u.wamid
where ${OF_BOOKS}
group by 1, 2`,
    values: booksValues(books),
  });
  return rows;
}

/** How many units of the books are of messages that another tool on the same number sent. */
export async function countByOtherTools(db: Db, books: Books): Promise<bigint> {
  const { rows } = await db.query<{ readonly units: bigint }>({
    name: "ledger-by-other-tools",
    text: `
select count(*) as units
from unit u
join message o on o.number_id = u.number_id and o.wamid = u.wamid and o.origin = 'unknown'
where ${OF_BOOKS}`,
    values: booksValues(books),
  });
  return rows[0]?.units ?? 0n;
}
