import type { Instant } from "../instant.ts";
import { startOfDay } from "../zone.ts";

/**
 * One dated price: in force from 00:00 of `from` in the account's zone until the next of its key.
 */
export interface RateRow {
  readonly from: string;
  readonly pricingModel: "CBP-UIC/BIC" | "CBP" | "PMP";
  readonly market: string;
  readonly category: string;
  readonly currency: string;
  readonly amountMicros: number;
  readonly confidence: string;
  readonly source: string;
}

export interface RateQuestion {
  readonly at: Instant;
  readonly timeZone: string;
  readonly market: string;
  readonly category: string;
  readonly currency: string;
}

/** Prices by date. `undefined` is unknown: a span for which no card was ever seen has no price. */
export interface RateCard {
  rateAt(question: RateQuestion): RateRow | undefined;
}

/** A day from which a price is not known, until the next row of its key. */
export interface RateGap {
  readonly market: string;
  readonly category: string;
  readonly from: string;
  readonly why: string;
}

/** A row and the day before which it ends, if it ends. */
interface Span {
  readonly row: RateRow;
  readonly to: string | undefined;
}

/** When each way of charging ended; a price of one says nothing about the next. */
const MODEL_ENDS: Readonly<Record<RateRow["pricingModel"], string | undefined>> = {
  "CBP-UIC/BIC": "2023-06-01",
  CBP: "2025-07-01",
  PMP: undefined,
};

/**
 * A rate card of `rows` (SPEC P18, P19).
 *
 * A row ends at the next row of its market, category and currency, where its way of charging ends,
 * and, if it is not in dollars, on the first day on which the dollar price of its key changed:
 * cards in other currencies follow the dollar's, and one that was not seen is not the one before.
 * `gaps` end a row too: a row from before a gap says nothing about what comes in it.
 */
export function rateCardFrom(rows: readonly RateRow[], gaps: readonly RateGap[] = []): RateCard {
  const spans = spansFrom(rows, gaps);
  return {
    rateAt({ at, timeZone, market, category, currency }) {
      const known = spans.get(keyOf(market, category, currency));
      if (known === undefined) return undefined;
      for (let index = known.length - 1; index >= 0; index--) {
        const span = known[index];
        if (span === undefined || at < startOfDay(span.row.from, timeZone)) continue;
        const hasEnded = span.to !== undefined && at >= startOfDay(span.to, timeZone);
        return hasEnded ? undefined : span.row;
      }
      return undefined;
    },
  };
}

function spansFrom(
  rows: readonly RateRow[],
  gaps: readonly RateGap[],
): ReadonlyMap<string, readonly Span[]> {
  const byKey = new Map<string, RateRow[]>();
  for (const row of rows) {
    const key = keyOf(row.market, row.category, row.currency);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [row]);
    else known.push(row);
  }
  for (const known of byKey.values()) known.sort((a, b) => (a.from < b.from ? -1 : 1));
  const spans = new Map<string, readonly Span[]>();
  for (const [key, known] of byKey) {
    spans.set(
      key,
      known.map((row, index) => {
        const dollars = byKey.get(keyOf(row.market, row.category, "USD")) ?? [];
        const ends = [
          known[index + 1]?.from,
          MODEL_ENDS[row.pricingModel],
          row.currency === "USD" ? undefined : dollarChangeAfter(row.from, dollars),
          ...gaps.filter((gap) => isOf(gap, row)).map((gap) => gap.from),
        ];
        return { row, to: ends.filter((end) => end !== undefined).sort()[0] };
      }),
    );
  }
  return spans;
}

/** The first day after `from` on which the price in dollars is another than it was on `from`. */
function dollarChangeAfter(from: string, dollars: readonly RateRow[]): string | undefined {
  const inForce = dollars.findLast((row) => row.from <= from);
  return dollars.find((row) => row.from > from && row.amountMicros !== inForce?.amountMicros)?.from;
}

function isOf(gap: RateGap, row: RateRow): boolean {
  return gap.market === row.market && gap.category === row.category && row.from < gap.from;
}

function keyOf(market: string, category: string, currency: string): string {
  return `${market}\n${category}\n${currency}`;
}
