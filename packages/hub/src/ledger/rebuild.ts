import {
  type Accounts,
  allowanceOf,
  type Charge,
  chargeOf,
  marketOf,
  type RateCard,
  type ThreadChanges,
  type ThreadState,
  type Unit,
} from "@casement/engine";
import type { ClientBase } from "pg";
import type { AccountBook } from "../numbers/account-book.ts";
import { type Addressees, selectAddressees } from "../threads/addressees.ts";
import { type Alias, namesByKind, selectAllAliases } from "../threads/alias-store.ts";
import {
  type AboveFloor,
  aboveFloor,
  conversationKey,
  foldedOn,
  joinedFloor,
  over,
  unitKeyOf,
} from "../threads/floor.ts";
import { selectFactFloor, selectFloorRows } from "../threads/floor-store.ts";
import { customerAt } from "../threads/stated-names.ts";
import { selectThreads, type ThreadRow } from "../threads/thread-store.ts";
import { selectFactsOf } from "../webhook/fact-store.ts";
import { type BelowFloor, selectBelow } from "./below-floor-store.ts";
import { type CanonicalDump, type DumpedUnit, dumpLines } from "./canonical-dump.ts";
import { unitKey } from "./posting.ts";
import { openPosition, type Rating, scopeKeyOf, type UnitToRate } from "./rate.ts";

type Db = Pick<ClientBase, "query">;

/** A thread as its facts alone make it. Its names are recorded, and kept. */
export interface RebuiltThread {
  readonly numberId: bigint;
  readonly threadId: string;
  readonly names: readonly Alias[];
  /** As it is stored; `undefined`: it has names and no row. */
  readonly row: ThreadRow | undefined;
  readonly state: ThreadState;
  readonly changes: ThreadChanges;
  /** What of it was folded anew: all else was taken as it is stored. */
  readonly above: AboveFloor;
  /** The markets of the units that were. */
  readonly markets: BelowFloor["markets"];
  /** To whom its messages went, if somebody merged several customers. */
  readonly addressees: Addressees | undefined;
}

/** A unit with its thread, and the charge it has when all are counted at once. */
export interface RebuiltUnit extends DumpedUnit {
  readonly numberId: bigint;
  readonly threadId: string;
}

/**
 * The dump that follows from the facts of a number and nothing else: folded from its floor, rated
 * in one go. It must be what is stored (SPEC F2). Writes nothing.
 */
export async function rebuiltDump(
  db: Db,
  numberId: bigint,
  rating: Omit<Rating, "countWide">,
): Promise<CanonicalDump> {
  const all = await rebuiltThreads(db, numberId, rating.accounts);
  const threads = all.filter((thread) => thread.row !== undefined);
  return dumpLines({
    windows: threads.flatMap(({ names, changes }) =>
      changes.windows.map((window) => ({ customer: customerIn(names), window })),
    ),
    conversations: threads.flatMap(({ changes }) => changes.conversations.map(dumpedConversation)),
    units: ratedUnits(threads, {
      rates: rating.rates,
      bookOf: () => rating.accounts,
      isShared: () => true,
    }),
  });
}

/**
 * Every thread of a number, folded from its floor, or from its first fact as long as all are kept.
 * What lies below a floor is taken as it is stored: nothing that made it is there any more.
 */
export async function rebuiltThreads(
  db: Db,
  numberId: bigint,
  accounts: Accounts,
): Promise<RebuiltThread[]> {
  const threads: RebuiltThread[] = [];
  const aliases = await selectAllAliases(db, numberId);
  const { reachedAt } = await selectFactFloor(db, numberId);
  for (const [threadId, names] of Map.groupBy(aliases, (alias) => alias.threadId)) {
    const byKind = namesByKind(names);
    const floor = joinedFloor(await selectFloorRows(db, numberId, byKind), reachedAt);
    const facts = await selectFactsOf(db, numberId, byKind, { from: floor.at, to: null });
    const [row] = await selectThreads(db, numberId, [threadId]);
    const { state, changes } = foldedOn(floor, facts, accounts);
    const above = aboveFloor(floor);
    const below =
      above.at === null ? NOTHING : await selectBelow(db, numberId, { threadId, floor: above });
    threads.push({
      ...{ numberId, threadId, names, row, state, above, markets: below.markets },
      changes: onTop(below, changes),
      addressees: await selectAddressees(db, numberId, names),
    });
  }
  return threads;
}

