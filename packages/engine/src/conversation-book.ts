import {
  CONVERSATION_MS,
  type Conversation,
  type ConversationCategory,
  type ConversationKey,
  initiatorOf,
  isOpenAt,
} from "./conversation.ts";
import { conversationBillable } from "./derive-unit.ts";
import { type Instant, instantFromMs, later } from "./instant.ts";
import type { Regime } from "./regimes.ts";
import { categoryFromWord } from "./reported.ts";
import type { Unit } from "./unit.ts";
import type { Wamid } from "./wamid.ts";

type OpenConversation = { -readonly [Field in keyof Conversation]: Conversation[Field] };

/** What opens a conversation: which message, as what, since when. */
export interface Opening {
  readonly category: ConversationCategory;
  readonly openedBy: Wamid;
  readonly openedAt: Instant;
  /** When all conversations end, if they do (SPEC C8). */
  readonly allEndAt: number;
  readonly regime: Regime;
  readonly rule: string;
}

/** The platform's word on the end of a conversation. */
export interface ReportedEnd {
  readonly expiresAt: Instant;
  /** What it calls the conversation, if it says. */
  readonly origin: string | null;
  /** What opened after this it did not speak of; `null`: it spoke of what would open, too. */
  readonly since: Instant | null;
}

/** The fold's own copy of a thread's open conversations, which it may change. */
export class ConversationBook {
  #open: OpenConversation[];
  readonly #changed = new Set<OpenConversation>();

  constructor(conversations: readonly Conversation[]) {
    this.#open = conversations.map((one) => ({ ...one }));
  }

  /** Those not over yet, oldest first. */
  get all(): readonly Conversation[] {
    return this.#open;
  }

  get changed(): readonly Conversation[] {
    return [...this.#changed];
  }

  openAt(at: Instant): readonly Conversation[] {
    return this.#open.filter((one) => isOpenAt(one, at));
  }

  isEntryPointOpenAt(at: Instant): boolean {
    return this.#open.some((one) => one.category === "referral_conversion" && isOpenAt(one, at));
  }

  /**
   * Lets go of what is over at `at`, the moment of the fact at hand.
   *
   * Before every fact, and not when somebody looks: else a thread folded in one go would remember
   * what a thread folded in two has forgotten (SPEC D2).
   */
  expire(at: Instant): void {
    for (const one of this.#open) {
      if (one.expiresAt > at) continue;
      this.#open = this.#open.filter((other) => other.expiresAt > at);
      return;
    }
  }

  /** Opens a conversation; an entry point closes the others (SPEC E5). */
  open(opening: Opening): Conversation {
    const { category, openedBy, openedAt, allEndAt, regime, rule } = opening;
    const isEntryPoint = category === "referral_conversion";
    const isCharged = regime.chargedBy === "conversation" || isEntryPoint;
    const endsAt = later(openedAt, isEntryPoint ? regime.entryPointMs : CONVERSATION_MS);
    if (isEntryPoint) this.#closeAll(openedAt);
    const conversation: OpenConversation = {
      category,
      openedBy,
      openedAt,
      expiresAt: instantFromMs(Math.min(endsAt, allEndAt)),
      closedEarlyAt: undefined,
      initiatedBy: initiatorOf(category),
      billable: isCharged ? conversationBillable(category, regime) : null,
      messageCount: 0,
      rule,
    };
    this.#open.push(conversation);
    return conversation;
  }

  /** Ends the entry point at `at` that the platform did not know when it delivered (SPEC E10). */
  endEntryPoint(deliveredAt: Instant, at: Instant): void {
    const isDenied = (one: Conversation): boolean =>
      one.category === "referral_conversion" && one.openedAt <= deliveredAt;
    for (const one of this.#open.filter(isDenied)) {
      one.closedEarlyAt = at;
      this.#changed.add(one);
    }
    this.#open = this.#open.filter((one) => !isDenied(one));
  }

  /** Counts a delivered message to the conversation it belongs to. */
  count(key: ConversationKey): void {
    const conversation = this.#find(key);
    if (conversation === undefined) return;
    conversation.messageCount++;
    this.#changed.add(conversation);
  }

  /** Takes the platform's word on when a conversation ends (SPEC C11, E7). */
  hearExpiry(key: ConversationKey, { expiresAt, origin, since }: ReportedEnd): void {
    if (origin !== null && categoryFromWord(origin) !== key.category) return;
    const conversation = this.#find(key);
    if (conversation === undefined || expiresAt <= conversation.openedAt) return;
    if (since !== null && since < conversation.openedAt) return;
    if (conversation.expiresAt === expiresAt) return;
    conversation.expiresAt = expiresAt;
    this.#changed.add(conversation);
  }

  /** Takes its word on whether a conversation is charged, given with what opened it (SPEC P16). */
  hearPrice(opener: Unit): void {
    const key = opener.conversation;
    if (!opener.reported || opener.model !== "CBP" || key === null) return;
    const conversation = this.#find(key);
    if (conversation === undefined || typeof opener.billable !== "boolean") return;
    if (conversation.billable === opener.billable) return;
    conversation.billable = opener.billable;
    this.#changed.add(conversation);
  }

  #closeAll(at: Instant): void {
    for (const one of this.#open) {
      one.closedEarlyAt = instantFromMs(Math.max(one.openedAt, at));
      this.#changed.add(one);
    }
    this.#open = [];
  }

  #find(key: ConversationKey): OpenConversation | undefined {
    return this.#open.find((one) => one.category === key.category && one.openedBy === key.openedBy);
  }
}
