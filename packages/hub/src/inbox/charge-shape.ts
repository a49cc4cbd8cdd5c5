import { type Charge, explain, type Instant, priceRuleOf, regimeAt } from "@casement/engine";
import { amountOrNull } from "../api/amounts.ts";
import type { ChargeShape } from "../api/shapes.ts";

/** A charge as it stands in the books, with the sentence that says why. */
export function chargeShape(
  charge: Charge,
  state: ChargeShape["state"],
  deliveredAt: Instant,
): ChargeShape {
  return {
    model: charge.model,
    category: charge.category,
    type: charge.type,
    billable: charge.billable,
    market: charge.market,
    amount: amountOrNull(charge.amountMicros),
    currency: charge.currency,
    state,
    rule: charge.rule,
    price_rule: priceRuleOf(charge, regimeAt(deliveredAt, ANYWHERE)),
    why: explain(charge),
  };
}

/**
 * A message's row does not say in which zone its account is. So on the day on which the rules
 * change, and of Meta's word alone, the words may be for some hours those of the rule before or
 * after; no amount hangs on it.
 */
const ANYWHERE = { timeZone: "UTC", currency: "USD" } as const;
