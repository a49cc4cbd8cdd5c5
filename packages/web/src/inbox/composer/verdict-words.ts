import type { Decision, ExpectedCharge } from "@casement/engine";
import { lookOf } from "../../design/category.ts";
import { amountFromMicros, priceWords } from "../../design/money.ts";
import type { RulePart } from "../../design/rule-words.ts";

/** What a send would cost: `$0.0388`, `$0 to $0.0388`, `free`, `no new charge`, `price unknown`. */
export function costWords(decision: Extract<Decision, { allowed: true }>): string {
  const { charge } = decision;
  const most = charge.amountMaxMicros === undefined ? charge.amountMicros : charge.amountMaxMicros;
  if (charge.amountMicros === null || most === null) return "price unknown";
  if (most === 0)
    return charge.model === "CBP" && decision.opens === null ? "no new charge" : "free";
  if (most === charge.amountMicros) return amountWords(most, charge);
  const least = charge.amountMicros === 0 ? "free" : amountWords(charge.amountMicros, charge);
  return `${least} to ${amountWords(most, charge)}`;
}

/**
 * What a send would do to the conversations: `opens service`, `joins marketing`. A category that is
 * what is sent anyway (`known`) is left out.
 */
export function effectWords(decision: Decision, known: string): string {
  if (!decision.allowed) return refusalWords(decision.reason);
  const { opens, joins } = decision;
  if (opens !== null) return opens === known ? "opens" : `opens ${inSentence(opens)}`;
  if (joins !== null) return joins === known ? "joins" : `joins ${inSentence(joins)}`;
  return "opens none";
}

/** The same for the line above the box, with its article: `opens a service conversation`. */
export function effectSentence(decision: Extract<Decision, { allowed: true }>): string {
  if (decision.opens !== null) {
    return decision.opens === "referral_conversion"
      ? "opens the free entry point"
      : `opens ${article(decision.opens)} conversation`;
  }
  if (decision.joins === null) return "opens no conversation";
  return decision.joins === "referral_conversion"
    ? "joins the free entry point"
    : `joins the open ${inSentence(decision.joins)} conversation`;
}

/** The rule of what a send would cost, and beside it the one by which it may be sent. */
export function rulesOf(decision: Decision): { rule: string; others?: readonly RulePart[] } {
  if (!decision.allowed) return { rule: decision.rule };
  const others = [{ part: "That it may be sent", rule: decision.rule }];
  return { rule: decision.charge.rule, others };
}

/** A refusal in the few words a table has room for; `explain` has the sentence. */
export function refusalWords(reason: Extract<Decision, { allowed: false }>["reason"]): string {
  return REFUSALS[reason];
}

const REFUSALS = {
  blocked: "blocked",
  opted_out: "opted out",
  not_opted_in: "no opt-in",
  service_window_closed: "window closed",
  template_not_approved: "not approved",
  template_paused: "paused",
  template_disabled: "disabled",
  category_not_permitted: "not permitted",
  pair_rate: "too many, too fast",
  portfolio_limit: "limit reached",
  payment_method_missing: "no payment method",
} as const;

function amountWords(micros: number, charge: ExpectedCharge): string {
  return priceWords(amountFromMicros(micros), charge.currency);
}

function inSentence(category: string): string {
  const { name } = lookOf(category);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function article(category: string): string {
  const name = inSentence(category);
  return `${/^[aeio]/.test(name) ? "an" : "a"} ${name}`;
}
