import type { Conversation, ConversationKey } from "./conversation.ts";
import type { Content, ReportedPricing, TemplateCategory } from "./facts.ts";
import type { Instant } from "./instant.ts";
import type { Unit } from "./unit.ts";
import type { Wamid } from "./wamid.ts";
import type { Window } from "./window.ts";

/** The customer came by an ad or a page button, and we have not answered yet (SPEC E1). */
export interface EntryPointOffer {
  readonly offeredAt: Instant;
  /** Up to, and not including, this moment an answer opens the entry point. */
  readonly lapsesAt: Instant;
  readonly referral: "ad" | "page_cta";
}

/**
 * What the fold keeps of a thread: what is open or offered, and the messages that are not final.
 *
 * Bounded, whatever the length of the thread. A plain value that survives `JSON.stringify`: the hub
 * stores it, the browser's composer reads it. `version` changes when its shape does; a state of
 * another version is thrown away and folded again.
 */
export interface ThreadState {
  readonly version: number;
  /** The canonical position of the last fact folded in; later facts must come after it. */
  readonly foldedTo: { readonly at: Instant; readonly rank: number; readonly id: string } | null;
  /** The service window open last, whether or not it has closed since. */
  readonly window: Window | null;
  /** Conversations that were still open at `foldedTo`, oldest first. */
  readonly conversations: readonly Conversation[];
  readonly offer: EntryPointOffer | null;
  /** Messages of ours that may still change: sent and undelivered, or reported on too lately. */
  readonly messages: readonly PendingMessage[];
  /** Messages that became final lately. */
  readonly final: readonly FinalMessage[];
}

/** The version of the states that this engine makes and reads. */
export const THREAD_STATE_VERSION: number = 2;

/** A thread of which nothing is known. */
export const EMPTY_THREAD: ThreadState = {
  version: THREAD_STATE_VERSION,
  foldedTo: null,
  window: null,
  conversations: [],
  offer: null,
  messages: [],
  final: [],
};

/** A message of ours that is not final. Private to the fold in all but its being kept. */
export interface PendingMessage {
  readonly wamid: Wamid;
  /** The least moment known of its sending; Meta's `sent`, once reported, stands. */
  readonly sentAt: Instant;
  readonly isSentReported: boolean;
  /** Up to, and not including, this moment it is remembered (SPEC D9). */
  readonly keptUntil: Instant;
  /** What was sent; `null` until a draft or an echo claims a message that only reports named. */
  readonly sent: SentMessage | null;
  readonly accountId: string | null;
  /** The price that came with `sent`: provisional until one comes with a delivery. */
  readonly provisional: ReportedPricing | null;
  readonly reportedExpiresAt: Instant | null;
  /** The moment of the report that named the end: it speaks of what was open then (SPEC C11). */
  readonly expirySaidAt: Instant | null;
  readonly reportedOrigin: string | null;
  /** Whether the conversation was named with the delivery, and not before it. */
  readonly isOriginOfDelivery: boolean;
  /** Where it was placed at its first delivery, once it could be. */
  readonly placed: Placed | null;
  readonly deliveries: readonly Delivery[];
}

export interface SentMessage {
  readonly content: Content | "echo";
  readonly category: TemplateCategory | null;
  readonly api: "cloud" | "marketing_messages";
  readonly by: "human" | "business_agent";
  /** Where the customer is, if known: ISO 3166 alpha-2. */
  readonly country: string | null;
}

export interface Placed {
  readonly conversation: ConversationKey | null;
  readonly opened: boolean;
  /** Whether that conversation was opened while conversations were charged. */
  readonly isOfChargedConversation: boolean;
}

/** One recipient that a message reached. */
export interface Delivery {
  readonly recipient: string;
  readonly deliveredAt: Instant;
  readonly inWindow: boolean;
  /** The first price that came with a report of delivery or reading. */
  readonly priced: ReportedPricing | null;
}

/** A message of which nothing more is expected: what is still said of it is passed over. */
export interface FinalMessage {
  readonly wamid: Wamid;
  readonly keptUntil: Instant;
}

/** What a fold changed: whole rows, new or in place of the one with the same key. */
export interface ThreadChanges {
  /** Merged spans. One that grew replaces the span with the same `openedAt`. */
  readonly windows: readonly Window[];
  readonly conversations: readonly Conversation[];
  readonly units: readonly Unit[];
}
