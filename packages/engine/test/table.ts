import assert from "node:assert/strict";
import {
  type Account,
  type Content,
  type Conversation,
  conversationsAt,
  type Fact,
  type Instant,
  instantFromMs,
  type ReportedPricing,
  startOfDay,
  type TemplateCategory,
  type Unit,
  wamidFrom,
  windowAt,
} from "@casement/engine";
import { dump, type History, historyOf, oneByOne } from "./history.ts";

// The little language of the tables, one sentence a line:
//
//   on 2023-07-10                              the day that hours count from, 00:00 in UTC
//   heard 9:00 ad                              the customer wrote (ad, page_cta, post; web;
//                                              reaction)
//   called 9:00 · accepted 9:00                the customer called, or took our call
//   m1 free_form 9:05 agent                    we sent it (free_form, reaction, echo, or the
//                                              category of a template; agent; mm; to=IN)
//   m1 delivered 9:06 priced=PMP/utility/regular/true ends=33:00 origin=utility for=p1
//   window 10:00 open until 33:00 · window 40:00 closed
//   m1 opens service 9:06 to 33:06 charged     (charged, free, undecided), or: m1 opens nothing
//   m1 in service                              the conversation it was delivered in, or nothing
//   m1 is CBP service - charged                model, category, type, and whether it is charged
//   open at 10:00 service marketing            the conversations open then, if the rest is cut off

const DEFAULT_ACCOUNT: Account = { timeZone: "UTC", currency: "USD" };

/** Runs a table and checks its sentences; the same facts in other orders must say the same. */
export function check(text: string, given: Partial<Account> = {}): void {
  const account = { ...DEFAULT_ACCOUNT, ...given };
  const lines = linesOf(text);
  const table = tableFrom(text, account);
  const facts = factsIn(text, table);
  const history = historyOf([facts], account);
  assert.equal(dump(historyOf(oneByOne(facts), account)), dump(history), "one by one");
  assert.equal(dump(historyOf([facts.toReversed()], account)), dump(history), "reversed");
  assert.equal(dump(historyOf([[...facts, ...facts]], account)), dump(history), "twice");
  lines.forEach((line, index) => {
    const claim = claimIn(line, history, facts, table);
    if (claim !== undefined) assert.equal(claim.seen, claim.said, `line ${index}: ${line}`);
  });
}

/** The conversations that follow from a table's facts, in the order they were opened. */
export function conversationsIn(text: string): readonly Conversation[] {
  return historyIn(text).conversations.toSorted((a, b) => a.openedAt - b.openedAt);
}

/** All that follows from a table's facts. */
export function historyIn(text: string, given: Partial<Account> = {}): History {
  const account = { ...DEFAULT_ACCOUNT, ...given };
  return historyOf([factsIn(text, tableFrom(text, account))], account);
}

/** The facts that a table tells, in the order it tells them. */
export function factsOf(text: string): Fact[] {
  return factsIn(text, tableFrom(text, DEFAULT_ACCOUNT));
}

function tableFrom(text: string, account: Account): Table {
  const day = /^\s*on (\S+)/m.exec(text)?.[1] ?? "2023-07-10";
  return { start: startOfDay(day, "UTC"), account };
}

function factsIn(text: string, table: Table): Fact[] {
  return linesOf(text).flatMap((line, index) => factFrom(line, index, table) ?? []);
}

function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim());
}

interface Table {
  readonly start: Instant;
  readonly account: Account;
}

const STATUSES = ["sent", "delivered", "read", "played", "failed"] as const;
const TEMPLATES: readonly TemplateCategory[] = [
  "marketing",
  "utility",
  "authentication",
  "marketing_lite",
  "authentication_international",
];

function factFrom(line: string, index: number, table: Table): Fact | undefined {
  const [subject = "", verb = "", time = "", ...rest] = line.split(/\s+/);
  const id = `${String(index).padStart(3, "0")} ${line}`;
  if (subject === "heard") return heardFact(id, momentOf(verb, table), [time, ...rest]);
  if (subject === "called") return { kind: "customer_call", id, at: momentOf(verb, table) };
  if (subject === "accepted") return { kind: "call_accepted", id, at: momentOf(verb, table) };
  if (!/^m\d/.test(subject) || !/^\d+:/.test(time)) return undefined;
  const at = momentOf(time, table);
  const wamid = wamidFrom(subject);
  if (verb === "echo") return { kind: "echo", id, at, wamid };
  const status = STATUSES.find((one) => one === verb);
  if (status !== undefined) return { ...statusFact(id, rest, table), at, wamid, status };
  const category = TEMPLATES.find((one) => one === verb);
  const content: Content =
    category !== undefined ? "template" : verb === "reaction" ? "reaction" : "free_form";
  const country = optionOf(rest, "to");
  return {
    kind: "business_message",
    id,
    at,
    wamid,
    content,
    category,
    country,
    by: rest.includes("agent") ? "business_agent" : "human",
    api: rest.includes("mm") ? "marketing_messages" : "cloud",
  };
}

