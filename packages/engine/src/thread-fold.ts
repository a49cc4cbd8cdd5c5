import type { Account } from "./account.ts";
import { unreachable } from "./assert.ts";
import type { Position } from "./canonical-order.ts";
import { ConversationBook } from "./conversation-book.ts";
import { derivePricing, pricingOf, unknownPricing } from "./derive-unit.ts";
import { offerAfter, offerInWindow } from "./entry-point.ts";
import type {
  BusinessMessage,
  CustomerMessage,
  Echo,
  Fact,
  ReportedPricing,
  StatusReported,
  TemplateCategory,
} from "./facts.ts";
import type { Accounts } from "./fold.ts";
import { type Instant, instantFromMs, wholeSecond } from "./instant.ts";
import { type OpenDelivery, type OpenMessage, OpenMessages } from "./open-messages.ts";
import { isAnswerTo, type Placement, placementOf, templateCategoryAt } from "./placement.ts";
import { type Regime, type RegimeSpan, regimeSpanAt } from "./regimes.ts";
import { deniesEntryPoint, pricingFromReported, saysEntryPoint } from "./reported.ts";
import { ECHO, sentAsReported, sentFromFact } from "./sent-message.ts";
import {
  type EntryPointOffer,
  type SentMessage,
  THREAD_STATE_VERSION,
  type ThreadChanges,
  type ThreadState,
} from "./thread-state.ts";
import type { Unit } from "./unit.ts";
import { isWithin, type Window, windowAfter } from "./window.ts";

/** One fold at work: a copy of a thread's state that changes fact by fact. */
export class ThreadFold {
  readonly #accounts: Accounts;
  readonly #conversations: ConversationBook;
  readonly #messages: OpenMessages;
  readonly #changedWindows: Window[] = [];
  readonly #changedUnits = new Map<OpenDelivery, Unit>();
  #now: Instant = instantFromMs(0);
  #window: Window | null;
  #offer: EntryPointOffer | null;
  #span: RegimeSpan | undefined;
  #spanAccount: Account | undefined;

  constructor(state: ThreadState, accounts: Accounts) {
    this.#accounts = accounts;
    this.#window = state.window;
    this.#offer = state.offer;
    this.#conversations = new ConversationBook(state.conversations);
    this.#messages = new OpenMessages(state);
  }

