import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import { chargeShape } from "../inbox/charge-shape.ts";
import { amountOf } from "./amounts.ts";
import { differenceShape, type Prices } from "./difference-shape.ts";
import { isoOf } from "./instants.ts";
import type { LedgerLineShape, LedgerShape } from "./ledger-shapes.ts";
import {
  type Books,
  type CategorySum,
  type LineFilter,
  type LineRow,
  selectCategorySums,
  selectLines,
} from "./ledger-store.ts";

/** Where a page of the ledger ended. */
export interface LinePlace {
  readonly at: Instant;
  readonly numberId: bigint;
  readonly wamid: string;
  readonly recipient: string;
}

type Sums = Pick<LedgerShape, "total" | "unknown" | "by_category">;

/** The sums of several numbers' books. Each is asked by itself, and added here. */
export async function readSums(db: Pool, all: readonly Books[]): Promise<Sums> {
  const sums = (await Promise.all(all.map((books) => selectCategorySums(db, books)))).flat();
  const categories = [...new Set(sums.map((sum) => sum.category))].sort();
  return {
    total: amountOf(added(sums, "amount_micros")),
    unknown: Number(added(sums, "unknown")),
    by_category: categories.map((category) => {
      const ofIt = sums.filter((sum) => sum.category === category);
      return {
        category,
        units: Number(added(ofIt, "units")),
        billable: Number(added(ofIt, "billable")),
        amount: amountOf(added(ofIt, "amount_micros")),
      };
    }),
  };
}

/** The sum of one column. */
export function added(
  sums: readonly CategorySum[],
  field: keyof Omit<CategorySum, "category">,
): bigint {
  return sums.reduce((sum, one) => sum + one[field], 0n);
}

export interface PageQuestion {
  readonly filter: LineFilter;
  readonly after: LinePlace | undefined;
  readonly limit: number;
  /** For what a unit would cost by our own rules, where Meta's word is another. */
  readonly prices: Prices | undefined;
}

/** One page of the units, newest first, then by number and wamid. */
export async function readLines(
  db: Pool,
  all: readonly Books[],
  page: PageQuestion,
): Promise<{ lines: LedgerLineShape[]; next: LinePlace | undefined }> {
  const ofNumbers = await Promise.all(
    all.map((books) =>
      selectLines(db, books, {
        ...placeIn(books, page.after),
        filter: page.filter,
        limit: page.limit + 1,
      }),
    ),
  );
  const rows = ofNumbers.flat().sort(inOrder);
  const kept = rows.slice(0, page.limit);
  const last = kept.at(-1);
  const isMore = rows.length > kept.length && last !== undefined;
  return {
    lines: kept.map((row) => lineShape(row, page.prices)),
    next: isMore
      ? {
          at: last.delivered_at,
          numberId: last.number_id,
          wamid: last.wamid,
          recipient: last.recipient,
        }
      : undefined,
  };
}

/** Where to go on in one number's books: of equal moments, lesser numbers have all been given. */
function placeIn(
  { numberId, to }: Books,
  after: LinePlace | undefined,
): { from: Instant; after: { wamid: string; recipient: string } } {
  if (after === undefined) return { from: to, after: BEFORE_ALL };
  if (numberId === after.numberId) return { from: after.at, after };
  return { from: after.at, after: numberId > after.numberId ? BEFORE_ALL : AFTER_ALL };
}

function inOrder(a: LineRow, b: LineRow): number {
  if (a.delivered_at !== b.delivered_at) return b.delivered_at - a.delivered_at;
  if (a.number_id !== b.number_id) return a.number_id < b.number_id ? -1 : 1;
  if (a.wamid !== b.wamid) return a.wamid < b.wamid ? -1 : 1;
  return a.recipient < b.recipient ? -1 : 1;
}

export function lineShape(row: LineRow, prices: Prices | undefined): LedgerLineShape {
  return {
    number_id: String(row.number_id),
    thread_id: row.thread_id,
    wamid: row.wamid,
    recipient: row.recipient,
    delivered_at: isoOf(row.delivered_at),
    customer: row.name ?? (row.phone === null ? row.username : `+${row.phone}`),
    template: row.template,
    charge: chargeShape(row.charge, row.state, row.delivered_at),
    difference: differenceShape(row.unit, row.charge, prices),
  };
}

/** Ids are ASCII: none comes after the last character of Unicode. */
const BEFORE_ALL = { wamid: "", recipient: "" };
const AFTER_ALL = { wamid: "\u{10ffff}", recipient: "" };
