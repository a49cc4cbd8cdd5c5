import { META_RATE_ROWS } from "@casement/engine/rates";
import type { Value } from "./world.ts";

// What a month of deliveries costs, said again from the webhooks and Meta's list alone: no rule of
// the engine's is asked. Only for what the test of thirty days does: one number in UTC, prices in
// dollars, message pricing, and no entry points.

/** What a business sent, by the id of the message: a template's category, or `service`. */
export type SentCategories = ReadonlyMap<string, string>;

/** Deliveries of a month with one category, and what they cost together. */
export interface MonthSum {
  readonly month: string;
  readonly category: string;
  readonly volume: number;
  readonly costMicros: number;
}

/** Adds up what was delivered, by month and category, from the values of all webhooks. */
export function monthSums(values: readonly Value[], sent: SentCategories): MonthSum[] {
  const heard = heardFrom(values);
  const delivered = values
    .flatMap((value) => value.statuses ?? [])
    .filter(({ status }: Value) => status === "delivered")
    .sort((a: Value, b: Value) => Number(a.timestamp) - Number(b.timestamp));
  const sums = new Map<string, MonthSum>();
  let serviceInMonth = { month: "", count: 0 };
  for (const { id, recipient_id: phone, timestamp } of delivered) {
    const at = Number(timestamp);
    const day = new Date(at * 1_000).toISOString().slice(0, 10);
    const month = day.slice(0, 7);
    const category = sent.get(id) ?? "never sent";
    if (serviceInMonth.month !== month) serviceInMonth = { month, count: 0 };
    if (category === "service") serviceInMonth.count += 1;
    const isInWindow = (heard.get(phone) ?? []).some((from) => from <= at && at < from + 86_400);
    const isFree = day < "2026-10-01" ? isFreeBefore(category, isInWindow) : isFreeSince(category);
    const known = sums.get(`${month} ${category}`);
    sums.set(`${month} ${category}`, {
      ...{ month, category, volume: (known?.volume ?? 0) + 1 },
      costMicros: (known?.costMicros ?? 0) + (isFree ? 0 : listPrice(phone, category, day)),
    });
  }
  return [...sums.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

  /** From October 2026 all is charged but the first thousand service messages of a month. */
  function isFreeSince(category: string): boolean {
    return category === "service" && serviceInMonth.count <= 1_000;
  }
}

/** Until then service was free, and a utility template in a window. */
function isFreeBefore(category: string, isInWindow: boolean): boolean {
  return category === "service" || (category === "utility" && isInWindow);
}

/** When each customer wrote, in seconds. */
function heardFrom(values: readonly Value[]): Map<string, number[]> {
  const heard = new Map<string, number[]>();
  for (const { from, timestamp } of values.flatMap((value) => value.messages ?? [])) {
    heard.set(from, [...(heard.get(from) ?? []), Number(timestamp)]);
  }
  return heard;
}

function listPrice(phone: string, category: string, day: string): number {
  const market = MARKETS.get(phone.slice(0, 2));
  const rows = META_RATE_ROWS.filter(
    (row) =>
      row.market === market &&
      row.category === category &&
      row.currency === "USD" &&
      row.from <= day,
  );
  const row = rows.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
  if (row === undefined) throw new Error(`no price for ${category} to ${phone} on ${day}`);
  return row.amountMicros;
}

export function keyOf({ month, category }: { month: string; category: string }): string {
  return `${month} ${category}`;
}

/** The calling codes of the customers in the test. */
const MARKETS: ReadonlyMap<string, string> = new Map([
  ["44", "United Kingdom"],
  ["49", "Germany"],
  ["55", "Brazil"],
  ["91", "India"],
]);
