import type { Account } from "./account.ts";
import { allowanceOf } from "./allowance.ts";
import type { Charge } from "./charge.ts";
import { chargeOf } from "./charge-of.ts";
import type { RateCard } from "./rates/rate-card.ts";
import type { Unit } from "./unit.ts";

/** A unit with what the rating needs to know of where it belongs. */
export interface RatedUnit {
  readonly unit: Unit;
  readonly account: Account;
  /** Names the number and the account that share allowances with other units. */
  readonly number: string;
  readonly accountId: string;
  readonly market: string | null;
}

/** How many free units a scope had used in a month before the units at hand. */
export type UsedBefore = (scope: {
  readonly kind: "number" | "account";
  readonly id: string;
  readonly month: string;
}) => number;

/**
 * The charges of `units`, in the same order (SPEC T1, T2).
 *
 * The second step, after the fold: it counts across threads. A unit's place among those of its
 * scope and month is by the moment of its delivery and then by wamid, so that it depends on the set
 * of units and on nothing else.
 */
export function rateUnits(
  units: readonly RatedUnit[],
  rates: RateCard,
  usedBefore: UsedBefore = () => 0,
): Charge[] {
  const places = placesOf(units, usedBefore);
  return units.map((one) =>
    chargeOf(one.unit, {
      account: one.account,
      rates,
      market: one.market,
      usage: { freeUnitsUsed: places.get(one) ?? 0 },
    }),
  );
}

function placesOf(
  units: readonly RatedUnit[],
  usedBefore: UsedBefore,
): ReadonlyMap<RatedUnit, number> {
  const used = new Map<string, number>();
  const places = new Map<RatedUnit, number>();
  for (const one of [...units].sort(compareUnits)) {
    const allowance = allowanceOf(one.unit, one.account);
    if (allowance === undefined) continue;
    const { scope: kind, month } = allowance;
    const id = kind === "number" ? one.number : one.accountId;
    const key = `${kind}\n${id}\n${month}`;
    const before = used.get(key) ?? usedBefore({ kind, id, month });
    places.set(one, before);
    used.set(key, before + 1);
  }
  return places;
}

function compareUnits(a: RatedUnit, b: RatedUnit): number {
  if (a.unit.deliveredAt !== b.unit.deliveredAt) return a.unit.deliveredAt - b.unit.deliveredAt;
  return compareText(a.unit.wamid, b.unit.wamid) || compareText(a.unit.recipient, b.unit.recipient);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
