import { chargeOf, type Unit } from "@casement/engine";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import type { Owner } from "../numbers/owner.ts";
import { unitKey } from "./posting.ts";
import { book, isSame, type Rating, rowOf, type WideAllowance } from "./rate.ts";
import { putUnits, type RatedUnit, selectFirstOfAllowance, selectUncounted } from "./unit-store.ts";

/** A unit with the number that it went out from. */
interface Counted extends RatedUnit {
  readonly numberId: bigint;
}

/**
 * Counts an allowance that the numbers of an account share, and prices what was waiting for that.
 *
 * Outside the hot path, one number after another: each is read and written by its owner in its own
 * transaction, and no statement names two (decision 0004). What changed in between is counted next
 * time: every unit that comes asks for it again.
 */
export async function rateAccount(
  owner: Owner,
  numberIds: readonly bigint[],
  { key, free }: WideAllowance,
  rating: Rating,
): Promise<void> {
  const counted: Counted[] = [];
  for (const numberId of numberIds) {
    const own = await owner.run(numberId, async (client) => {
      const waiting = await selectUncounted(client, numberId, key);
      const limit = free + waiting.length;
      const first = await selectFirstOfAllowance(client, numberId, { allowance: key, limit });
      return onceEach([...first, ...waiting]);
    });
    counted.push(...own.map((unit) => ({ ...unit, numberId })));
  }
  counted.sort((a, b) => compareUse(a.unit, b.unit));

  for (const numberId of numberIds) {
    const rows = counted.flatMap((one, place) => {
      if (one.numberId !== numberId) return [];
      const charge = chargeOf(one.unit, {
        account: rating.accounts.of(one.unit.accountId),
        rates: rating.rates,
        market: one.charge.market,
        usage: { freeUnitsUsed: Math.min(place, free) },
      });
      return isSame(charge, one.charge) ? [] : [rowOf({ ...one, charge }, key)];
    });
    if (rows.length === 0) continue;
    await owner.run(numberId, (client) =>
      inOwnTransaction(client, async () => {
        await putUnits(client, numberId, rows);
        await book(client, numberId, rows, [], rating);
      }),
    );
  }
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
