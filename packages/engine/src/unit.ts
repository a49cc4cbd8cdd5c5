import type { ConversationCategory, ConversationKey } from "./conversation.ts";
import type { Instant } from "./instant.ts";
import type { Wamid } from "./wamid.ts";

/** Meta's `pricing_model`: by conversation, or by message; NBP, by template, before 2022-02-01. */
export type PricingModel = "NBP" | "CBP" | "PMP";

/** What a unit is priced as; `meta_business_agent` is charged by token elsewhere. */
export type ChargeCategory = ConversationCategory | "meta_business_agent" | "unknown";

/** Meta's `pricing.type`; `null` under CBP, and where nobody knows. */
export type ChargeType =
  | "regular"
  | "free_customer_service"
  | "free_entry_point"
  | "free_group_customer_service"
  | null;

/**
 * What can be charged: one message of ours that reached one recipient. Its key is `wamid` and
 * `recipient`. The fold makes it; the rating gives it its place in the month and its amount.
 */
export interface Unit {
  readonly wamid: Wamid;
  /** The participant of a group; `""` for the thread's own customer. */
  readonly recipient: string;
  readonly accountId: string | undefined;
  /** The least moment of delivered, read and played: it chooses rate, regime and month. */
  readonly deliveredAt: Instant;
  readonly model: PricingModel;
  readonly category: ChargeCategory;
  /** What the fold knows of the type; an allowance may still turn `regular` into free. */
  readonly type: ChargeType;
  /**
   * Whether it is charged as far as its own thread can tell; `"by_allowance"`: if the month's free
   * units are used up, which the rating knows. `null`: nobody knows.
   */
  readonly billable: boolean | "by_allowance" | null;
  /** The conversation it was delivered in, if any. */
  readonly conversation: ConversationKey | null;
  /** Whether category, type and billable are Meta's own word. */
  readonly reported: boolean;
  /**
   * What we say ourselves, where Meta's word was taken: both are kept, and `reconcile` compares.
   */
  readonly derived: Pricing | undefined;
  readonly rule: string;
}

/** What a unit is priced as: as the platform says, or as we do. */
export interface Pricing {
  readonly model: PricingModel;
  readonly category: ChargeCategory;
  readonly type: ChargeType;
  readonly billable: boolean | "by_allowance" | null;
}
