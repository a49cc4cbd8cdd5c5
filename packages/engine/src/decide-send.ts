import type { Account } from "./account.ts";
import type { Charge, Usage } from "./charge.ts";
import { chargeOf } from "./charge-of.ts";
import { type ConversationCategory, conversationsAt } from "./conversation.ts";
import type { Decision, ExpectedCharge, SendLimits, WindowVerdict } from "./decision.ts";
import { derivePricing } from "./derive-unit.ts";
import type { Draft, Thread } from "./draft.ts";
import type { TemplateCategory } from "./facts.ts";
import { type Instant, later } from "./instant.ts";
import { type Placement, placementOf, templateCategoryAt } from "./placement.ts";
import { countryOf, marketOf } from "./rates/market.ts";
import type { RateCard } from "./rates/rate-card.ts";
import { groundOf, refusalsOf } from "./refusals.ts";
import { type Regime, regimeAt } from "./regimes.ts";
import type { Placed, SentMessage } from "./thread-state.ts";
import type { Unit } from "./unit.ts";
import { wamidFrom } from "./wamid.ts";
import { isWithin, SERVICE_WINDOW_MS } from "./window.ts";

export interface SendContext {
  readonly account: Account;
  readonly rates: RateCard;
  readonly usage: Usage;
  readonly limits?: SendLimits | undefined;
  /**
   * For how long the window must still be open, in milliseconds, for what is no template: a message
   * takes its way (SPEC A22). Absent: 0. Those who really send take `SEND_MARGIN_MS`.
   */
  readonly marginMs?: number | undefined;
}

/** What the gate and the composer keep off the end of a window (SPEC A22). */
export const SEND_MARGIN_MS: number = 2_000;

/**
 * Whether `draft` may be sent to the customer of `thread` at `now`, and what it would bring.
 *
 * It reckons as if the message were delivered at `now`. Behind the inbox's composer, the gate,
 * campaigns and one-time passwords stands this one function (SPEC A1 to A13).
 */
export function decideSend(
  thread: Thread,
  draft: Draft,
  now: Instant,
  context: SendContext,
): Decision {
  const { account } = context;
  const regime = regimeAt(now, account);
  const country = countryOf(thread);
  const message: SentMessage = {
    content: draft.content,
    category: draft.category ?? null,
    api: draft.api ?? "cloud",
    by: draft.by ?? "human",
    country,
  };
  const category = templateCategoryAt(message, now, account, regime);
  const marginMs = draft.content === "template" ? 0 : (context.marginMs ?? 0);
  const window = windowVerdict(thread, now, marginMs);
  const outlook: Outlook = { thread, message, category, now, regime, context };
  const placement = placementAt(outlook, window === "open");
  const charge = expectedCharge(outlook, placement, window);
  const limits = context.limits ?? {};
  const reasons = refusalsOf({
    thread,
    draft,
    category,
    country,
    window,
    account,
    regime,
    limits,
    charge,
  });
  const reason = reasons[0];
  if (reason !== undefined) {
    return { allowed: false, window, reason, reasons, ...groundOf(reason) };
  }
  return {
    allowed: true,
    window,
    opens: placement.kind === "opens" ? placement.category : null,
    joins: placement.kind === "joins" ? placement.conversation.category : null,
    charge,
    rule: ruleOf(draft, window),
  };
}

/**
 * Whether the window is open; before a day of listening, a window we know nothing of may be (A12).
 */
function windowVerdict(thread: Thread, now: Instant, marginMs: number): WindowVerdict {
  if (isWithin(thread.state.window, later(now, marginMs))) return "open";
  return isDeafFor(SERVICE_WINDOW_MS, thread, now) ? "unknown" : "closed";
}

/** Whether something that is over after `spanMs` may have begun before we listened. */
function isDeafFor(spanMs: number, { heardSince }: Thread, now: Instant): boolean {
  if (heardSince === undefined) return false;
  return heardSince === null || now < later(heardSince, spanMs);
}

function ruleOf(draft: Draft, window: WindowVerdict): string {
  if (window === "unknown") return "A12";
  return draft.content === "template" ? "A1" : "A2";
}

