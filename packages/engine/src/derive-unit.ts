import type { TemplateCategory } from "./facts.ts";
import type { Regime } from "./regimes.ts";
import type { Placed, SentMessage } from "./thread-state.ts";
import type { ChargeCategory, Pricing } from "./unit.ts";

/** What decides what a delivered message is priced as, before anybody counts the month's units. */
export interface Delivered {
  readonly message: SentMessage;
  /** The template's category as it counts at this moment; `null` for what is no template. */
  readonly category: TemplateCategory | null;
  readonly placed: Placed;
  readonly isWindowOpen: boolean;
  readonly isToGroup: boolean;
  readonly regime: Regime;
}

export interface DerivedPricing extends Pricing {
  readonly rule: string;
}

/** The pricing without its rule. */
export function pricingOf({ model, category, type, billable }: Pricing): Pricing {
  return { model, category, type, billable };
}

/** What a delivered message is priced as, by the regime of its delivery (SPEC P1 to P13). */
export function derivePricing(delivered: Delivered): DerivedPricing {
  const { message, placed, regime } = delivered;
  if (message.content === "echo") return freeOf("service", "P2", regime);
  if (message.by === "business_agent") return agentPricing(regime);
  if (regime.chargedBy === "conversation") return conversationPricing(delivered);
  if (isCarriedOver(delivered)) {
    return { model: "CBP", category: "utility", type: null, billable: false, rule: "P9" };
  }
  if (regime.chargedBy === "message" && placed.conversation?.category === "referral_conversion") {
    return {
      model: regime.pricingModel,
      category: "referral_conversion",
      type: "free_entry_point",
      billable: false,
      rule: "E6",
    };
  }
  return messagePricing(delivered);
}

/** The message that opened a conversation bears its charge, and the rest of it none. */
function conversationPricing(delivered: Delivered): DerivedPricing {
  const { placed, regime } = delivered;
  const conversation = placed.conversation;
  if (conversation === null) return freeOf("service", "C7", regime);
  const category = conversation.category;
  if (category === "referral_conversion") return freeOf(category, "E6", regime);
  if (!placed.opened) return freeOf(category, "P4", regime);
  const rule = regime.opensBy === "sender" ? "P3" : category === "service" ? "P5" : "P4";
  const billable = conversationBillable(category, regime);
  return { model: "CBP", category, type: null, billable: billable ?? "by_allowance", rule };
}

/** Whether a conversation is charged for as it opens; `null` where the allowance decides. */
export function conversationBillable(category: ChargeCategory, regime: Regime): boolean | null {
  if (category === "referral_conversion" || regime.free.includes(category)) return false;
  return regime.allowance?.of.includes(category) ? null : true;
}

function messagePricing(delivered: Delivered): DerivedPricing {
  const { message, regime, isWindowOpen, isToGroup } = delivered;
  const category = message.content === "template" ? delivered.category : "service";
  if (category === null) return unknownPricing(regime);
  const model = regime.pricingModel;
  const free = isToGroup ? "free_group_customer_service" : "free_customer_service";
  const type = model === "NBP" ? null : free;
  if (message.content === "reaction") {
    return { model, category, type, billable: false, rule: "P13" };
  }
  if (regime.free.includes(category)) {
    return { model, category, type, billable: false, rule: model === "NBP" ? "P2" : "P8" };
  }
  if (isWindowOpen && regime.freeInWindow.includes(category)) {
    return { model, category, type, billable: false, rule: "P7" };
  }
  const regular = model === "NBP" ? null : "regular";
  if (regime.allowance?.of.includes(category)) {
    return { model, category, type: regular, billable: "by_allowance", rule: "P11" };
  }
  return { model, category, type: regular, billable: true, rule: ruleOfCharged(category, regime) };
}

/** By which rule a message of this category is charged for, where it is. */
export function ruleOfCharged(category: ChargeCategory, regime: Regime): string {
  if (regime.chargedBy === "template") return "P2";
  if (category !== "utility") return "P6";
  return regime.freeInWindow.includes(category) ? "P7" : "P12";
}

/** A conversation opened under the old charging goes on absorbing what it did (SPEC P9). */
function isCarriedOver(delivered: Delivered): boolean {
  const { placed, regime, category } = delivered;
  const conversation = placed.conversation;
  if (conversation === null || category === null || !placed.isOfChargedConversation) return false;
  return conversation.category === category && regime.carriesOver.includes(category);
}

function agentPricing(regime: Regime): DerivedPricing {
  return {
    model: regime.pricingModel,
    category: "meta_business_agent",
    type: null,
    billable: regime.agentIsCharged,
    rule: "P10",
  };
}

/** Nothing is known of what was sent: it may be another tool's (SPEC P17). */
export function unknownPricing(regime: Regime): DerivedPricing {
  return {
    model: regime.pricingModel,
    category: "unknown",
    type: null,
    billable: null,
    rule: "P17",
  };
}

function freeOf(category: ChargeCategory, rule: string, regime: Regime): DerivedPricing {
  return { model: regime.pricingModel, category, type: null, billable: false, rule };
}
