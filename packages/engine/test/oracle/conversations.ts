import type {
  Accounts,
  ChargeCategory,
  ConversationCategory,
  Fact,
  TemplateCategory,
} from "@casement/engine";
import { firstMomentOf, isByMessage, isByTemplate, isSince, secondOf } from "./dates.ts";
import { clicksIn, entryPointBegin, entryPointMs, isOffered, type Rules } from "./entry-points.ts";
import { isWindowOpenAt } from "./hearing.ts";
import {
  deliveriesOf,
  isOurs,
  type Message,
  messageIn,
  type Ours,
  senderOf,
  sentAt,
} from "./messages.ts";
import {
  categoryFromWord,
  deniedEntryPoints,
  originOf,
  type Sent,
  saysEntryPoint,
  sentOf,
} from "./words.ts";

const DAY = 24 * 3_600_000;

/** A conversation as the oracle sees it. What changes is what is heard of it while it is open. */
export interface Talk {
  readonly category: ConversationCategory;
  readonly openedBy: string;
  readonly openedAt: number;
  /** Those of the account that opened it, at the moment of the delivery. */
  readonly rules: Rules;
  expiresAt: number;
  closedEarlyAt: number | undefined;
  /** What the platform said of its being charged. */
  reportedBillable: boolean | undefined;
  readonly members: string[];
}

/** What was opened, and which clicks no answer has used up, when facts were known up to some. */
interface Book {
  readonly talks: Talk[];
  readonly accounts: Accounts;
  /** How many of the clicks are used up (E8). */
  clicksUsed: number;
}

/** What became of a message that is known and was delivered. */
interface Placing {
  readonly message: Message;
  readonly sent: Sent;
  readonly at: number;
  readonly rules: Rules;
  readonly known: readonly Fact[];
}

/** In the order of their opening, as they were when all these facts were known. */
export function talksOf(
  ordered: readonly Fact[],
  accounts: Accounts,
  said: (message: Message, talks: readonly Talk[]) => boolean | undefined,
): Talk[] {
  const book: Book = { talks: [], accounts, clicksUsed: 0 };
  const placed = new Set<string>();
  ordered.forEach((fact, index) => {
    if (!isOurs(fact)) return;
    const known = ordered.slice(0, index + 1);
    const message = messageIn(known, fact.wamid);
    if (message === undefined || message.heard.at(-1) !== fact) return;
    const at = secondOf(fact);
    useOfferInEntryPoint(book, message, fact, known);
    const placing = placed.has(message.wamid) ? undefined : placingOf(message, at, known, accounts);
    if (placing !== undefined) {
      placed.add(message.wamid);
      place(book, placing);
    }
    const talk = openAt(book.talks, at, true).find((one) => one.members.includes(message.wamid));
    if (talk === undefined) return;
    hearEnd(talk, message, placing === undefined ? [fact] : message.heard, book);
    if (talk.openedBy === message.wamid) {
      talk.reportedBillable = said(message, book.talks) ?? talk.reportedBillable;
    }
  });
  return book.talks;
}

/** A message is placed when it is known to be delivered and what it is (C1, C12, D7, P17). */
function placingOf(
  message: Message,
  at: number,
  known: readonly Fact[],
  accounts: Accounts,
): Placing | undefined {
  const reached = deliveriesOf(message)[0];
  const sent = sentOf(message);
  if (reached === undefined || sent === undefined) return undefined;
  const rules = { at: reached.at, account: senderOf(message, accounts) };
  return { message, sent, at, rules, known };
}

function place(book: Book, placing: Placing): void {
  const { message, sent, at, rules, known } = placing;
  const denied = sent.by === "business_agent" ? undefined : deniedEntryPoints(message); // E10
  for (const talk of openAt(book.talks, at)) {
    const isDenied = denied === "any" && talk.category === "referral_conversion";
    if (isDenied && talk.openedAt <= rules.at) talk.closedEarlyAt = at;
  }
  const open = openAt(book.talks, at);
  const isReaction = sent.content === "reaction";
  const answers = !isReaction && answersOffer(book, sentAt(message), known);
  if (answers) book.clicksUsed = clicksIn(known).length; // E8
  const begin = entryPointBegin(sentAt(message), at, rules);
  const joined =
    open.find((talk) => talk.category === "referral_conversion") ?? // E5
    (!isReaction && answers && denied === undefined && at < begin + entryPointMs(rules)
      ? "E2"
      : undefined) ??
    (!isReaction && saysEntryPoint(message) ? "E9" : undefined) ??
    talkToJoin(sent, open, rules);
  if (joined === "E2" || joined === "E9") {
    openEntryPoint(book, placing, joined === "E2" ? begin : at);
  } else if (joined !== undefined) {
    joined.members.push(message.wamid);
  } else if (!isReaction) {
    const category = categoryToOpen(book, placing); // C7: a reaction opens none
    book.talks.push(talkFrom(placing, category, at, endOf(at + DAY, placing))); // C6
  }
}

function answersOffer(book: Book, moment: number, known: readonly Fact[]): boolean {
  const clicks = clicksIn(known).slice(book.clicksUsed);
  return isOffered(clicks, moment, known, book.accounts.of(undefined));
}

