import { type Instant, initiatorOf, instantFromMs, regimeAt, startOfDay } from "@casement/engine";
import type { Pool } from "pg";
import { scopeKeyOf } from "../ledger/rate.ts";
import { countUsed } from "../ledger/usage-store.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Directory } from "../numbers/directory.ts";
import { amountOf } from "./amounts.ts";
import type { Asked } from "./ledger-books.ts";
import type { DayInNumbers, LedgerDays } from "./ledger-days.ts";
import type { DaySum } from "./ledger-month-store.ts";
import { added } from "./ledger-page.ts";
import { readSeal } from "./ledger-seal.ts";
import type { FreeUnitsShape, LedgerMonthShape } from "./ledger-shapes.ts";
import type { CategorySum } from "./ledger-store.ts";

interface Reading {
  readonly db: Pool;
  readonly directory: Directory;
  readonly ledgerDays: LedgerDays;
  readonly now: Instant;
}

/**
 * A month in numbers. Each number's books are asked by themselves, and added here: each may live on
 * another server.
 */
export async function readMonth(
  { db, directory, ledgerDays, now }: Reading,
  { account, month, books }: Asked,
): Promise<LedgerMonthShape> {
  const timeZone = account?.rules.timeZone ?? "UTC";
  const days = daysOf(month);
  const bounds = [...days, nextMonth(month)].map((day) => startOfDay(day, timeZone));
  const spans = bounds.slice(1).map((to, i) => ({ from: bounds[i] ?? to, to }));
  const [numbers, freeUnits, seal] = await Promise.all([
    Promise.all(books.map((one) => ledgerDays.read(db, { books: one, days: spans, now }))),
    account === undefined ? [] : readFreeUnits({ db, directory }, { account, month, books }),
    readSeal(db, { month, books }),
  ]);
  const inNumbers = numbers.flat();
  const all = inNumbers.flatMap(({ sums }) => sums);
  const templates = inNumbers.flatMap((one) => one.templates);
  const others = inNumbers.flatMap((one) => one.others);
  return {
    month,
    account_id: account === undefined ? null : String(account.accountId),
    currency: account?.rules.currency ?? null,
    time_zone: timeZone,
    ...sumsShape(all),
    by_other_tools: Number(others.reduce((sum, one) => sum + one.units, 0n)),
    differences: Number(all.reduce((sum, one) => sum + one.differences, 0n)),
    days: byDay(numbers, days),
    categories: grouped(all, (one) => [one.category]).map(({ key: [category = ""], sums: of }) => ({
      category,
      ...sumsShape(of),
    })),
    markets: grouped(all, (one) => [one.market])
      .map(({ key: [market = null], sums: of }) => ({ market, ...sumsShape(of) }))
      .sort(byAmount),
    templates: grouped(templates, (one) => [one.template, one.category])
      .map(({ key: [template = "", category = ""], sums: of }) => ({
        template,
        category,
        ...sumsShape(of),
      }))
      .sort(byAmount),
    conversations: openedShape(all),
    free_units: freeUnits,
    seal,
  };
}

function byDay(
  numbers: readonly (readonly DayInNumbers[])[],
  days: readonly string[],
): LedgerMonthShape["days"] {
  return days.flatMap((day, i) => {
    const sums = numbers.flatMap((inDays) => inDays[i]?.sums ?? []);
    return grouped(sums, (one) => [one.category]).map(({ key: [category = ""], sums: of }) => ({
      day,
      category,
      ...sumsShape(of),
    }));
  });
}

/** The rows that have the same key, in the order of the keys. */
function grouped<Row extends CategorySum, Part extends string | null>(
  rows: readonly Row[],
  keyOf: (row: Row) => readonly Part[],
): { readonly key: readonly Part[]; readonly sums: readonly Row[] }[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(keyOf(row)));
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, sums]) => {
      const [first] = sums;
      return first === undefined ? [] : [{ key: keyOf(first), sums }];
    });
}

type SumsShape = Pick<LedgerMonthShape, "units" | "billable" | "unknown" | "amount">;

function sumsShape(sums: readonly CategorySum[]): SumsShape {
  return {
    units: Number(added(sums, "units")),
    billable: Number(added(sums, "billable")),
    unknown: Number(added(sums, "unknown")),
    amount: amountOf(added(sums, "amount_micros")),
  };
}

/** Dearest first, then the most; the order before decides between equals. */
function byAmount(a: SumsShape, b: SumsShape): number {
  return Number(b.amount) - Number(a.amount) || b.units - a.units;
}

function openedShape(sums: readonly DaySum[]): LedgerMonthShape["conversations"] {
  const opening = Map.groupBy(sums, ({ opened }) => opened);
  return [...opening]
    .flatMap(([category, of]) => (category === null ? [] : [{ category, of }]))
    .sort((a, b) => (a.category < b.category ? -1 : 1))
    .map(({ category, of }) => ({
      category,
      initiated_by: initiatorOf(category),
      opened: Number(added(of, "units")),
    }));
}

/** The free units of the month by the rules at its end, and how many of them are used. */
async function readFreeUnits(
  { db, directory }: Pick<Reading, "db" | "directory">,
  { account, month, books }: Asked & { readonly account: AccountRow },
): Promise<FreeUnitsShape[]> {
  const end = startOfDay(nextMonth(month), account.rules.timeZone);
  const { allowance } = regimeAt(justBefore(end), account.rules);
  if (allowance === null) return [];
  const { scope, units, of } = allowance;
  const accountId = String(account.accountId);
  const key = scopeKeyOf(accountId, { scope, month });
  const usedOf = (numberId: bigint): Promise<number> =>
    countUsed(db, numberId, { allowance: key, limit: units });
  const before = (numberId: bigint): number => directory.usedBefore(numberId, key);
  const shape = (numberId: bigint | null, used: number): FreeUnitsShape => ({
    scope,
    number_id: numberId === null ? null : String(numberId),
    phone: numberId === null ? null : (directory.number(numberId)?.displayPhone ?? null),
    of: [...of],
    units,
    used: Math.min(used, units),
    left: Math.max(0, units - used),
  });
  if (scope === "number") {
    return Promise.all(
      books.map(async ({ numberId }) =>
        shape(numberId, before(numberId) + (await usedOf(numberId))),
      ),
    );
  }
  const used = await Promise.all(directory.numbersOf(account.accountId).map(usedOf));
  return [
    shape(
      null,
      used.reduce((sum, one) => sum + one, before(0n)),
    ),
  ];
}

function justBefore(at: Instant): Instant {
  return instantFromMs(at - 1);
}

function nextMonth(month: string): string {
  return Temporal.PlainDate.from(`${month}-01`).add({ months: 1 }).toString();
}

function daysOf(month: string): string[] {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month);
  return Array.from(
    { length: daysInMonth },
    (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`,
  );
}
