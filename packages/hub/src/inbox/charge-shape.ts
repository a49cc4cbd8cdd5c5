import { type Charge, explain } from "@casement/engine";
import { amountOrNull } from "../api/amounts.ts";
import type { ChargeShape } from "../api/shapes.ts";

/** A charge as it stands in the books, with the sentence that says why. */
export function chargeShape(charge: Charge, state: ChargeShape["state"]): ChargeShape {
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
    why: explain(charge),
  };
}
