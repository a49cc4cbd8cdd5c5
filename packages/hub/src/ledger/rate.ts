import {
  allowanceOf,
  type Charge,
  chargeOf,
  type Instant,
  marketOf,
  monthOf,
  type RateCard,
  type Unit,
} from "@casement/engine";
import type { ClientBase } from "pg";
import type { Tell } from "../events/native-event.ts";
import type { AccountBook } from "../numbers/account-book.ts";
import type { Where } from "../threads/stated-names.ts";
import { chargeBooked } from "./charge-event.ts";
import { type Booked, NOTHING_BOOKED, postingsFor, unitKey } from "./posting.ts";
import { insertPostings, selectBooked } from "./posting-store.ts";
import { markUnitDays } from "./unit-day-store.ts";
import {
  deleteUnits,
  putUnits,
  type RatedUnit,
  selectFirstOfAllowance,
  type UnitRow,
  type UnitState,
} from "./unit-store.ts";

type Db = Pick<ClientBase, "query">;

/** A unit of the fold, with what chooses its market. */
export interface UnitToRate {
  readonly unit: Unit;
  readonly threadId: string;
  readonly customer: Where;
  /** The market that was found while the facts were there of what lies below the floor (R8). */
  readonly market?: string | null | undefined;
}

export interface Rating {
  readonly accounts: AccountBook;
  readonly rates: RateCard;
  readonly now: Instant;
  /** Told of an allowance that counts over several numbers: somebody must count it afterwards. */
  readonly countWide: (allowance: WideAllowance) => void;
  /** Told what programs may want to hear of, in the transaction that it comes of. */
  readonly tell?: Tell | undefined;
}

/** Free units that all numbers of an account share in a month (SPEC T1 of the engine). */
export interface WideAllowance {
  readonly accountId: bigint;
  /**
   * The number that asks; the account's only one, as far as we know, if the account is not ours.
   */
  readonly numberId: bigint;
  readonly key: string;
  readonly free: number;
}

/** An allowance that this batch touched: its key, how many units are free, and how many are new. */
interface Touched {
  readonly key: string;
  readonly free: number;
  fresh: number;
}

/** What a fold made, and what stood there before. */
export interface Folding {
  readonly units: readonly UnitToRate[];
  /** The units of threads that were folded anew, as they stood. What is not found again goes. */
  readonly known: readonly RatedUnit[];
}

/**
 * Gives units their place in the month and their amount, and books what changed: the second step,
 * after the fold (decision 0004).
 *
 * Only the first free units of an allowance and as many after them as are new can change their
 * price: a late unit pushes at most one over the threshold, and one that draws on the allowance no
 * more lets one back. What counts over several numbers (an account's allowance before November
 * 2024) stays unknown here, until `rate-account.ts` has counted.
 *
 * Gives those that have another place or price than they were last shown with, in whatever thread.
 */
export async function rateUnits(
  db: Db,
  numberId: bigint,
  { units, known }: Folding,
  rating: Rating,
): Promise<readonly UnitRow[]> {
  if (units.length === 0 && known.length === 0) return [];
  const touched = new Map<string, Touched>();
  const rows = units.map((one) => firstRating(numberId, one, rating, touched));
  const before = [...known.map(({ unit }) => unit), ...units.flatMap(({ unit }) => asAnswer(unit))];
  for (const unit of before) touch(numberId, unit, rating, touched);
  const found = new Set(rows.map(({ unit }) => unitKey(unit)));
  const gone = known.filter(({ unit }) => !found.has(unitKey(unit)));
  await putUnits(db, numberId, rows);
  await deleteUnits(
    db,
    numberId,
    gone.map((one) => one.unit),
  );

  const moved: UnitRow[] = [];
  for (const allowance of touched.values()) {
    moved.push(...(await ratedAgain(db, numberId, allowance, rating)));
  }
  await putUnits(db, numberId, moved);
  const last = new Map([...rows, ...moved].map((row) => [unitKey(row.unit), row]));
  await book(db, numberId, [...last.values()], gone, rating);
  const left = known.filter(
    ({ unit }) => last.get(unitKey(unit))?.unit.deliveredAt !== unit.deliveredAt,
  );
  await markUnitDays(
    db,
    numberId,
    left.map(({ unit }) => unit.deliveredAt),
  );
  const stood = new Map(known.map(({ unit, charge }) => [unitKey(unit), charge]));
  const shown = new Set(moved.map(({ unit }) => unitKey(unit)));
  return [...last].flatMap(([key, row]) => {
    const before = stood.get(key);
    const hasMoved = before === undefined ? shown.has(key) : !isSame(row.charge, before);
    return hasMoved ? [row] : [];
  });
}

/**
 * A unit's charge as if its allowance were used up; `ratedAgain` gives the first ones theirs free.
 */
function firstRating(
  numberId: bigint,
  one: UnitToRate,
  rating: Rating,
  touched: Map<string, Touched>,
): UnitRow {
  const { unit, threadId } = one;
  const account = rating.accounts.of(unit.accountId);
  const market =
    one.market === undefined
      ? marketOf(one.customer, unit.deliveredAt, account.timeZone)
      : one.market;
  const allowance = touch(numberId, unit, rating, touched);
  if (allowance !== undefined) allowance.fresh += 1;
  const context = { account, rates: rating.rates, market };
  const usage = { freeUnitsUsed: allowance?.free ?? 0 };
  const charge = chargeOf(unit, { ...context, usage });
  const isWide = allowance !== undefined && !isOfNumber(allowance.key);
  const counted = isWide ? openPosition(charge) : charge;
  return rowOf({ unit, threadId, charge: counted }, allowance?.key ?? null);
}

