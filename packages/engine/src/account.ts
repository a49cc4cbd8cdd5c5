import type { Instant } from "./instant.ts";

/**
 * What the rules need to know of the account that sends and pays.
 *
 * Months and regime switches turn at 00:00 in `timeZone` (an IANA name). `currency` picks the rate.
 */
export interface Account {
  readonly timeZone: string;
  readonly currency: string;
  /**
   * ISO 3166 alpha-2 of the business's primary location; absent: unverified, foreign everywhere.
   */
  readonly country?: string | undefined;
  /** From when authentication-international rates apply, by the recipient's country. */
  readonly authInternationalFrom?: Readonly<Record<string, Instant>> | undefined;
  /** Served by a solution partner on 2023-04-04. */
  readonly partnerServed?: boolean | undefined;
  /** An eligible government or non-profit: service beyond the allowance stays free. */
  readonly exempt?: boolean | undefined;
  /** `false`: none on file. */
  readonly paymentMethod?: boolean | undefined;
  /** What to assume where the platform's rules are silent; each has a default (SPEC, Settings). */
  readonly assumptions?: Assumptions | undefined;
}

/**
 * Answers to what the platform leaves open. Absent: the default that SPEC gives with its reason.
 */
export interface Assumptions {
  /** Whether a customer's reaction opens the service window (SPEC W5). Default: no. */
  readonly reactionOpensWindow?: boolean | undefined;
  /**
   * Until when an entry point is offered: 24 h from the click, or while the window is open (E2).
   */
  readonly entryPointOffered?: "from_click" | "in_window" | undefined;
}
