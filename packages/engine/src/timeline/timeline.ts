import type { Account } from "../account.ts";
import type { Draft } from "../draft.ts";
import type { Fact } from "../facts.ts";
import type { Instant } from "../instant.ts";
import type { Whereabouts } from "../rates/market.ts";

/** What happened between one business and its customers, and what is asked about it. */
export interface Timeline {
  readonly account: Account;
  /** The rate cards that come with the engine, or none: then no amount is known. */
  readonly rates: "meta" | "none";
  /** Free units used before the first fact in its month: of the account, or of each number. */
  readonly freeUnitsUsed: number | ReadonlyMap<string, number>;
  /** Volume-tier units already accrued this month, by `market/category`. No card has tiers (T3). */
  readonly tierUnitsUsed: ReadonlyMap<string, number>;
  /** The countries of customers that are told; a customer may also be a phone in digits. */
  readonly countries: ReadonlyMap<string, string>;
  readonly facts: readonly ThreadFact[];
  readonly questions: readonly Question[];
}

/** The two ends of a thread, as a timeline calls them. */
export interface Ends {
  readonly number: string;
  readonly customer: string;
}

/** A fact and the thread it happened in. */
export interface ThreadFact extends Ends {
  readonly fact: Fact;
}

/** "May this be sent at that moment?" */
export interface Question extends Ends {
  readonly at: Instant;
  readonly draft: Draft;
}

/** Where a customer is: a phone says it, else the timeline; of no country if neither does. */
export function whereaboutsOf(
  customer: string,
  countries: ReadonlyMap<string, string>,
): Whereabouts {
  if (/^\d+$/.test(customer)) return { phone: customer };
  return { country: countries.get(customer) ?? NOWHERE };
}

/** ISO 3166 keeps it free for this; its market is `Other`. */
const NOWHERE = "ZZ";