const NOTHING: BelowFloor = { windows: [], conversations: [], units: [], markets: new Map() };

function onTop(below: ThreadChanges, above: ThreadChanges): ThreadChanges {
  return {
    windows: over(below.windows, above.windows, (one) => one.openedAt),
    conversations: over(below.conversations, above.conversations, conversationKey),
    units: over(below.units, above.units, unitKeyOf),
  };
}

/** A conversation as the dump and the database have it: what is not there is null. */
export function dumpedConversation(one: ThreadChanges["conversations"][number]): object {
  return { ...one, closedEarlyAt: one.closedEarlyAt ?? null };
}

export interface Counting {
  readonly rates: RateCard;
  readonly bookOf: (numberId: bigint) => AccountBook;
  /** Whether the numbers of this account are counted together, where a regime lets them share. */
  readonly isShared: (accountId: string) => boolean;
}

/** Every unit of these threads with its place in the month counted over all of them at once. */
export function ratedUnits(threads: readonly RebuiltThread[], counting: Counting): RebuiltUnit[] {
  const units = threads.flatMap((thread) => thread.changes.units.map((unit) => ({ unit, thread })));
  units.sort((a, b) => compareUse(a.unit, b.unit));
  const used = new Map<string, number>();
  return units.map(({ unit, thread }): RebuiltUnit => {
    const { numberId, threadId } = thread;
    const book = counting.bookOf(numberId);
    const account = book.of(unit.accountId);
    const allowance = allowanceOf(unit, account);
    const key = allowance === undefined ? "" : scopeKeyOf(unit.accountId, allowance);
    const isWide = allowance?.scope === "account" && counting.isShared(unit.accountId ?? "");
    const counter = isWide ? key : `${numberId} ${key}`;
    const place = used.get(counter) ?? (key === "" ? 0 : book.usedBefore(key));
    used.set(counter, place + 1);
    const { customer, market } = whereOf(thread, unit);
    const charge: Charge = chargeOf(unit, {
      account,
      rates: counting.rates,
      usage: { freeUnitsUsed: Math.min(place, allowance?.free ?? 0) },
      market:
        market === undefined ? marketOf(customer, unit.deliveredAt, account.timeZone) : market,
    });
    // Whose allowance it would be is not known, so nobody ever counts it.
    const isOpen = allowance?.scope === "account" && unit.accountId === undefined;
    return { numberId, threadId, unit, charge: isOpen ? openPosition(charge) : charge };
  });
}

/** What chooses the market of a unit: where it went, or what was found before its facts went. */
export function whereOf(
  { row, names, markets, addressees }: RebuiltThread,
  unit: Unit,
): Pick<UnitToRate, "customer" | "market"> {
  const phone = row?.phone ?? names.find((name) => name.kind === "wa_id")?.value ?? null;
  const of = { phone, phones: row?.phones ?? null, country: row?.country ?? null };
  return {
    customer: addressees?.(unit) ?? customerAt(of, unit.deliveredAt),
    market: markets.get(unitKey(unit)),
  };
}

function customerIn(names: readonly Alias[]): string {
  return names.map((name) => `${name.kind}:${name.value}`).toSorted()[0] ?? "";
}

function compareUse(a: Unit, b: Unit): number {
  if (a.deliveredAt !== b.deliveredAt) return a.deliveredAt - b.deliveredAt;
  const [one, other] = [unitKey(a), unitKey(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
