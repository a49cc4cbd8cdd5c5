import type { TemplateCategory } from "./facts.ts";
import { HOUR_MS, type Instant } from "./instant.ts";
import type { ThreadState } from "./thread-state.ts";
import type { Wamid } from "./wamid.ts";

/** How long a conversation lasts, but for a free entry point (SPEC C6). */
export const CONVERSATION_MS: number = 24 * HOUR_MS;

/**
 * `referral_conversion` is a free entry point; the `_initiated` pair are those before 2023-06-01.
 */
export type ConversationCategory =
  | TemplateCategory
  | "service"
  | "referral_conversion"
  | "user_initiated"
  | "business_initiated";

/** What names a conversation within its thread. */
export interface ConversationKey {
  readonly category: ConversationCategory;
  readonly openedBy: Wamid;
}

/** The platform's 24-hour unit in a thread. Its key is `category` and `openedBy`. */
export interface Conversation {
  readonly category: ConversationCategory;
  /** The message whose delivery opened it. */
  readonly openedBy: Wamid;
  readonly openedAt: Instant;
  /** It holds every moment up to, and not including, this one. */
  readonly expiresAt: Instant;
  /** When a free entry point that opened beside it closed it before its time. */
  readonly closedEarlyAt: Instant | undefined;
  readonly initiatedBy: "business" | "customer";
  /**
   * Whether it was charged for. `null` where messages are charged and conversations are not, and
   * where the month's free units decide: then the charge of the unit that opened it says.
   */
  readonly billable: boolean | null;
  /** How many delivered messages of ours belong to it. */
  readonly messageCount: number;
  readonly rule: string;
}

/** The conversations of a thread that are open at `at`, oldest first (SPEC C6). */
export function conversationsAt(state: ThreadState, at: Instant): Conversation[] {
  return state.conversations.filter((conversation) => isOpenAt(conversation, at));
}

export function isOpenAt(conversation: Conversation, at: Instant): boolean {
  return conversation.openedAt <= at && at < (conversation.closedEarlyAt ?? conversation.expiresAt);
}

/** Who is held to have begun a conversation of `category` (SPEC C9). */
export function initiatorOf(category: ConversationCategory): "business" | "customer" {
  switch (category) {
    case "service":
    case "referral_conversion":
    case "user_initiated":
      return "customer";
    default:
      return "business";
  }
}
