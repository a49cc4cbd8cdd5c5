import type { Content, TemplateCategory } from "./facts.ts";
import type { Instant } from "./instant.ts";
import type { ThreadState } from "./thread-state.ts";

/** A message we want to send, as far as the rules care. */
export interface Draft {
  readonly content: Content;
  /** Must be there for a template. */
  readonly category?: TemplateCategory | undefined;
  readonly templateStatus?: "approved" | "paused" | "disabled" | "other" | undefined;
  readonly api?: "cloud" | "marketing_messages" | undefined;
  readonly by?: "human" | "business_agent" | undefined;
}

/** What a customer agreed to. To answer a customer needs no consent; opt-in is for the rest. */
export interface Consent {
  /** Categories the customer opted in to, or all; absent: none is asked for, and none refused. */
  readonly optedIn?: readonly TemplateCategory[] | "all" | undefined;
  /** Categories the customer stopped, or all (their word, or Meta's `user_preferences`). */
  readonly optedOut: readonly TemplateCategory[] | "all";
}

/** All that the gate must know of one thread to decide. */
export interface Thread {
  readonly state: ThreadState;
  /** Digits of the customer's phone, if known: they choose the market. */
  readonly phone?: string | undefined;
  /** ISO 3166 alpha-2, known of a customer without a phone. */
  readonly country?: string | undefined;
  /** The business blocked the customer, or Meta did. */
  readonly blocked: boolean;
  readonly consent: Consent;
  /**
   * Since when every webhook of the number reaches us, without a gap; `null`: they do not reach us
   * now; absent: they always have. Until a day after it, no window is surely closed (SPEC A12).
   */
  readonly heardSince?: Instant | null | undefined;
}
