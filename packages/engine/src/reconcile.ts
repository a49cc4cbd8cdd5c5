import { pricingOf } from "./derive-unit.ts";
import type { Pricing, Unit } from "./unit.ts";

/** Where the platform's word on a unit is not ours. */
export interface Difference {
  readonly fields: readonly (keyof Pricing)[];
  readonly ours: Pricing;
  readonly theirs: Pricing;
}

/**
 * How the platform's word on `unit` differs from ours, or `undefined` if it does not (SPEC P15).
 *
 * What we left to the month's free units cannot differ in being charged or not, nor in the type
 * that says so: only the rating knows, and the platform's word settles it.
 */
export function reconcile(unit: Unit): Difference | undefined {
  const ours = unit.derived;
  if (ours === undefined) return undefined;
  const theirs = pricingOf(unit);
  const isOpen = ours.billable === "by_allowance";
  const fields = FIELDS.filter((field) => {
    if (isOpen && (field === "billable" || field === "type")) return false;
    return ours[field] !== theirs[field];
  });
  return fields.length === 0 ? undefined : { fields, ours, theirs };
}

const FIELDS: readonly (keyof Pricing)[] = ["model", "category", "type", "billable"];
