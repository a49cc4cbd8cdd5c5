import { type Charge, type Instant, monthOf, type Unit } from "@casement/engine";
import { uuidFrom } from "../derived-uuid.ts";

/** One booking of a unit: which account bears it, which it is owed to, and how much. */
export interface Posting {
  readonly postingId: string;
  readonly unit: string;
  /** The how-manieth posting of its unit, from 0. */
  readonly place: number;
  readonly debit: string;
  readonly credit: string;
  readonly currency: string;
  readonly amountMicros: number;
  readonly occurredAt: Instant;
  readonly corrects: string | null;
}

/** What is already booked of a unit: in how many postings, which came last, and where it stands. */
export interface Booked {
  readonly count: number;
  readonly lastId: string | null;
  readonly amountMicros: number;
  readonly balances: readonly Balance[];
}

/** What stands of a unit in an account at a moment; less than nothing where it was given back. */
export interface Balance {
  readonly cost: string;
  readonly currency: string;
  readonly occurredAt: Instant;
  readonly amountMicros: number;
}

export const NOTHING_BOOKED: Booked = { count: 0, lastId: null, amountMicros: 0, balances: [] };

/** The name of a unit in the books: its wamid, and in a group the one it reached. */
export function unitKey({ wamid, recipient }: Pick<Unit, "wamid" | "recipient">): string {
  return recipient === "" ? wamid : `${wamid}/${recipient}`;
}

/**
 * The postings that bring what is booked of a unit to what it costs; none if it is there already
 * (SPEC L1, L2).
 *
 * If category, market or month turned out to be others, what was booked is given back where it
 * stood, and booked anew where it belongs: an account's sum and a month's are right by themselves.
 * Too much booked is given back: the accounts change places. A posting's id follows from the unit
 * and the how-manieth posting it is, so that the same step taken twice is one row.
 */
export function postingsFor(
  numberId: bigint,
  unit: Unit,
  charge: Charge,
  { booked, timeZone }: { readonly booked: Booked; readonly timeZone: string },
): Posting[] {
  const account = unit.accountId ?? "unknown";
  const cost = `cost:${account}:${charge.category}:${charge.market ?? "unknown"}`;
  const { currency } = charge;
  const month = monthOf(unit.deliveredAt, timeZone);
  const isHere = (one: Balance): boolean =>
    one.cost === cost && one.currency === currency && monthOf(one.occurredAt, timeZone) === month;
  const here = booked.balances.filter(isHere).reduce((sum, one) => sum + one.amountMicros, 0);
  const changes: Balance[] = [
    ...booked.balances
      .filter((one) => !isHere(one))
      .map((one) => ({ ...one, amountMicros: -one.amountMicros })),
    {
      cost,
      currency,
      occurredAt: unit.deliveredAt,
      amountMicros: (charge.amountMicros ?? 0) - here,
    },
  ];
  return changes
    .filter((one) => one.amountMicros !== 0)
    .map((change, index) => postingFrom(numberId, unit, change, { booked, index }));
}

function postingFrom(
  numberId: bigint,
  unit: Unit,
  { cost, currency, occurredAt, amountMicros }: Balance,
  { booked, index }: { booked: Booked; index: number },
): Posting {
  const meta = `meta:${unit.accountId ?? "unknown"}`;
  const key = unitKey(unit);
  const place = booked.count + index;
  return {
    postingId: uuidFrom(`posting\n${numberId}\n${key}\n${place}`),
    unit: key,
    place,
    debit: amountMicros > 0 ? cost : meta,
    credit: amountMicros > 0 ? meta : cost,
    currency,
    amountMicros: Math.abs(amountMicros),
    occurredAt,
    corrects: booked.lastId,
  };
}
