import type { Instant } from "@casement/engine";
import type { PlacedPreference } from "./preference.ts";

/** What can be agreed to. Each goes for all the ways in which Meta sends its messages. */
export const CONSENT_CATEGORIES = ["marketing", "utility", "authentication"] as const;

export const CONSENT_WORDS = ["opt_in", "opt_out"] as const;

/** A customer's word on a category, as somebody of the business wrote it down. */
export interface StatedConsent {
  readonly category: (typeof CONSENT_CATEGORIES)[number] | "all";
  readonly word: (typeof CONSENT_WORDS)[number];
  readonly statedAt: Instant;
}

/** As a thread has it: categories, or `all`; `optedIn` null: nobody wrote down a word of theirs. */
export interface Heeded {
  readonly optedIn: readonly string[] | null;
  readonly optedOut: readonly string[];
}

/**
 * What a customer agreed to and what they stopped, from all that is known (SPEC F8, F14).
 *
 * What they stopped at the platform stands until they resume it there: an opt-in of ours does not
 * lift it, as Meta would refuse the message all the same. Else their last word counts, wherever
 * they said it; to resume at the platform takes an earlier opt-out back, and agrees to nothing.
 * `recorded` is in order, and so are `preferences`; of one moment an opt-out comes last.
 */
export function consentFrom(
  recorded: readonly StatedConsent[],
  preferences: readonly PlacedPreference[],
): Heeded {
  const optedIn: string[] = [];
  const optedOut: string[] = [];
  for (const category of CONSENT_CATEGORIES) {
    const said = recorded.findLast((one) => one.category === category || one.category === "all");
    const preference = preferences.findLast((one) => one.category === category);
    const isResumed =
      preference?.value === "resume" && said !== undefined && preference.at > said.statedAt;
    if (preference?.value === "stop" || (said?.word === "opt_out" && !isResumed)) {
      optedOut.push(category);
    } else if (said?.word === "opt_in") optedIn.push(category);
  }
  return { optedIn: recorded.length === 0 ? null : orAll(optedIn), optedOut: orAll(optedOut) };
}

function orAll(categories: string[]): string[] {
  return categories.length === CONSENT_CATEGORIES.length ? ["all"] : categories.sort();
}