/** A send, seen as already delivered. */
interface Outlook {
  readonly thread: Thread;
  readonly message: SentMessage;
  readonly category: TemplateCategory | null;
  readonly now: Instant;
  readonly regime: Regime;
  readonly context: SendContext;
}

function placementAt(outlook: Outlook, isWindowOpen: boolean): Placement {
  const { thread, message, category, now, regime } = outlook;
  return placementOf(message, category, {
    regime,
    open: conversationsAt(thread.state, now),
    isWindowOpen,
    offer: thread.state.offer,
    sentAt: now,
    at: now,
    saysEntryPoint: false,
    deniesEntryPoint: false,
  });
}

/**
 * What it would cost: a range where a free unit may be gone, where the window is not known, or
 * where an entry point may be open that began before we listened (A13).
 */
function expectedCharge(
  outlook: Outlook,
  placement: Placement,
  window: WindowVerdict,
): ExpectedCharge {
  const charge = chargeAsKnown(outlook, placement, window);
  if (!mayBeInEntryPoint(outlook, placement) || isSurelyFree(charge)) return charge;
  const amountMaxMicros = charge.amountMaxMicros ?? charge.amountMicros;
  return {
    ...charge,
    type: null,
    billable: null,
    amountMicros: 0,
    amountMaxMicros,
    isEntryPointUnknown: true,
  };
}

/** A click may be answered for a day, and what the answer opens lasts as the regime says (A12). */
function mayBeInEntryPoint({ thread, now, regime }: Outlook, placement: Placement): boolean {
  const isKnown =
    placement.kind === "opens"
      ? placement.category === "referral_conversion"
      : placement.kind === "joins" && placement.conversation.category === "referral_conversion";
  return !isKnown && isDeafFor(SERVICE_WINDOW_MS + regime.entryPointMs, thread, now);
}

function isSurelyFree({ billable, amountMaxMicros }: ExpectedCharge): boolean {
  return billable === false && amountMaxMicros === undefined;
}

function chargeAsKnown(
  outlook: Outlook,
  placement: Placement,
  window: WindowVerdict,
): ExpectedCharge {
  const { usage } = outlook.context;
  const least = chargeIf(outlook, placement, window !== "closed", usage);
  const inFlight = usage.freeUnitsInFlight ?? 0;
  if (window !== "unknown" && inFlight === 0) return least;
  const used = usage.freeUnitsUsed + inFlight;
  const most = chargeIf(outlook, placement, window === "open", { ...usage, freeUnitsUsed: used });
  if (most.billable === least.billable && most.amountMicros === least.amountMicros) return least;
  return { ...least, amountMaxMicros: most.amountMicros };
}

function chargeIf(
  outlook: Outlook,
  placement: Placement,
  isWindowOpen: boolean,
  usage: Usage,
): Charge {
  const { message, category, now, regime, context } = outlook;
  const placed = placedFrom(placement, now, context.account);
  const pricing = derivePricing({
    message,
    category,
    placed,
    isWindowOpen,
    isToGroup: false,
    regime,
  });
  const unit: Unit = {
    wamid: DRAFT_WAMID,
    recipient: "",
    accountId: undefined,
    deliveredAt: now,
    conversation: placed.conversation,
    reported: false,
    derived: undefined,
    ...pricing,
  };
  const country = message.country ?? undefined;
  const market = marketOf({ country }, now, context.account.timeZone);
  return chargeOf(unit, { ...context, usage, market });
}

function placedFrom(placement: Placement, now: Instant, account: Account): Placed {
  if (placement.kind === "neither") {
    return { conversation: null, opened: false, isOfChargedConversation: false };
  }
  const opened = placement.kind === "opens";
  const openedAt = opened ? now : placement.conversation.openedAt;
  const category: ConversationCategory = opened
    ? placement.category
    : placement.conversation.category;
  return {
    conversation: { category, openedBy: opened ? DRAFT_WAMID : placement.conversation.openedBy },
    opened,
    isOfChargedConversation: regimeAt(openedAt, account).chargedBy === "conversation",
  };
}

/** A draft has no wamid yet; none of the platform's is like this. */
const DRAFT_WAMID = wamidFrom("draft");