  /** Takes the next fact in canonical order. */
  add(fact: Fact): void {
    const at = wholeSecond(fact.at);
    this.#now = at;
    this.#conversations.expire(at);
    switch (fact.kind) {
      case "customer_message":
        this.#hearMessage(fact, at);
        break;
      case "customer_call":
      case "call_accepted":
        if (this.#regimeAt(at, this.#accounts.of(undefined)).callsOpenWindow) this.#hear(at);
        break;
      case "business_message":
      case "echo":
        this.#claim(fact, at);
        break;
      case "status_reported":
        this.#hearOf(fact, at);
        break;
      default:
        unreachable(fact);
    }
  }

  result(foldedTo: Position): { state: ThreadState; changes: ThreadChanges } {
    return {
      state: {
        version: THREAD_STATE_VERSION,
        foldedTo,
        window: this.#window,
        conversations: this.#conversations.all,
        offer: this.#offer,
        ...this.#messages.keptAt(foldedTo.at),
      },
      changes: {
        windows: this.#changedWindows,
        conversations: this.#conversations.changed,
        units: [...this.#changedUnits.values()],
      },
    };
  }

  #hearMessage(fact: CustomerMessage, at: Instant): void {
    const account = this.#accounts.of(undefined);
    const counts = fact.reaction !== true || account.assumptions?.reactionOpensWindow === true;
    if (counts) this.#hear(at);
    this.#offer = offerAfter(this.#offer, fact, at);
  }

  #hear(at: Instant): void {
    this.#window = windowAfter(this.#window, at);
    this.#offer = offerInWindow(this.#offer, this.#window, this.#accounts.of(undefined));
    const last = this.#changedWindows.at(-1);
    if (last?.openedAt === this.#window.openedAt) this.#changedWindows.pop();
    this.#changedWindows.push(this.#window);
  }

  /** We say what we sent. Reports may have come before us, if the clocks differ (SPEC D7). */
  #claim(fact: BusinessMessage | Echo, at: Instant): void {
    if (this.#messages.isFinal(fact.wamid, at)) return;
    const message = this.#messages.named(fact.wamid, at);
    if (message.sent !== null) return;
    message.sent = fact.kind === "echo" ? ECHO : sentFromFact(fact);
    if (fact.kind === "business_message") {
      message.accountId = fact.accountId ?? message.accountId;
      if (fact.content !== "reaction") this.#useOffer(at);
    }
    if (!message.isSentReported && message.deliveries.length === 0) message.sentAt = at;
    for (const delivery of message.deliveries) this.#settle(message, delivery);
    this.#messages.shortenKeeping(message, at);
  }

  /** An answer that is sent in an open entry point uses up the offer of the next (SPEC E8). */
  #useOffer(at: Instant): void {
    if (!isAnswerTo(this.#offer, at)) return;
    if (this.#conversations.isEntryPointOpenAt(at)) this.#offer = null;
  }

  #hearOf(fact: StatusReported, at: Instant): void {
    if (this.#messages.isFinal(fact.wamid, at)) return;
    const known = this.#messages.find(fact.wamid, at);
    const isLate = fact.status === "read" || fact.status === "played";
    if (known === undefined && (isLate || fact.status === "failed")) return;
    const message = known ?? this.#messages.named(fact.wamid, at);
    this.#messages.hear(message, fact, at);
    if (message.sent?.content === "echo" || fact.status === "failed") return;
    if (fact.status === "sent") {
      if (message.sent === null) this.#useOffer(at);
      for (const one of message.deliveries) this.#settle(message, one);
    } else this.#hearDelivery(message, fact, at);
  }

  #hearDelivery(message: OpenMessage, fact: StatusReported, at: Instant): void {
    const recipient = fact.recipient ?? "";
    const known = message.deliveries.find((one) => one.recipient === recipient);
    const saysNothingNew = fact.pricing === undefined && fact.conversation === undefined;
    if (known !== undefined && saysNothingNew) return;
    const inWindow = isWithin(this.#window, at);
    const delivery = known ?? { recipient, deliveredAt: at, inWindow, priced: null };
    if (known === undefined) message.deliveries.push(delivery);
    const isFirstPrice = delivery.priced === null && fact.pricing !== undefined;
    if (isFirstPrice) delivery.priced = fact.pricing;
    // What another tool sent may be known by what it cost one recipient, and then is so of all.
    const concerned = message.sent === null ? message.deliveries : [delivery];
    for (const one of concerned) this.#settle(message, one);
    this.#messages.shortenKeeping(message, at);
  }

  /** Makes the unit of a delivery out of all that is known of it by now. */
  #settle(message: OpenMessage, delivery: OpenDelivery): void {
    const at = delivery.deliveredAt;
    const account = this.#accounts.of(message.accountId ?? undefined);
    const regime = this.#regimeAt(at, account);
    const reported = delivery.priced ?? message.provisional;
    const sent = message.sent ?? sentAsReported(firstPriceOf(message), message.reportedOrigin);
    const category = sent === null ? null : templateCategoryAt(sent, at, account, regime);
    if (sent !== null && message.placed === null) this.#place(message, delivery, sent, category);
    const placed = message.placed;
    this.#hearExpiry(message, regime);
    const isToGroup = delivery.recipient !== "";
    const isWindowOpen = delivery.inWindow;
    const ours =
      sent === null || placed === null
        ? unknownPricing(regime)
        : derivePricing({ message: sent, category, placed, isWindowOpen, isToGroup, regime });
    const theirs =
      reported === null ? null : pricingFromReported(reported, ours, placed?.opened ?? null);
    const standing = theirs ?? ours;
    const unit: Unit = {
      wamid: message.wamid,
      recipient: delivery.recipient,
      accountId: message.accountId ?? undefined,
      deliveredAt: at,
      model: standing.model,
      category: standing.category,
      type: standing.type,
      billable: standing.billable,
      conversation: placed?.conversation ?? null,
      reported: theirs !== null,
      derived: theirs === null ? undefined : pricingOf(ours),
      rule: theirs === null ? ours.rule : "P15",
    };
    this.#changedUnits.set(delivery, unit);
    const isFirst = delivery === message.deliveries[0];
    if (placed?.opened === true && isFirst) this.#conversations.hearPrice(unit);
  }

  /**
   * Takes the platform's word on when the conversation of a message ends (SPEC C11).
   *
   * Where it bills messages it may name a conversation for each of them, which is none of ours:
   * only of an entry point does it still know the end. That is for the message to tell: one that is
   * billed by itself may have joined a conversation of before that day.
   *
   * What it said before the conversation opened is when one would end that opened then. It was not
   * delivered then, so it is passed over; but for an entry point that begins with the sending.
   */
  #hearExpiry(message: OpenMessage, regime: Regime): void {
    const { placed, reportedExpiresAt, expirySaidAt, reportedOrigin } = message;
    const conversation = placed?.conversation ?? null;
    if (placed === null || conversation === null || reportedExpiresAt === null) return;
    message.reportedExpiresAt = null;
    const isEntryPoint = conversation.category === "referral_conversion";
    const isBilledAlone = !placed.isOfChargedConversation || regime.chargedBy === "message";
    if (!isEntryPoint && isBilledAlone) return;
    const isFromSending = isEntryPoint && !placed.isOfChargedConversation;
    this.#conversations.hearExpiry(conversation, {
      expiresAt: wholeSecond(reportedExpiresAt),
      origin: reportedOrigin,
      since: isFromSending ? null : expirySaidAt,
    });
  }

  /** Finds the conversation of a message. What is known late belongs where it belongs now (D7). */
  #place(
    message: OpenMessage,
    delivery: OpenDelivery,
    sent: SentMessage,
    category: TemplateCategory | null,
  ): void {
    if (sent.content === "template" && category === null) return;
    const at = this.#now;
    const regime = this.#regimeOf(message, delivery.deliveredAt);
    const denied = sent.by === "business_agent" ? undefined : deniedOf(message);
    if (denied === "any") this.#conversations.endEntryPoint(delivery.deliveredAt, at);
    const placement = placementOf(sent, category, {
      regime,
      open: this.#conversations.openAt(at),
      isWindowOpen: delivery.inWindow,
      offer: this.#offer,
      sentAt: message.sentAt,
      at,
      saysEntryPoint: saysEntryPoint(firstPriceOf(message), message.reportedOrigin),
      deniesEntryPoint: denied !== undefined,
    });
    const isAnswer = sent.content !== "reaction" && sent.content !== "echo";
    if (isAnswer && isAnswerTo(this.#offer, message.sentAt)) this.#offer = null;
    this.#belong(message, placement, at, regime);
  }

  #belong(message: OpenMessage, placement: Placement, at: Instant, regime: Regime): void {
    if (placement.kind === "neither") {
      message.placed = { conversation: null, opened: false, isOfChargedConversation: false };
      return;
    }
    const conversation =
      placement.kind === "joins"
        ? placement.conversation
        : this.#conversations.open({
            category: placement.category,
            openedBy: message.wamid,
            openedAt: openingMoment(message, placement, at, regime),
            allEndAt: this.#endOfConversationsAt(at, message),
            regime,
            rule: placement.rule,
          });
    const key = { category: conversation.category, openedBy: conversation.openedBy };
    this.#conversations.count(key);
    const opening = this.#regimeOf(message, conversation.openedAt);
    message.placed = {
      conversation: key,
      opened: placement.kind === "opens",
      isOfChargedConversation: opening.chargedBy === "conversation",
    };
  }

  /** Conversations of before the platform had any ended when it began to have them (SPEC C8). */
  #endOfConversationsAt(at: Instant, message: OpenMessage): number {
    const { regime, to } = regimeSpanAt(at, this.#accounts.of(message.accountId ?? undefined));
    return regime.chargedBy === "template" ? to : Number.MAX_SAFE_INTEGER;
  }

  #regimeOf(message: OpenMessage, at: Instant): Regime {
    return this.#regimeAt(at, this.#accounts.of(message.accountId ?? undefined));
  }

  #regimeAt(at: Instant, account: Account): Regime {
    const span = this.#span;
    const isSame = span !== undefined && this.#spanAccount === account;
    if (isSame && span.from <= at && at < span.to) return span.regime;
    this.#span = regimeSpanAt(at, account);
    this.#spanAccount = account;
    return this.#span.regime;
  }
}

