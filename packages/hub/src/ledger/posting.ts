import type { Charge, Unit } from "@casement/engine";
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
  readonly occurredAt: number;
  readonly corrects: string | null;
}

/** What is already booked of a unit: in how many postings, which came last, and their sum. */
export interface Booked {
  readonly count: number;
  readonly lastId: string | null;
  readonly amountMicros: number;
}

export const NOTHING_BOOKED: Booked = { count: 0, lastId: null, amountMicros: 0 };

/** The name of a unit in the books: its wamid, and in a group the one it reached. */
export function unitKey({ wamid, recipient }: Pick<Unit, "wamid" | "recipient">): string {
  return recipient === "" ? wamid : `${wamid}/${recipient}`;
}

/**
 * The posting that brings what is booked of a unit to what it costs, or `undefined` if it is there
 * already (SPEC L1, L2). Too much booked is given back: the accounts change places.
 *
 * Its id follows from the unit and the how-manieth posting it is, so that the same step taken twice
 * is one row.
 */
export function postingFor(
  numberId: bigint,
  unit: Unit,
  charge: Charge,
  booked: Booked,
): Posting | undefined {
  const difference = (charge.amountMicros ?? 0) - booked.amountMicros;
  if (difference === 0) return undefined;
  const account = unit.accountId ?? "unknown";
  const cost = `cost:${account}:${charge.category}:${charge.market ?? "unknown"}`;
  const meta = `meta:${account}`;
  const key = unitKey(unit);
  return {
    postingId: uuidFrom(`posting\n${numberId}\n${key}\n${booked.count}`),
    unit: key,
    place: booked.count,
    debit: difference > 0 ? cost : meta,
    credit: difference > 0 ? meta : cost,
    currency: charge.currency,
    amountMicros: Math.abs(difference),
    occurredAt: unit.deliveredAt,
    corrects: booked.lastId,
  };
}
