import type { ConversationCategory } from "./conversation.ts";
import type { ReportedPricing, TemplateCategory } from "./facts.ts";
import type { ChargeCategory, ChargeType, Pricing, PricingModel } from "./unit.ts";

// The platform's words on prices, read as ours. A word we do not know is "unknown" and never an
// error: the notice it came in is kept.

/** What the platform says a message is priced as, with `derived` where it says nothing (P15). */
export function pricingFromReported(
  reported: ReportedPricing,
  derived: Pricing,
  opened: boolean | null,
): Pricing {
  const model = modelFromWord(reported.model) ?? derived.model;
  const category = categoryFromWord(reported.category);
  const type = model === "CBP" ? null : typeFromWord(reported.type);
  return { model, category, type, billable: billableFrom(reported, model, derived, opened) };
}

/**
 * Whether the platform says that it is charged for.
 *
 * Under charging by conversation every message of a charged conversation is reported as billable,
 * and the conversation is charged once: the word counts for the message that opened it (SPEC P16).
 */
function billableFrom(
  reported: ReportedPricing,
  model: PricingModel,
  derived: Pricing,
  opened: boolean | null,
): Pricing["billable"] {
  if (model === "CBP" && (opened === false || isElsewhere(reported, derived))) return false;
  if (reported.billable !== undefined) return reported.billable;
  const type = typeFromWord(reported.type);
  if (type !== null) return type === "regular";
  return derived.billable;
}

/**
 * Whether the platform has in a template's conversation what opened one of service for us. Of two
 * messages delivered in one second only the platform knows which was first.
 */
function isElsewhere(reported: ReportedPricing, derived: Pricing): boolean {
  return (
    derived.category === "service" && templateCategoryFromWord(reported.category) !== undefined
  );
}

/** A category's word, with hyphens or underscores, of a group or not. */
export function categoryFromWord(word: string): ChargeCategory {
  return CATEGORIES.get(word.toLowerCase().replaceAll("-", "_")) ?? "unknown";
}

/** The category that opens a conversation when a template has it, if the word is one of those. */
export function templateCategoryFromWord(word: string): TemplateCategory | undefined {
  const category = categoryFromWord(word);
  switch (category) {
    case "marketing":
    case "utility":
    case "authentication":
    case "marketing_lite":
    case "authentication_international":
      return category;
    default:
      return undefined;
  }
}

/** Whether a report says that a message belongs to a free entry point (SPEC E9). */
export function saysEntryPoint(pricing: ReportedPricing | null, origin: string | null): boolean {
  if (origin !== null && categoryFromWord(origin) === "referral_conversion") return true;
  if (pricing === null) return false;
  if (pricing.type === "free_entry_point") return true;
  return categoryFromWord(pricing.category) === "referral_conversion";
}

/**
 * Whether a report says that a message is in no free entry point (SPEC E10): its conversation has
 * another name, its type is another, or it is charged for.
 */
export function deniesEntryPoint(pricing: ReportedPricing | null, origin: string | null): boolean {
  if (saysEntryPoint(pricing, origin)) return false;
  if (origin !== null && categoryFromWord(origin) !== "unknown") return true;
  return pricing !== null && (typeFromWord(pricing.type) !== null || pricing.billable === true);
}

function typeFromWord(word: string | undefined): ChargeType {
  switch (word) {
    case "regular":
    case "free_customer_service":
    case "free_entry_point":
    case "free_group_customer_service":
      return word;
    default:
      return null;
  }
}

function modelFromWord(word: string): PricingModel | undefined {
  return word === "NBP" || word === "CBP" || word === "PMP" ? word : undefined;
}

const CONVERSATION_WORDS: readonly ConversationCategory[] = [
  "marketing",
  "utility",
  "authentication",
  "marketing_lite",
  "authentication_international",
  "service",
  "referral_conversion",
  "user_initiated",
  "business_initiated",
];

const CATEGORIES: ReadonlyMap<string, ChargeCategory> = new Map<string, ChargeCategory>([
  ...CONVERSATION_WORDS.map((word): [string, ChargeCategory] => [word, word]),
  ["customer_initiated", "user_initiated"],
  ["group_marketing", "marketing"],
  ["group_utility", "utility"],
  ["group_service", "service"],
]);
