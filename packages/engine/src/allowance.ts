import type { Account } from "./account.ts";
import { regimeAt } from "./regimes.ts";
import type { Unit } from "./unit.ts";
import { monthOf } from "./zone.ts";

/** A month's free units that a unit draws on, and who shares them (SPEC T1). */
export interface UnitAllowance {
  readonly scope: "number" | "account";
  /** `YYYY-MM` in the account's zone. */
  readonly month: string;
  readonly free: number;
}

/**
 * The free allowance that `unit` draws on, or `undefined` if it draws on none (SPEC T1).
 *
 * A unit that the platform priced draws as we derived it, unless it says that the unit is of a
 * category that draws where we thought of another.
 */
export function allowanceOf(unit: Unit, account: Account): UnitAllowance | undefined {
  const { allowance, chargedBy } = regimeAt(unit.deliveredAt, account);
  if (allowance === null) return undefined;
  const isOfConversation = chargedBy === "conversation";
  if (isOfConversation && unit.conversation?.openedBy !== unit.wamid) return undefined;
  const ours = unit.derived ?? unit;
  const isOurs = ours.billable === "by_allowance" && ours.category === unit.category;
  const isTheirs =
    unit.reported && unit.category !== ours.category && allowance.of.includes(unit.category);
  if (!(isOurs || isTheirs) || unit.type === "free_entry_point") return undefined;
  return {
    scope: allowance.scope,
    month: monthOf(unit.deliveredAt, account.timeZone),
    free: allowance.units,
  };
}
