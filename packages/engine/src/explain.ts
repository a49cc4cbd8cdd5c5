import type { Charge } from "./charge.ts";
import type { ConversationCategory } from "./conversation.ts";
import type { Decision, ExpectedCharge } from "./decision.ts";
import { REFUSAL_WORDS } from "./refusal-words.ts";

/** What a decision or a charge says, in a sentence or two, ending in the rule's id (SPEC A14). */
export function explain(subject: Decision | Charge): string {
  if (!("allowed" in subject)) return `${sentence(costOf(subject))} (${subject.rule})`;
  if (!subject.allowed) return `Not sent: ${REFUSAL_WORDS[subject.reason]} (${subject.rule})`;
  const effect = effectOf(subject);
  return `${sentence(effect)} ${sentence(costOf(subject.charge))} (${subject.rule})`;
}

function effectOf(decision: Extract<Decision, { allowed: true }>): string {
  const window =
    decision.window === "unknown" ? ", but whether the service window is open is not known" : "";
  if (decision.opens !== null)
    return `may be sent${window}; it opens ${conversationWords(decision.opens)}`;
  if (decision.joins !== null)
    return `may be sent${window}; it joins ${conversationWords(decision.joins)}`;
  return `may be sent${window}; it opens and joins nothing`;
}

/** A conversation as a sentence names it: `a service conversation`. */
export function conversationWords(category: ConversationCategory): string {
  if (category === "referral_conversion") return "a free entry point";
  const words = category.replaceAll("_", " ");
  return `${/^[aeio]/.test(words) ? "an" : "a"} ${words} conversation`;
}

function costOf(charge: ExpectedCharge): string {
  if (charge.amountMaxMicros !== undefined) return rangeOf(charge, charge.amountMaxMicros);
  if (charge.billable === null) return "what it costs is not known";
  if (charge.billable === false) return `costs nothing: ${whyFree(charge)}`;
  const category = charge.category.replaceAll("_", " ");
  if (charge.amountMicros === null) return `is charged as ${category}, at a price not known`;
  const where = charge.market === null ? "" : ` to ${charge.market}`;
  return `costs ${priceOf(charge)} as ${category}${where}${cardWords(charge)}`;
}

function rangeOf(charge: ExpectedCharge, most: number | null): string {
  const { amountMicros, currency } = charge;
  const least = amountMicros === null ? "an unknown amount" : decimalFromMicros(amountMicros);
  const range =
    most === null
      ? `costs ${least} ${currency}, or an amount that is not known`
      : `costs ${least} to ${decimalFromMicros(most)} ${currency}${cardWords(charge)}`;
  return charge.isEntryPointUnknown === true
    ? `${range}: whether a free entry point is open is not known`
    : range;
}

/** Which of Meta's price lists the amount is from: the row's name ends in the list's date. */
function cardWords({ rateRow }: Charge): string {
  return rateRow === null ? "" : `, by Meta's price list of ${rateRow.slice(-ISO_DATE_LENGTH)}`;
}

const ISO_DATE_LENGTH = "2026-10-01".length;

function whyFree(charge: Charge): string {
  if (charge.subtype === "paid_exempt" || charge.rule === "P14") return "the account is exempt";
  if (charge.usesFreeTier) {
    const units = charge.model === "CBP" ? "conversations" : "messages";
    return `it is one of the free ${units} of ${monthWords(charge.freeTierMonth)}`;
  }
  if (charge.type === "free_entry_point" || charge.category === "referral_conversion") {
    return "the free entry point is open";
  }
  if (charge.model === "CBP") return "its conversation bears the charge, or is free";
  return "messages of this kind are free now";
}

/** `2026-10` as `October 2026`. */
function monthWords(month: string | null): string {
  const [year, number] = month?.split("-") ?? [];
  const name = MONTHS[Number(number) - 1];
  return name === undefined ? "the month" : `${name} ${year}`;
}

const MONTHS: readonly string[] = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function priceOf(charge: Charge): string {
  return `${decimalFromMicros(charge.amountMicros ?? 0)} ${charge.currency}`;
}

/** The amount as a decimal text, with four places or as many more as it has. */
export function decimalFromMicros(micros: number): string {
  const digits = String(Math.abs(micros)).padStart(7, "0");
  const decimals = digits.slice(-6).replace(/0{1,2}$/, "");
  return `${micros < 0 ? "-" : ""}${digits.slice(0, -6)}.${decimals}`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
