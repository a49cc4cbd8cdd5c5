import { chargeOf, type Unit } from "@casement/engine";
import type { ClientBase, Pool, PoolClient } from "pg";
import { type Recorded, recordChanges } from "../downstream/record-changes.ts";
import type { NativeEvent, Tell } from "../events/native-event.ts";
import type { Ids } from "../ids.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import { NotOwner, type Owner } from "../numbers/owner.ts";
import { priceChanged } from "./charge-event.ts";
import { unitKey } from "./posting.ts";
import { book, isSame, type Rating, rowOf, type WideAllowance } from "./rate.ts";
import { putUnits, type RatedUnit, selectFirstOfAllowance, selectUncounted } from "./unit-store.ts";

export interface AccountRating {
  readonly owner: Owner;
  readonly ids: Ids;
  /** Where the units of a number are read that another node owns. */
  readonly db: Pool;
  /** Told what a transaction has recorded, once it is committed. */
  readonly recorded: (numberId: bigint, what: Recorded) => void;
}

/** A unit with the number that it went out from. */
interface Counted extends RatedUnit {
  readonly numberId: bigint;
}

/**
 * Counts an allowance that the numbers of an account share, and prices what was waiting for that.
 *
 * Outside the hot path, one number after another: each is read and written by its owner in its own
 * transaction, and no statement names two (decision 0004). What changed in between is counted next
 * time: every unit that comes asks for it again. So it is with a number that another node owns: its
 * units count here, and are priced there.
 */
export async function rateAccount(
  { owner, ids, db, recorded }: AccountRating,
  numberIds: readonly bigint[],
  { key, free }: WideAllowance,
  rating: Rating,
): Promise<void> {
  const counted: Counted[] = [];
  for (const numberId of numberIds) {
    const read = async (from: Pick<ClientBase, "query">): Promise<RatedUnit[]> => {
      const waiting = await selectUncounted(from, numberId, key);
      const limit = free + waiting.length;
      const first = await selectFirstOfAllowance(from, numberId, { allowance: key, limit });
      return onceEach([...first, ...waiting]);
    };
    const own = await owner.run(numberId, read).catch(unlessOwned(() => read(db)));
    counted.push(...own.map((unit) => ({ ...unit, numberId })));
  }
  counted.sort((a, b) => compareUse(a.unit, b.unit));
  const before = rating.accounts.usedBefore(key);

  for (const numberId of numberIds) {
    const rows = counted.flatMap((one, index) => {
      if (one.numberId !== numberId) return [];
      const place = before + index;
      const charge = chargeOf(one.unit, {
        account: rating.accounts.of(one.unit.accountId),
        rates: rating.rates,
        market: one.charge.market,
        usage: { freeUnitsUsed: Math.min(place, free) },
      });
      return isSame(charge, one.charge) ? [] : [rowOf({ ...one, charge }, key)];
    });
    if (rows.length === 0) continue;
    const write = (client: PoolClient): Promise<void> =>
      inOwnTransaction(client, async () => {
        await putUnits(client, numberId, rows);
        const native: NativeEvent[] = [];
        const tell: Tell = (event) => void native.push(event);
        await book(client, numberId, rows, [], { ...rating, tell });
        const recording = { now: rating.now, ids };
        const shown = rows.map(priceChanged);
        recorded(numberId, await recordChanges(client, numberId, { shown, native }, recording));
      });
    await owner.run(numberId, write).catch(unlessOwned(async () => {}));
  }
}

/** What to do where another node owns the number; any other failure passes. */
function unlessOwned<T>(instead: () => Promise<T>): (error: unknown) => Promise<T> {
  return (error) => {
    if (!(error instanceof NotOwner)) throw error;
    return instead();
  };
}

function onceEach(units: readonly RatedUnit[]): RatedUnit[] {
  return [...new Map(units.map((one) => [unitKey(one.unit), one])).values()];
}

/** The order in which units use an allowance up: by delivery, then wamid, then recipient. */
function compareUse(a: Unit, b: Unit): number {
  if (a.deliveredAt !== b.deliveredAt) return a.deliveredAt - b.deliveredAt;
  const [one, other] = [unitKey(a), unitKey(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
