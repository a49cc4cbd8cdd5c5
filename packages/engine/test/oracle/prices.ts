import type { Account, ChargeCategory, RateRow } from "@casement/engine";
import { META_RATE_GAPS } from "../../src/rates/gaps.ts";
import { META_RATE_ROWS } from "../../src/rates/meta-rates.ts";
import { dayOf, isByMessage, isSince } from "./dates.ts";

/** What a message costs by the cards, at the moment it is delivered (P18). */
export function priceAt(
  at: number,
  { account, market, category }: { account: Account; market: string; category: ChargeCategory },
): RateRow | undefined {
  const day = dayOf(at, account.timeZone);
  const own = rowOn(day, { market, category, currency: account.currency });
  if (own !== undefined) return own;
  const isOctober = isSince("2026-10-01", at, account);
  const like =
    category === "service" && isOctober // P11
      ? "utility"
      : category === "marketing_lite" && isByMessage(at, account) // P6
        ? "marketing"
        : undefined;
  if (like === undefined) return undefined;
  return rowOn(day, { market, category: like, currency: account.currency });
}

type Key = Pick<RateRow, "market" | "category" | "currency">;

/** The row in force on `day`, if it has not ended (P20). */
function rowOn(day: string, key: Key): RateRow | undefined {
  const row = lastRow(day, key);
  if (row === undefined) return undefined;
  const hasEnded = hasWayOfChargingEnded(row, day) || hasDollarMoved(row, day) || isInGap(row, day);
  return hasEnded ? undefined : row;
}

function lastRow(day: string, key: Key): RateRow | undefined {
  const rows = rowsOf(key).filter(({ from }) => from <= day);
  return rows.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
}

function rowsOf({ market, category, currency }: Key): RateRow[] {
  return META_RATE_ROWS.filter(
    (row) => row.market === market && row.category === category && row.currency === currency,
  );
}

function hasWayOfChargingEnded(row: RateRow, day: string): boolean {
  if (row.pricingModel === "CBP-UIC/BIC") return day >= "2023-06-01";
  return row.pricingModel === "CBP" && day >= "2025-07-01";
}

/** Whether the price in dollars changed since a price in another currency was seen. */
function hasDollarMoved(row: RateRow, day: string): boolean {
  if (row.currency === "USD") return false;
  const dollars = { ...row, currency: "USD" };
  const then = lastRow(row.from, dollars)?.amountMicros;
  return rowsOf(dollars).some(
    ({ from, amountMicros }) => row.from < from && from <= day && amountMicros !== then,
  );
}

/** Whether the price is known to have changed unseen since (P19). */
function isInGap(row: RateRow, day: string): boolean {
  return META_RATE_GAPS.some(
    ({ market, category, from }) =>
      market === row.market && category === row.category && row.from < from && from <= day,
  );
}