/** An answer sent in an open entry point uses up the click, whether or not it arrives (E8). */
function useOfferInEntryPoint(book: Book, message: Message, fact: Ours, known: readonly Fact[]) {
  const isSending =
    fact.kind === "business_message"
      ? fact.content !== "reaction"
      : fact.kind === "status_reported" && fact.status === "sent" && message.claim === undefined;
  const at = secondOf(fact);
  const isInside = openAt(book.talks, at).some((talk) => talk.category === "referral_conversion");
  if (isSending && isInside && answersOffer(book, at, known)) {
    book.clicksUsed = clicksIn(known).length;
  }
}

function talkFrom(
  { message, rules }: Placing,
  category: ConversationCategory,
  openedAt: number,
  expiresAt: number,
): Talk {
  return {
    category,
    openedBy: message.wamid,
    openedAt,
    rules,
    expiresAt,
    closedEarlyAt: undefined,
    reportedBillable: undefined,
    members: [message.wamid],
  };
}

/** It closes what else is open (E5). */
function openEntryPoint(book: Book, placing: Placing, begin: number): void {
  for (const other of openAt(book.talks, placing.at)) {
    other.closedEarlyAt = Math.max(begin, other.openedAt);
  }
  const expiresAt = endOf(begin + entryPointMs(placing.rules), placing);
  book.talks.push(talkFrom(placing, "referral_conversion", begin, expiresAt));
}

/** What was opened before there were conversations ends when they begin (C8). */
function endOf(expiresAt: number, { at, rules }: Placing): number {
  if (!isByTemplate(at, rules.account)) return expiresAt;
  return Math.min(expiresAt, firstMomentOf("2022-02-01", rules.account));
}

/** Conversations that are open at `at` (C6). */
export function openAt(talks: readonly Talk[], at: number, evenIfNew = false): Talk[] {
  return talks.filter(
    (talk) => (evenIfNew || talk.openedAt <= at) && at < (talk.closedEarlyAt ?? talk.expiresAt),
  );
}

/** The open conversation that a message joins, if there is one. */
function talkToJoin(sent: Sent, open: readonly Talk[], rules: Rules): Talk | undefined {
  if (!isSince("2023-06-01", rules.at, rules.account)) return open.at(-1); // C2
  if (sent.content === "template") {
    return open.find((talk) => talk.category === categoryOf(sent, rules)); // C3
  }
  return open.find((talk) => talk.category === "service") ?? open.at(-1); // C4, C5, C7, C13
}

function categoryToOpen({ accounts }: Book, { sent, rules, known }: Placing): ConversationCategory {
  if (isSince("2023-06-01", rules.at, rules.account)) {
    return sent.content === "template" ? categoryOf(sent, rules) : "service"; // C3, C4
  }
  const isOpen = isWindowOpenAt(known, rules.at, accounts.of(undefined));
  return isOpen ? "user_initiated" : "business_initiated"; // C2
}

/** The category that a template counts as (C10, P24). */
export function categoryOf(sent: Sent, { at, account }: Rules): TemplateCategory {
  const category = sent.category ?? "marketing";
  if (category === "marketing" && sent.api === "marketing_messages") {
    return isSince("2024-10-15", at, account) ? "marketing_lite" : "marketing";
  }
  if (category !== "authentication" || sent.country === undefined) return category;
  const from = account.authInternationalFrom?.[sent.country];
  const isAbroad = sent.country !== account.country;
  const hasBegun = from !== undefined && from <= at && isSince("2024-06-01", at, account);
  return isAbroad && hasBegun ? "authentication_international" : category;
}

/** The platform's word on the end of a conversation that a message of ours is in (C11, E7). */
function hearEnd(talk: Talk, message: Message, heard: readonly Ours[], book: Book): void {
  const report = heard.findLast(
    (one) => one.kind === "status_reported" && one.conversation?.expiresAt !== undefined,
  );
  if (report?.kind !== "status_reported" || report.conversation?.expiresAt === undefined) return;
  const word = originOf(message);
  if (word !== undefined && categoryFromWord(word) !== talk.category) return;
  const isEntryPoint = talk.category === "referral_conversion";
  const account = senderOf(message, book.accounts);
  if (!isEntryPoint && !isOfCharged(talk, { at: talk.openedAt, account })) return;
  const [reached] = deliveriesOf(message);
  if (!isEntryPoint && reached !== undefined && isByMessage(reached.at, account)) return;
  const isFromSending = isEntryPoint && !isOfCharged(talk, { at: talk.openedAt, account });
  if (!isFromSending && secondOf(report) < talk.openedAt) return;
  const expiresAt = Math.floor(report.conversation.expiresAt / 1_000) * 1_000;
  if (expiresAt > talk.openedAt) talk.expiresAt = expiresAt;
}

/** Whether it was opened when conversations were charged, by the calendar of these rules. */
export function isOfCharged(talk: Talk, { account }: Rules): boolean {
  return !isByMessage(talk.openedAt, account) && !isByTemplate(talk.openedAt, account);
}

/** Whether a conversation is charged, or free as long as the month's free units last. */
export function isConversationCharged(
  category: ChargeCategory,
  { at, account }: Rules,
): boolean | "by_allowance" {
  switch (category) {
    case "referral_conversion":
      return false; // E6
    case "user_initiated":
      return "by_allowance"; // T1
    case "business_initiated": {
      const from = account.partnerServed === true ? "2023-06-01" : "2023-04-04"; // R2
      return isSince(from, at, account) ? true : "by_allowance";
    }
    case "service":
      return isSince("2024-11-01", at, account) ? false : "by_allowance"; // P5
    default:
      return true;
  }
}
