import type { Instant } from "./instant.ts";
import type { Wamid } from "./wamid.ts";

/** The categories a template can have, and the two that come of how or to whom it was sent. */
export type TemplateCategory =
  | "marketing"
  | "utility"
  | "authentication"
  | "marketing_lite"
  | "authentication_international";

export type Content = "free_form" | "template" | "reaction";

export type DeliveryStatus = "accepted" | "sent" | "delivered" | "read" | "played";

/**
 * Something that happened in one thread, theirs or ours. Facts are only ever added.
 *
 * `id` tells two facts apart and breaks ties in the canonical order; the same fact always has the
 * same id. `at` is the platform's moment; rules see it in whole seconds.
 */
export type Fact =
  | CustomerMessage
  | CustomerCall
  | CallAccepted
  | BusinessMessage
  | StatusReported
  | Echo;

interface Happened {
  readonly id: string;
  readonly at: Instant;
}

/** The customer wrote. A reaction says so: whether it opens a window is a setting (SPEC W5). */
export interface CustomerMessage extends Happened {
  readonly kind: "customer_message";
  readonly wamid: Wamid;
  /** What brought the customer here; only `ad` and `page_cta` offer a free entry point. */
  readonly referral?: "ad" | "page_cta" | "post" | undefined;
  readonly device?: "phone" | "web" | undefined;
  readonly reaction?: boolean | undefined;
}

/** The customer called, answered or not (opens a window from 2024-10-01). */
export interface CustomerCall extends Happened {
  readonly kind: "customer_call";
}

/** The customer accepted a call of ours. */
export interface CallAccepted extends Happened {
  readonly kind: "call_accepted";
}

/** We sent a message; `at` is when the platform accepted it. */
export interface BusinessMessage extends Happened {
  readonly kind: "business_message";
  readonly wamid: Wamid;
  readonly content: Content;
  /** The template's category at that moment; absent for what is no template. */
  readonly category?: TemplateCategory | undefined;
  readonly api?: "cloud" | "marketing_messages" | undefined;
  readonly by?: "human" | "business_agent" | undefined;
  /** The account that sent it, and pays; absent: the one the thread's number belongs to. */
  readonly accountId?: string | undefined;
  /**
   * Where the customer is (ISO 3166 alpha-2), if known: for authentication-international (SPEC
   * C10).
   */
  readonly country?: string | undefined;
}

/** The platform reported on a message of ours. */
export interface StatusReported extends Happened {
  readonly kind: "status_reported";
  readonly wamid: Wamid;
  readonly status: Exclude<DeliveryStatus, "accepted"> | "failed";
  /** Who it reached: the customer, or in a group one participant. Absent: the thread's customer. */
  readonly recipient?: string | undefined;
  readonly accountId?: string | undefined;
  /** Meta's error code, with `failed`. */
  readonly code?: number | undefined;
  readonly pricing?: ReportedPricing | undefined;
  readonly conversation?: ReportedConversation | undefined;
}

/** A message the business sent from its own phone app: free, opens and extends nothing. */
export interface Echo extends Happened {
  readonly kind: "echo";
  readonly wamid: Wamid;
}

/** The platform's word on what a message cost. Words we do not know are kept as they came. */
export interface ReportedPricing {
  readonly model: string;
  readonly category: string;
  readonly type?: string | undefined;
  readonly billable?: boolean | undefined;
}

export interface ReportedConversation {
  readonly id: string;
  readonly originType?: string | undefined;
  readonly expiresAt?: Instant | undefined;
}
