import {
  type Account,
  type Charge,
  chargeOf,
  type Difference,
  explain,
  type Pricing,
  type RateCard,
  reconcile,
  type Unit,
} from "@casement/engine";
import { amountOrNull } from "./amounts.ts";
import type { DifferenceShape, PricingShape } from "./ledger-shapes.ts";

/** By what a unit is priced: the rules of the account that sent it, and the rates. */
export interface Prices {
  readonly account: Account;
  readonly rates: RateCard;
}

/** Where Meta's word on a unit is not ours, and what ours would make it cost (SPEC P15). */
export function differenceShape(
  unit: Unit,
  charge: Charge,
  prices: Prices | undefined,
): DifferenceShape | null {
  const difference = reconcile(unit);
  if (difference === undefined) return null;
  const ours = prices && ourCharge(unit, { charge, ...prices });
  return {
    fields: [...difference.fields],
    ours: pricingShape(difference.ours),
    theirs: pricingShape(difference.theirs),
    our_amount: amountOrNull(ours?.amountMicros),
    why: wordsOf(difference, ours),
  };
}

/**
 * What the unit costs if it is what we derived. The rule of a unit that Meta priced is that Meta's
 * word is taken, so the sentence is given without it.
 */
function ourCharge(
  unit: Unit,
  { charge, account, rates }: Prices & { charge: Charge },
): Charge | undefined {
  if (unit.derived === undefined) return undefined;
  const own: Unit = { ...unit, ...unit.derived, reported: false, derived: undefined };
  const isCounted = own.billable !== "by_allowance" || charge.position !== null;
  if (!isCounted) return undefined;
  const usage = { freeUnitsUsed: (charge.position ?? 1) - 1 };
  return chargeOf(own, { account, rates, market: charge.market, usage });
}

function wordsOf({ fields, ours, theirs }: Difference, our: Charge | undefined): string {
  const said = fields.map((field) => FIELD_WORDS[field](ours, theirs));
  const cost =
    our === undefined ? "" : ` By our rules it ${lowered(withoutRule(explain(our), our))}`;
  return `${said.join(" ")}${cost} Meta’s word is booked. (P15)`;
}

const FIELD_WORDS: {
  readonly [field in keyof Pricing]: (ours: Pricing, theirs: Pricing) => string;
} = {
  model: (ours, theirs) =>
    `Meta charges it by ${MODELS[theirs.model]}, we by ${MODELS[ours.model]}.`,
  category: (ours, theirs) =>
    `Meta says ${worded(theirs.category)}, our rules say ${worded(ours.category)}.`,
  type: (ours, theirs) => `Meta’s type is ${worded(theirs.type)}, ours ${worded(ours.type)}.`,
  billable: (ours, theirs) =>
    `Meta says that it is ${chargedWords(theirs.billable)}, our rules that it is ` +
    `${chargedWords(ours.billable)}.`,
};

const MODELS = { NBP: "template", CBP: "conversation", PMP: "message" } as const;

function chargedWords(billable: Pricing["billable"]): string {
  if (billable === "by_allowance") return "charged once the month’s free units are used";
  return billable === null ? "not known" : billable ? "charged" : "free";
}

function worded(word: string | null): string {
  return word === null ? "none" : word.replaceAll("_", " ");
}

function withoutRule(sentence: string, { rule }: Charge): string {
  return sentence.replace(` (${rule})`, "");
}

function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

function pricingShape({ model, category, type, billable }: Pricing): PricingShape {
  return { model, category, type, billable: billable === "by_allowance" ? null : billable };
}
