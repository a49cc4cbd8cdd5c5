import type {
  Accounts,
  ChargeCategory,
  ChargeType,
  Fact,
  Pricing,
  PricingModel,
  ReportedPricing,
} from "@casement/engine";
import { categoryOf, isConversationCharged, isOfCharged, type Talk } from "./conversations.ts";
import { isByMessage, isByTemplate, isSince } from "./dates.ts";
import type { Rules } from "./entry-points.ts";
import { isWindowOpenAt } from "./hearing.ts";
import {
  accountIdOf,
  deliveriesOf,
  type Message,
  messagesIn,
  reportedPriceOf,
  senderOf,
} from "./messages.ts";
import { categoryFromWord, type Sent, sentOf } from "./words.ts";

/** A unit as the oracle sees it: all but the rule that says why. */
export interface PlainUnit extends Pricing {
  readonly wamid: string;
  readonly recipient: string;
  readonly accountId: string | undefined;
  readonly deliveredAt: number;
  readonly conversation: { readonly category: string; readonly openedBy: string } | null;
  readonly reported: boolean;
  readonly derived: Pricing | undefined;
}

/** All units of a thread, when these facts were known. */
export function unitsOf(
  ordered: readonly Fact[],
  talks: readonly Talk[],
  accounts: Accounts,
): PlainUnit[] {
  return messagesIn(ordered).flatMap((message) =>
    unitsOfMessage(message, ordered, talks, accounts),
  );
}

/** Each recipient whom it reached is a unit; an echo costs nothing and is none (C12, P1, P22). */
export function unitsOfMessage(
  message: Message,
  known: readonly Fact[],
  talks: readonly Talk[],
  accounts: Accounts,
): PlainUnit[] {
  if (message.claim?.kind === "echo") return [];
  return deliveriesOf(message).map(({ recipient, at }) => {
    const talk = talks.find((one) => one.members.includes(message.wamid));
    const delivered: Delivered = {
      message,
      recipient,
      rules: { at, account: senderOf(message, accounts) },
      talk,
      isWindowOpen: isWindowOpenAt(known, at, accounts.of(undefined)),
    };
    const ours = oursOf(delivered);
    const theirs = theirsOf(reportedPriceOf(message, recipient), ours, delivered);
    return {
      wamid: message.wamid,
      recipient,
      accountId: accountIdOf(message),
      deliveredAt: at,
      conversation:
        talk === undefined ? null : { category: talk.category, openedBy: talk.openedBy },
      ...(theirs ?? ours),
      reported: theirs !== undefined,
      derived: theirs === undefined ? undefined : ours,
    };
  });
}

interface Delivered {
  readonly message: Message;
  readonly recipient: string;
  readonly rules: Rules;
  /** The conversation it is in. */
  readonly talk: Talk | undefined;
  readonly isWindowOpen: boolean;
}

/** What we say ourselves, by the rules of the moment of delivery (P18). */
function oursOf(delivered: Delivered): Pricing {
  const { message, rules } = delivered;
  const sent = sentOf(message);
  const model = modelAt(rules);
  if (sent === undefined) return { model, category: "unknown", type: null, billable: null }; // P17
  if (sent.by === "business_agent") {
    const billable = isSince("2026-08-01", rules.at, rules.account);
    return { model, category: "meta_business_agent", type: null, billable }; // P10, E6
  }
  if (model === "NBP") return ofTemplate(sent);
  return model === "CBP" ? ofConversation(delivered) : ofMessage(sent, delivered);
}

/** P2 */
function ofTemplate(sent: Sent): Pricing {
  const isTemplate = sent.content === "template";
  const category = isTemplate ? (sent.category ?? "unknown") : "service";
  return { model: "NBP", category, type: null, billable: isTemplate };
}

/** P3, P4, P5: the message that opened a conversation bears its charge. */
function ofConversation({ message, talk, rules }: Delivered): Pricing {
  if (talk === undefined) return { model: "CBP", category: "service", type: null, billable: false };
  const { category, openedBy } = talk;
  const billable = openedBy === message.wamid ? isConversationCharged(category, rules) : false;
  return { model: "CBP", category, type: null, billable };
}

/** P6 to P13, in the order in which one overrides another. */
function ofMessage(sent: Sent, delivered: Delivered): Pricing {
  const { rules, talk, recipient, isWindowOpen } = delivered;
  const { at, account } = rules;
  const category = sent.content === "template" ? categoryOf(sent, rules) : "service";
  if (talk?.category === "referral_conversion") {
    return pmp("referral_conversion", "free_entry_point", false); // E6
  }
  const isCarriedOver = talk?.category === "utility" && isOfCharged(talk, rules);
  if (category === "utility" && isCarriedOver) {
    return { model: "CBP", category, type: null, billable: false }; // P9
  }
  const free = recipient === "" ? "free_customer_service" : "free_group_customer_service";
  if (sent.content === "reaction") return pmp("service", free, false); // P13
  const isOctober = isSince("2026-10-01", at, account);
  if (category === "service") {
    // P8, P11
    return isOctober ? pmp(category, "regular", "by_allowance") : pmp(category, free, false);
  }
  const isFreeInWindow = category === "utility" && !isOctober; // P7, P12
  if (isFreeInWindow && isWindowOpen) return pmp(category, free, false);
  return pmp(category, "regular", true); // P6
}

function pmp(category: ChargeCategory, type: ChargeType, billable: Pricing["billable"]): Pricing {
  return { model: "PMP", category, type, billable };
}

/** The platform's word, where it gave one; what it leaves out is as we say (P15, P16). */
function theirsOf(
  price: ReportedPricing | undefined,
  ours: Pricing,
  { message, talk }: Delivered,
): Pricing | undefined {
  if (price === undefined) return undefined;
  const model = MODELS.find((one) => one === price.model) ?? ours.model;
  const type = TYPES.find((one) => one === price.type) ?? null;
  const said = price.billable ?? (type === null ? ours.billable : type === "regular");
  const isKnown = ours.category !== "unknown";
  const category = categoryFromWord(price.category);
  const isElsewhere = ours.category === "service" && OF_TEMPLATES.has(category);
  const isOpener = talk?.openedBy === message.wamid && !isElsewhere;
  return {
    model,
    category,
    type: model === "CBP" ? null : type,
    billable: model === "CBP" && isKnown && !isOpener ? false : said, // P16
  };
}

function modelAt({ at, account }: Rules): PricingModel {
  if (isByTemplate(at, account)) return "NBP";
  return isByMessage(at, account) ? "PMP" : "CBP";
}

/** What the platform says of a conversation, with the message that opened it (P16). */
export function saidOfConversation(
  message: Message,
  known: readonly Fact[],
  talks: readonly Talk[],
  accounts: Accounts,
): boolean | undefined {
  const unit = unitsOfMessage(message, known, talks, accounts)[0];
  const isSaid = unit?.reported === true && unit.model === "CBP";
  return isSaid && typeof unit.billable === "boolean" ? unit.billable : undefined;
}

const OF_TEMPLATES: ReadonlySet<ChargeCategory> = new Set([
  "marketing",
  "utility",
  "authentication",
  "marketing_lite",
  "authentication_international",
] as const);
const MODELS = ["NBP", "CBP", "PMP"] as const;
const TYPES = [
  "regular",
  "free_customer_service",
  "free_entry_point",
  "free_group_customer_service",
] as const;