/** What the platform said of the message itself: what it cost the first of whom it said so. */
function firstPriceOf(message: OpenMessage): ReportedPricing | null {
  const priced = message.deliveries.find((one) => one.priced !== null);
  return priced?.priced ?? message.provisional;
}

/**
 * What the platform's word rules out for a message (SPEC E10). What it said before the delivery
 * does not speak of an entry point that another message opened meanwhile.
 */
function deniedOf(message: OpenMessage): "opening" | "any" | undefined {
  const origin = message.reportedOrigin;
  const price = firstPriceOf(message);
  if (!deniesEntryPoint(price, origin)) return undefined;
  const isPriceOfDelivery = message.deliveries.some((one) => one.priced !== null);
  const isOfDelivery = deniesEntryPoint(
    isPriceOfDelivery ? price : null,
    message.isOriginOfDelivery ? origin : null,
  );
  return isOfDelivery ? "any" : "opening";
}

/** An entry point may begin when the answer was sent; all else begins at delivery (SPEC E3). */
function openingMoment(
  message: OpenMessage,
  placement: Placement,
  at: Instant,
  regime: Regime,
): Instant {
  const isFromSending = placement.rule === "E2" && regime.entryPointFrom === "sending";
  return isFromSending && message.sentAt < at ? message.sentAt : at;
}
