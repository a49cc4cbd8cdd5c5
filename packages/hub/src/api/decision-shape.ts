import { type Decision, explain } from "@casement/engine";
import { amountOrNull } from "./amounts.ts";
import type { DecisionShape } from "./shapes.ts";

/**
 * The engine's decision as the API tells it, with the sentence that says why. With `insteadOf` it
 * is on a fallback, and that is what was decided on the message itself.
 */
export function decisionShape(
  decision: Decision,
  insteadOf: Decision | null = null,
): DecisionShape {
  const told = toldOf(decision);
  if (insteadOf === null || insteadOf.allowed) return { ...told, instead_of: null };
  return { ...told, instead_of: { reason: insteadOf.reason, why: explain(insteadOf) } };
}

function toldOf(decision: Decision): Omit<DecisionShape, "instead_of"> {
  const { window, rule } = decision;
  const why = explain(decision);
  if (!decision.allowed) {
    const { code, reason, reasons } = decision;
    const nothing = { opens: null, joins: null, charge: null };
    return { allowed: false, window, code, reason, reasons: [...reasons], ...nothing, rule, why };
  }
  const { opens, joins, charge } = decision;
  return {
    allowed: true,
    window,
    code: null,
    reason: null,
    reasons: [],
    opens,
    joins,
    charge: {
      category: charge.category,
      amount: amountOrNull(charge.amountMicros),
      amount_max: amountOrNull(charge.amountMaxMicros),
      currency: charge.currency,
    },
    rule,
    why,
  };
}