function heardFact(id: string, at: Instant, words: readonly string[]): Fact {
  return {
    kind: "customer_message",
    id,
    at,
    wamid: wamidFrom(id),
    referral: (["ad", "page_cta", "post"] as const).find((one) => words.includes(one)),
    device: words.includes("web") ? "web" : "phone",
    reaction: words.includes("reaction"),
  };
}

function statusFact(id: string, rest: readonly string[], table: Table) {
  const ends = optionOf(rest, "ends");
  const origin = optionOf(rest, "origin");
  const hasConversation = ends !== undefined || origin !== undefined;
  return {
    kind: "status_reported" as const,
    id,
    recipient: optionOf(rest, "for"),
    pricing: pricingFrom(optionOf(rest, "priced")),
    conversation: hasConversation
      ? { id: "c", originType: origin, expiresAt: ends && momentOf(ends, table) }
      : undefined,
  } as { kind: "status_reported"; id: string };
}

function pricingFrom(text: string | undefined): ReportedPricing | undefined {
  if (text === undefined) return undefined;
  const [model = "", category = "", type, billable] = text.split("/");
  return {
    model,
    category,
    type: type === "-" ? undefined : type,
    billable: billable === undefined ? undefined : billable === "true",
  };
}

function optionOf(words: readonly string[], name: string): string | undefined {
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

interface Claim {
  readonly said: string;
  readonly seen: string;
}

function claimIn(
  line: string,
  history: History,
  facts: readonly Fact[],
  table: Table,
): Claim | undefined {
  const [subject = "", verb = "", ...rest] = line.split(/\s+/);
  const said = rest.join(" ");
  if (subject === "window") return { said, seen: windowWords(history, verb, table) };
  if (subject === "open") {
    const at = momentOf(rest[0] ?? "", table);
    const before = facts.filter((fact) => fact.at <= at);
    const open = conversationsAt(historyOf([before], table.account).state, at);
    return { said: rest.slice(1).join(" "), seen: open.map((one) => one.category).join(" ") };
  }
  if (verb === "opens") {
    const opened = history.conversations.filter((one) => one.openedBy === subject);
    return { said, seen: opened.map((one) => openedWords(one, table)).join(", ") || "nothing" };
  }
  if (verb === "is" || verb === "in") {
    const units = history.units.filter((one) => one.wamid === subject);
    const words = units.map((one) =>
      verb === "is" ? unitWords(one) : (one.conversation?.category ?? "nothing"),
    );
    return { said, seen: words.join(", ") || "nothing" };
  }
  assert.ok(line === "" || subject === "on" || factFrom(line, 0, table), `not understood: ${line}`);
  return undefined;
}

function windowWords(history: History, time: string, table: Table): string {
  const window = windowAt(history.windows, momentOf(time, table));
  return window === undefined ? "closed" : `open until ${hoursOf(window.closesAt, table)}`;
}

function openedWords(one: Conversation, table: Table): string {
  const end = one.closedEarlyAt ?? one.expiresAt;
  const charged = { true: "charged", false: "free", null: "undecided" }[`${one.billable}`];
  return `${one.category} ${hoursOf(one.openedAt, table)} to ${hoursOf(end, table)} ${charged}`;
}

function unitWords(unit: Unit): string {
  const charged = { true: "charged", false: "free", null: "unknown", by_allowance: "by_allowance" };
  return `${unit.model} ${unit.category} ${unit.type ?? "-"} ${charged[`${unit.billable}`]}`;
}

/** `H:MM[:SS[.mmm]]` after the table's day began; hours may be more than 24. */
function momentOf(time: string, table: Table): Instant {
  const match = /^(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?$/.exec(time);
  assert.ok(match, `a time: ${time}`);
  const [, hours, minutes, seconds = "0"] = match;
  const ms = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  return instantFromMs(table.start + Math.round(ms));
}

function hoursOf(at: Instant, table: Table): string {
  const seconds = Math.round((at - table.start) / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = seconds % 60 === 0 ? "" : `:${String(seconds % 60).padStart(2, "0")}`;
  return `${hours}:${String(minutes).padStart(2, "0")}${rest}`;
}
