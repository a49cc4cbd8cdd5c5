import type { BusinessMessage, ReportedPricing } from "./facts.ts";
import { categoryFromWord, saysEntryPoint, templateCategoryFromWord } from "./reported.ts";
import type { SentMessage } from "./thread-state.ts";

/** A message from the business's own phone app. */
export const ECHO: SentMessage = {
  content: "echo",
  category: null,
  api: "cloud",
  by: "human",
  country: null,
};

/** What the rules ask of a message we sent. */
export function sentFromFact(fact: BusinessMessage): SentMessage {
  return {
    content: fact.content,
    category: fact.category ?? null,
    api: fact.api ?? "cloud",
    by: fact.by ?? "human",
    country: fact.country ?? null,
  };
}

/**
 * What another tool sent, as far as the platform's word on its price tells; `null` if it does not
 * (SPEC P17).
 */
export function sentAsReported(
  pricing: ReportedPricing | null,
  origin: string | null,
): SentMessage | null {
  const words = [pricing?.category, origin].map((word) => word ?? "");
  const word = words.find((one) => categoryFromWord(one) !== "unknown");
  if (word === undefined && !saysEntryPoint(pricing, origin)) return null;
  const category = templateCategoryFromWord(word ?? "");
  return category === undefined
    ? { ...ECHO, content: "free_form" }
    : { ...ECHO, content: "template", category };
}
