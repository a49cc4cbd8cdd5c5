import type { Account } from "./account.ts";
import { assert } from "./assert.ts";
import type { ExpectedCharge, Refusal, SendLimits, WindowVerdict } from "./decision.ts";
import type { Consent, Draft, Thread } from "./draft.ts";
import type { TemplateCategory } from "./facts.ts";
import type { Regime } from "./regimes.ts";

/** All that can stand against a send. */
export interface Case {
  readonly thread: Thread;
  readonly draft: Draft;
  readonly category: TemplateCategory | null;
  readonly country: string | null;
  readonly window: WindowVerdict;
  readonly account: Account;
  readonly regime: Regime;
  readonly limits: SendLimits;
  readonly charge: ExpectedCharge;
}

interface Ground {
  readonly code: number;
  readonly rule: string;
  readonly holds: (facts: Case) => boolean;
}

/**
 * Every reason against a send, in order of precedence, with the Cloud API's code and our rule.
 *
 * A table, so that the order is read in one place and a new reason is a new line.
 */
const GROUNDS: Readonly<Record<Refusal, Ground>> = {
  blocked: { code: 130403, rule: "A3", holds: ({ thread }) => thread.blocked },
  opted_out: { code: 131050, rule: "A4", holds: isOptedOut },
  not_opted_in: { code: 131050, rule: "A4", holds: isNotOptedIn },
  service_window_closed: {
    code: 131047,
    rule: "A2",
    holds: ({ draft, window }) => draft.content !== "template" && window === "closed",
  },
  template_not_approved: {
    code: 132001,
    rule: "A5",
    holds: ({ draft, category }) =>
      draft.content === "template" && (draft.templateStatus === "other" || category === null),
  },
  template_paused: {
    code: 132015,
    rule: "A6",
    holds: ({ draft }) => draft.content === "template" && draft.templateStatus === "paused",
  },
  template_disabled: {
    code: 132016,
    rule: "A7",
    holds: ({ draft }) => draft.content === "template" && draft.templateStatus === "disabled",
  },
  category_not_permitted: {
    code: 131049,
    rule: "A8",
    holds: ({ category, country, regime }) =>
      category !== null &&
      country !== null &&
      regime.notPermitted[country]?.includes(category) === true,
  },
  pair_rate: {
    code: 131056,
    rule: "A9",
    holds: ({ limits }) => limits.isPairRateReached === true,
  },
  portfolio_limit: {
    code: 131048,
    rule: "A10",
    holds: ({ limits, window }) => limits.isPortfolioLimitReached === true && window !== "open",
  },
  payment_method_missing: {
    code: 131042,
    rule: "A11",
    holds: ({ account, charge }) => account.paymentMethod === false && charge.billable === true,
  },
};

const IN_ORDER: readonly Refusal[] = [
  "blocked",
  "opted_out",
  "not_opted_in",
  "service_window_closed",
  "template_not_approved",
  "template_paused",
  "template_disabled",
  "category_not_permitted",
  "pair_rate",
  "portfolio_limit",
  "payment_method_missing",
];

/** What stands against a send, in order of precedence. */
export function refusalsOf(facts: Case): Refusal[] {
  return IN_ORDER.filter((refusal) => GROUNDS[refusal].holds(facts));
}

/** The Cloud API's code for a refusal, and the rule that demands it. */
export function groundOf(refusal: Refusal): { readonly code: number; readonly rule: string } {
  const { code, rule } = GROUNDS[refusal];
  assert(IN_ORDER.includes(refusal), "every refusal has a place in the order");
  return { code, rule };
}

/** Whether the customer's word stands against a template: a stop is heeded always (SPEC A4). */
function isOptedOut({ thread, draft, category }: Case): boolean {
  if (draft.content !== "template" || category === null) return false;
  return covers(thread.consent.optedOut, category);
}

/**
 * Whether a template would need a word of the customer's that we do not have (SPEC A4). To answer
 * somebody who just wrote needs no consent; to begin needs an opt-in where opt-ins are asked for.
 * Apart from a stop, for what helps is another: this one can be asked for, and written down.
 */
function isNotOptedIn(facts: Case): boolean {
  const { thread, draft, category, window } = facts;
  if (draft.content !== "template" || category === null || isOptedOut(facts)) return false;
  const { optedIn } = thread.consent;
  return optedIn !== undefined && window !== "open" && !covers(optedIn, category);
}

function covers(categories: Consent["optedOut"], category: TemplateCategory): boolean {
  if (categories === "all") return true;
  return categories.includes(category) || categories.includes(PLAIN[category]);
}

/** A customer agrees to marketing or stops it, whichever way it is sent. */
const PLAIN: Readonly<Record<TemplateCategory, TemplateCategory>> = {
  marketing: "marketing",
  utility: "utility",
  authentication: "authentication",
  marketing_lite: "marketing",
  authentication_international: "authentication",
};
