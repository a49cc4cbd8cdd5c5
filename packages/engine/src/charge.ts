import type { ChargeCategory, ChargeType, PricingModel } from "./unit.ts";

/**
 * What one unit costs and by which rule.
 *
 * `amountMicros` is in millionths of `currency`, and `null` where nobody knows: never zero and
 * never a guess. A number holds it safely: 2^53 millionths are nine thousand million dollars.
 */
export interface Charge {
  readonly model: PricingModel;
  readonly category: ChargeCategory;
  readonly type: ChargeType;
  readonly subtype?: "paid_exempt" | undefined;
  readonly billable: boolean | null;
  readonly market: string | null;
  readonly amountMicros: number | null;
  readonly currency: string;
  /** The rate row it was priced by, as `pricing model/market/category/currency/from`. */
  readonly rateRow: string | null;
  readonly usesFreeTier: boolean;
  /** `YYYY-MM` in the account's zone, of the allowance it used. */
  readonly freeTierMonth: string | null;
  readonly countsTowardTier: boolean;
  /** Its place among the units of its scope and month, from 1, where a place matters. */
  readonly position: number | null;
  readonly tier: "list" | "unknown" | null;
  readonly rule: string;
}

/** How much of the allowances and tiers the scopes of a unit have used before it. */
export interface Usage {
  /** Units of the regime's free allowance used this month before the unit. */
  readonly freeUnitsUsed: number;
  /** Units sent and not yet rated, which may use some of what is left. */
  readonly freeUnitsInFlight?: number | undefined;
  /** Volume-tier units of its market and category this month, if anybody counts them. */
  readonly tierUnitsUsed?: number | undefined;
}
