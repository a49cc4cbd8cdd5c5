import assert from "node:assert/strict";
import { monthOf } from "@casement/engine";
import type { Town } from "./town.ts";

/** Deliveries that are alike in all that an invoice tells apart, with what they cost. */
export interface Line {
  readonly volume: number;
  /** Millionths; `null`: the price of one of them is not known. */
  readonly costMicros: number | null;
}

/** The lines of a bill, by what they have in common, as text. */
export type Bill = ReadonlyMap<string, Line>;

/** What Meta would charge for a month. */
export async function invoiceOf(town: Town, month: string): Promise<Bill> {
  const { status, body } = await town.control("GET", `invoice?month=${month}`);
  assert.equal(status, 200, JSON.stringify(body));
  const bill = new Map<string, Line>();
  for (const one of body.lines) {
    const { number, country, model, category, type, currency } = one;
    const name = [number, country, model, category, type, currency].join(" | ");
    bill.set(name, { volume: one.volume, costMicros: one.costMicros });
  }
  return bill;
}

/** What the hub's ledger says of the month, by its public API, page after page. */
export async function ledgerOf(town: Town, month: string): Promise<Bill> {
  const bill = new Map<string, Line>();
  let cursor = "";
  do {
    const query = `month=${month}&limit=500${cursor}`;
    const { status, body } = await town.ask("GET", `/api/v1/ledger?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    for (const { number_id: number, charge } of body.data.lines) {
      const { market, model, category, type, currency, amount } = charge;
      const name = [number, market, model, category, type, currency].join(" | ");
      const known = bill.get(name) ?? { volume: 0, costMicros: 0 };
      const costMicros = amount === null ? null : Math.round(Number(amount) * 1e6);
      bill.set(name, { volume: known.volume + 1, costMicros: sumOf(known.costMicros, costMicros) });
    }
    const next: string | null = body.data.next_cursor;
    cursor = next === null ? "" : `&cursor=${encodeURIComponent(next)}`;
  } while (cursor !== "");
  return bill;
}

function sumOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/** What two bills do not have alike, a line each: theirs, then ours. */
export function differencesBetween(invoice: Bill, ledger: Bill): string[] {
  return [...new Set([...invoice.keys(), ...ledger.keys()])].sort().flatMap((name) => {
    const [theirs, ours] = [shown(invoice.get(name)), shown(ledger.get(name))];
    return theirs === ours ? [] : [`${name}: the invoice has ${theirs}, the ledger ${ours}`];
  });
}

function shown(line: Line | undefined): string {
  return line === undefined ? "nothing" : `${line.volume} for ${line.costMicros ?? "unknown"}`;
}

/** Every account's sum in the books is that of the month's lines which bear its name. */
export async function bookingFaults(
  town: Town,
  month: string,
  timeZone: string,
): Promise<string[]> {
  const { rows } = await town.db.query<Posting>(
    "select debit, credit, amount_micros, occurred_at from posting where number_id = $1",
    [town.numberId],
  );
  const booked = new Map<string, number>();
  for (const { debit, credit, amount_micros, occurred_at } of rows) {
    if (monthOf(occurred_at, timeZone) !== month) continue;
    const [cost, sign] = debit.startsWith("cost:") ? [debit, 1] : [credit, -1];
    const name = cost.split(":").slice(2).join(" | ");
    booked.set(name, (booked.get(name) ?? 0) + sign * Number(amount_micros));
  }
  const owed = new Map<string, number>();
  for (const [name, { costMicros }] of await ledgerOf(town, month)) {
    const [, market, , category] = name.split(" | ");
    const account = `${category} | ${market}`;
    owed.set(account, (owed.get(account) ?? 0) + (costMicros ?? 0));
  }
  return [...new Set([...booked.keys(), ...owed.keys()])].flatMap((name) => {
    const [of, to] = [booked.get(name) ?? 0, owed.get(name) ?? 0];
    return of === to ? [] : [`${name}: ${of} is booked, and the lines say ${to}`];
  });
}

interface Posting {
  readonly debit: string;
  readonly credit: string;
  readonly amount_micros: bigint;
  readonly occurred_at: Parameters<typeof monthOf>[0];
}
