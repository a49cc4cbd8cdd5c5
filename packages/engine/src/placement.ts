import type { Account } from "./account.ts";
import type { Conversation, ConversationCategory } from "./conversation.ts";
import type { TemplateCategory } from "./facts.ts";
import { type Instant, later } from "./instant.ts";
import type { Regime } from "./regimes.ts";
import type { EntryPointOffer, SentMessage } from "./thread-state.ts";

/** Where a message belongs when it is delivered: it joins a conversation, opens one, or neither. */
export type Placement =
  | { readonly kind: "joins"; readonly conversation: Conversation; readonly rule: string }
  | { readonly kind: "opens"; readonly category: ConversationCategory; readonly rule: string }
  | { readonly kind: "neither"; readonly rule: string };

/** All that decides where a message belongs. */
export interface Moment {
  readonly regime: Regime;
  /** The conversations open when the message is delivered, oldest first. */
  readonly open: readonly Conversation[];
  readonly isWindowOpen: boolean;
  readonly offer: EntryPointOffer | null;
  readonly sentAt: Instant;
  /** When it is delivered, or known at last to have been. */
  readonly at: Instant;
  /** The platform said that the message belongs to a free entry point. */
  readonly saysEntryPoint: boolean;
  /** The platform said that it does not. */
  readonly deniesEntryPoint: boolean;
}

/**
 * Where a message of ours belongs that is delivered at this moment (SPEC C1 to C7, E2, E5).
 *
 * The fold asks this of what was delivered, and the gate of what might be: the same rules.
 */
export function placementOf(
  message: SentMessage,
  category: TemplateCategory | null,
  moment: Moment,
): Placement {
  if (message.content === "echo") return { kind: "neither", rule: "C12" };
  const entryPoint = moment.open.find((one) => one.category === "referral_conversion");
  if (entryPoint !== undefined) return { kind: "joins", conversation: entryPoint, rule: "E5" };
  if (message.content === "reaction") return joinAny(moment) ?? { kind: "neither", rule: "C7" };
  const mayAnswer = !moment.deniesEntryPoint && moment.at < entryPointEnd(moment);
  if (mayAnswer && isAnswerTo(moment.offer, moment.sentAt)) {
    return { kind: "opens", category: "referral_conversion", rule: "E2" };
  }
  if (moment.saysEntryPoint) return { kind: "opens", category: "referral_conversion", rule: "E9" };
  if (moment.regime.opensBy === "sender") return placementBySender(moment);
  return category === null
    ? (joinAny(moment) ?? { kind: "opens", category: "service", rule: "C4" })
    : placementByCategory(category, moment);
}

/** When the entry point ends that an answer begins (SPEC E3, E4). */
function entryPointEnd({ regime, sentAt, at }: Moment): Instant {
  const begin = regime.entryPointFrom === "sending" && sentAt < at ? sentAt : at;
  return later(begin, regime.entryPointMs);
}

/** Whether a message sent at `sentAt` answers the customer who came by an entry point (SPEC E2). */
export function isAnswerTo(offer: EntryPointOffer | null, sentAt: Instant): boolean {
  return offer !== null && offer.offeredAt <= sentAt && sentAt < offer.lapsesAt;
}

function placementBySender(moment: Moment): Placement {
  const open = moment.open.at(-1);
  if (open !== undefined) return { kind: "joins", conversation: open, rule: "C2" };
  const category = moment.isWindowOpen ? "user_initiated" : "business_initiated";
  return { kind: "opens", category, rule: "C2" };
}

function placementByCategory(category: TemplateCategory, moment: Moment): Placement {
  const open = moment.open.find((one) => one.category === category);
  if (open !== undefined) return { kind: "joins", conversation: open, rule: "C3" };
  return { kind: "opens", category, rule: "C3" };
}

/** A free-form joins service if it is open, else the conversation opened last (SPEC C5). */
function joinAny(moment: Moment): Placement | undefined {
  const service = moment.open.find((one) => one.category === "service");
  const conversation = service ?? lastOpened(moment.open);
  return conversation === undefined ? undefined : { kind: "joins", conversation, rule: "C5" };
}

function lastOpened(open: readonly Conversation[]): Conversation | undefined {
  let last: Conversation | undefined;
  for (const one of open) if (last === undefined || one.openedAt >= last.openedAt) last = one;
  return last;
}

/** The category a template counts as, by how and to whom it is sent (SPEC C10). */
export function templateCategoryAt(
  message: Pick<SentMessage, "content" | "category" | "api" | "country">,
  at: Instant,
  account: Account,
  regime: Regime,
): TemplateCategory | null {
  if (message.content !== "template") return null;
  if (message.category === "marketing" && message.api === "marketing_messages") {
    return regime.variants.includes("marketing_lite") ? "marketing_lite" : "marketing";
  }
  if (message.category === "authentication" && isInternational(message.country, at, account)) {
    return regime.variants.includes("authentication_international")
      ? "authentication_international"
      : "authentication";
  }
  return message.category;
}

function isInternational(country: string | null, at: Instant, account: Account): boolean {
  if (country === null || country === account.country) return false;
  const from = account.authInternationalFrom?.[country];
  return from !== undefined && from <= at;
}
