import type {
  Account,
  Accounts,
  BusinessMessage,
  Echo,
  Fact,
  ReportedPricing,
  StatusReported,
} from "@casement/engine";
import { secondOf } from "./dates.ts";

const DAY = 24 * 3_600_000;
const RANKS = ["sent", "delivered", "read", "played", "failed"];

/** Each fact once, in the order in which facts are read (D1, D2). */
export function inOrder(facts: readonly Fact[]): Fact[] {
  const once = [...new Map(facts.map((fact) => [fact.id, fact])).values()];
  return once.sort(
    (a, b) => secondOf(a) - secondOf(b) || rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1),
  );
}

function rankOf(fact: Fact): number {
  if (fact.kind === "status_reported") return 2 + RANKS.indexOf(fact.status);
  return fact.kind === "business_message" || fact.kind === "echo" ? 1 : 0;
}

/** What is known of one message of the business, by the facts at hand. */
export interface Message {
  readonly wamid: string;
  /** All that was heard of it, in order. */
  readonly heard: readonly Ours[];
  /** Who sent it and as what; absent for a message that only reports name (P17). */
  readonly claim: BusinessMessage | Echo | undefined;
  readonly reports: readonly StatusReported[];
}

export type Ours = BusinessMessage | Echo | StatusReported;

/** The messages that these facts, which stand in order, name. */
export function messagesIn(known: readonly Fact[]): Message[] {
  const wamids = new Set(known.flatMap((fact) => (isOurs(fact) ? [fact.wamid] : [])));
  return [...wamids].map((wamid) => messageIn(known, wamid)).filter((one) => one !== undefined);
}

export function messageIn(known: readonly Fact[], wamid: string): Message | undefined {
  const heard = heardOf(known, wamid);
  return heard.length === 0 ? undefined : messageFrom(wamid, heard);
}

function messageFrom(wamid: string, heard: readonly Ours[]): Message {
  return {
    wamid,
    heard,
    claim: heard.find((fact) => fact.kind !== "status_reported"),
    reports: heard.filter((fact) => fact.kind === "status_reported"),
  };
}

export function isOurs(fact: Fact): fact is Ours {
  return ["business_message", "echo", "status_reported"].includes(fact.kind);
}

/** What is said of a message while it is known, and neither final nor forgotten (D8, D9). */
function heardOf(known: readonly Fact[], wamid: string): Ours[] {
  let heard: Ours[] = [];
  for (const fact of known) {
    if (!isOurs(fact) || fact.wamid !== wamid) continue;
    const at = secondOf(fact);
    const message = messageFrom(wamid, heard);
    const finalAt = finalFrom(message);
    if (finalAt !== undefined && at < finalAt + DAY) continue;
    const isKnown = finalAt === undefined && heard.length > 0 && at < forgottenAt(message);
    if (isKnown) heard.push(fact);
    else if (!saysNothingAlone(fact)) heard = [fact];
  }
  return heard;
}

/** A read or a failure of a message nobody knows (D8). */
function saysNothingAlone(fact: Ours): boolean {
  return fact.kind === "status_reported" && !["sent", "delivered"].includes(fact.status);
}

/** Since when what was sent, to a customer, and what it costs are known for good (D9). */
function finalFrom(message: Message): number | undefined {
  const first = message.heard.findIndex((_, index) => {
    const { claim, reports } = messageFrom(message.wamid, message.heard.slice(0, index + 1));
    const isEcho = claim?.kind === "echo";
    const priced = reports.filter(isDelivery).filter((report) => report.pricing !== undefined);
    const isToGroup = reports.some((report) => report.recipient !== undefined);
    return claim !== undefined && !isEcho && !isToGroup && priced.length > 0;
  });
  const fact = message.heard[first];
  return fact === undefined ? undefined : secondOf(fact);
}

/** When a message is forgotten of which nothing more is heard (D9). */
function forgottenAt(message: Message): number {
  const first = message.heard[0];
  const undeliveredUntil = first === undefined ? Number.NaN : secondOf(first) + 31 * DAY;
  const deliveries = message.claim?.kind === "echo" ? [] : deliveriesOf(message);
  if (deliveries.length === 0) return undeliveredUntil;
  const unreadUntil = Math.max(...deliveries.map(({ at }) => at)) + 7 * DAY;
  const isToGroup = deliveries.some(({ recipient }) => recipient !== "");
  return isToGroup ? Math.max(undeliveredUntil, unreadUntil) : unreadUntil;
}

/** What is read or played was delivered (D3). */
export function isDelivery(fact: Fact): fact is StatusReported {
  return fact.kind === "status_reported" && ["delivered", "read", "played"].includes(fact.status);
}

/** Everyone whom the message reached, and when it first did (D3, D4, D10). */
export function deliveriesOf(message: Message): { recipient: string; at: number }[] {
  const reports = message.reports.filter(isDelivery);
  const recipients = new Set(reports.map((report) => report.recipient ?? ""));
  // Reports stand in order, and so do recipients: by the moment when each was reached.
  return [...recipients].map((recipient) => {
    const theirs = reports.filter((report) => (report.recipient ?? "") === recipient);
    return { recipient, at: Math.min(...theirs.map(secondOf)) };
  });
}

/** When it was sent: as reported, else when it was first heard of (D6). */
export function sentAt(message: Message): number {
  const known = message.reports.find(({ status }) => status === "sent") ?? message.heard[0];
  return known === undefined ? Number.NaN : secondOf(known);
}

/** What the platform says it costs to have reached `recipient` (D5). */
export function reportedPriceOf(message: Message, recipient: string): ReportedPricing | undefined {
  const sent = message.reports.filter(({ status }) => status === "sent");
  return deliveredPriceOf(message, recipient) ?? firstPriceIn(sent);
}

export function deliveredPriceOf(message: Message, recipient: string): ReportedPricing | undefined {
  const theirs = message.reports.filter((report) => (report.recipient ?? "") === recipient);
  return firstPriceIn(theirs.filter(isDelivery));
}

function firstPriceIn(reports: readonly StatusReported[]): ReportedPricing | undefined {
  return reports.find((report) => report.pricing !== undefined)?.pricing;
}

/** The account that sent it. */
export function accountIdOf(message: Message): string | undefined {
  const claim = message.claim?.kind === "business_message" ? message.claim : undefined;
  return (
    claim?.accountId ?? message.reports.find(({ accountId }) => accountId !== undefined)?.accountId
  );
}

export function senderOf(message: Message, accounts: Accounts): Account {
  return accounts.of(accountIdOf(message));
}