/** The allowance that a unit draws on, to be counted again. */
function touch(
  numberId: bigint,
  unit: Unit,
  rating: Rating,
  touched: Map<string, Touched>,
): Touched | undefined {
  const allowance = allowanceOf(unit, rating.accounts.of(unit.accountId));
  if (allowance === undefined) return undefined;
  const { free } = allowance;
  const key = scopeKeyOf(unit.accountId, allowance);
  const known = touched.get(key) ?? { key, free, fresh: 0 };
  touched.set(key, known);
  if (allowance.scope === "account" && unit.accountId !== undefined) {
    rating.countWide({ accountId: BigInt(unit.accountId), numberId, key, free });
  }
  return known;
}

/**
 * A unit as an answer that is charged for, if we or Meta say now that it is any answer. Before both
 * had said what they say now it may have been that, and no row of before tells: one that is folded
 * on is not asked for.
 */
function asAnswer(unit: Unit): Unit[] {
  const { reported, category, derived } = unit;
  if (!reported || (category !== "service" && derived?.category !== "service")) return [];
  const pricing = { category: "service", type: "regular", billable: "by_allowance" } as const;
  return [{ ...unit, ...pricing, derived: undefined, reported: false }];
}

function isOfNumber(allowance: string): boolean {
  return allowance.startsWith("number:");
}

/** `number:2026-10`, or `account:100000000000010:2023-07` where all numbers of an account share. */
export function scopeKeyOf(
  accountId: string | undefined,
  { scope, month }: { readonly scope: "number" | "account"; readonly month: string },
): string {
  return scope === "number" ? `number:${month}` : `account:${accountId}:${month}`;
}

/** The price of what counts over several numbers is not known before somebody has counted. */
export function openPosition(charge: Charge): Charge {
  return { ...charge, amountMicros: null, billable: null, position: null };
}

/**
 * Counts an allowance of the number anew: what was used of it before we listened has changed. Gives
 * the units that moved by that.
 */
export async function rateAllowanceAgain(
  db: Db,
  numberId: bigint,
  { key, free }: Pick<Touched, "key" | "free">,
  rating: Rating,
): Promise<readonly UnitRow[]> {
  const moved = await ratedAgain(db, numberId, { key, free, fresh: 0 }, rating);
  await putUnits(db, numberId, moved);
  await book(db, numberId, moved, [], rating);
  return moved;
}

async function ratedAgain(
  db: Db,
  numberId: bigint,
  { key, free, fresh }: Touched,
  rating: Rating,
): Promise<UnitRow[]> {
  if (!isOfNumber(key)) return [];
  const first = await selectFirstOfAllowance(db, numberId, { allowance: key, limit: free + fresh });
  const before = rating.accounts.usedBefore(key);
  return first.flatMap((one, index) => {
    const place = before + index;
    const charge = chargeOf(one.unit, {
      account: rating.accounts.of(one.unit.accountId),
      rates: rating.rates,
      market: one.charge.market,
      usage: { freeUnitsUsed: Math.min(place, free) },
    });
    return isSame(charge, one.charge) ? [] : [rowOf({ ...one, charge }, key)];
  });
}

export function rowOf(rated: RatedUnit, allowance: string | null): UnitRow {
  return { ...rated, allowance, state: stateOf(rated) };
}

function stateOf({ unit, charge }: RatedUnit): UnitState {
  if (charge.amountMicros === null) return charge.billable === false ? "free" : "unknown";
  if (charge.amountMicros === 0) return "free";
  return unit.reported ? "confirmed" : "accrued";
}

/** Brings the books to what the units cost now. */
export async function book(
  db: Db,
  numberId: bigint,
  rows: readonly UnitRow[],
  gone: readonly RatedUnit[],
  rating: Rating,
): Promise<void> {
  const free = gone.map((one) => ({ ...one, charge: { ...one.charge, amountMicros: 0 } }));
  const all: RatedUnit[] = [...rows, ...free];
  const booked = await selectBooked(
    db,
    numberId,
    all.map((one) => unitKey(one.unit)),
  );
  const bookedOf = (unit: Unit): Booked => booked.get(unitKey(unit)) ?? NOTHING_BOOKED;
  const postings = all.flatMap((one) => {
    const { unit, charge } = one;
    const { timeZone } = rating.accounts.of(unit.accountId);
    const found = postingsFor(numberId, unit, charge, { booked: bookedOf(unit), timeZone });
    for (const posting of found) rating.tell?.(chargeBooked(posting, one));
    return found.map((one) => ({ ...one, month: monthOf(one.occurredAt, timeZone) }));
  });
  await markUnitDays(
    db,
    numberId,
    all.map(({ unit }) => unit.deliveredAt),
  );
  const openMonth = monthOf(rating.now, rating.accounts.of(undefined).timeZone);
  await insertPostings(db, numberId, postings, { recordedAt: rating.now, openMonth });
  const changed = new Set(postings.map((one) => one.unit));
  const corrected = rows.filter(
    (row) => row.state !== "corrected" && isCorrected(row, bookedOf(row.unit), changed),
  );
  await putUnits(
    db,
    numberId,
    corrected.map((row) => ({ ...row, state: "corrected" as const })),
  );
}

function isCorrected({ unit }: UnitRow, booked: Booked, changed: ReadonlySet<string>): boolean {
  return booked.count > 1 || (booked.count > 0 && changed.has(unitKey(unit)));
}

export function isSame(a: Charge, b: Charge): boolean {
  return (
    a.amountMicros === b.amountMicros &&
    a.category === b.category &&
    a.type === b.type &&
    a.billable === b.billable &&
    a.position === b.position
  );
}
