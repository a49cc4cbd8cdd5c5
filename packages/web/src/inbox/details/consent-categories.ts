import { lookOf } from "../../design/category.ts";
import { CONSENT_WORDS } from "./customer-words.ts";

/** What can be agreed to, or stopped, at once. */
export const CONSENT_CATEGORIES = ["marketing", "utility", "authentication", "all"] as const;

/** `marketing, utility`; `everything`. */
export function categoriesIn(words: readonly string[]): string {
  if (words.includes("all")) return CONSENT_WORDS.everything;
  return words.map((word) => lookOf(word).name.toLowerCase()).join(", ");
}
