import type { Charge } from "./charge.ts";
import { ruleOfCharged } from "./derive-unit.ts";
import type { Regime } from "./regimes.ts";

/**
 * The rule by which something of this kind costs what it does.
 *
 * `rule` of a charge that Meta reported is P15: her word was taken. That says where category and
 * being charged are from, and not why such a message is free or has a price: this does. Where her
 * word is one that no rule of ours gives, it is P15 all the same.
 */
export function priceRuleOf(charge: Charge, regime: Regime): string {
  const { rule, category, type, billable } = charge;
  if (rule !== "P15" || billable === null || category === "unknown") return rule;
  if (type === "free_entry_point" || category === "referral_conversion") return "E6";
  if (category === "meta_business_agent") return "P10";
  if (charge.model === "CBP") return ruleOfConversation(charge, regime);
  if (charge.model === "NBP") return "P2";
  if (billable) return regime.allowance?.of.includes(category) ? "P11" : chargedBy(charge, regime);
  if (charge.usesFreeTier) return "P11";
  if (regime.free.includes(category)) return "P8";
  if (regime.freeInWindow.includes(category)) return "P7";
  return category === "service" ? "P13" : rule;
}

function chargedBy({ category, rule }: Charge, regime: Regime): string {
  return regime.free.includes(category) ? rule : ruleOfCharged(category, regime);
}

function ruleOfConversation({ category, position }: Charge, regime: Regime): string {
  if (regime.chargedBy === "message") return "P9";
  if (regime.opensBy === "sender") return "P3";
  const isOpener = position !== null || regime.free.includes(category);
  return category === "service" && isOpener ? "P5" : "P4";
}
