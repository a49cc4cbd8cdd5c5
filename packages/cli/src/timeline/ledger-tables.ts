import { decimalFromMicros, type ExpectedCharge, isoFromInstant } from "@casement/engine";
import type {
  Answer,
  Ledger,
  LedgerCharge,
  LedgerConversation,
  LedgerMessage,
} from "@casement/engine/timeline";
import { draftWords } from "./draft-words.ts";
import { type Table, tableText } from "./table.ts";

/** A ledger for people: its tables, and what it comes to. */
export function ledgerText(ledger: Ledger): string {
  const tables = [
    windowsTable(ledger),
    conversationsTable(ledger),
    chargesTable(ledger),
    refusedTable(ledger),
    answersTable(ledger),
  ];
  const texts = tables.map(tableText).filter((text) => text !== "");
  return [...texts, `${sumText(ledger.charges)}\n`].join("\n");
}

function windowsTable({ windows }: Ledger): Table {
  return {
    title: "Service windows",
    columns: ["number", "customer", "opened", "closes"],
    rows: windows.map((one) => [
      one.number,
      one.customer,
      isoFromInstant(one.openedAt),
      isoFromInstant(one.closesAt),
    ]),
  };
}

function conversationsTable({ conversations }: Ledger): Table {
  return {
    title: "Conversations",
    columns: ["number", "customer", "category", "opened", "ends", "messages", "charged", "rule"],
    rows: conversations.map((one) => [
      one.number,
      one.customer,
      one.category,
      isoFromInstant(one.openedAt),
      endOf(one),
      one.messages.join(" "),
      one.billable === null ? "by message" : yesOrNo(one.billable),
      one.rule,
    ]),
  };
}

function endOf({ closedEarlyAt, expiresAt }: LedgerConversation): string {
  return closedEarlyAt === undefined
    ? isoFromInstant(expiresAt)
    : `${isoFromInstant(closedEarlyAt)} early`;
}

function chargesTable({ charges }: Ledger): Table {
  return {
    title: "Charges",
    columns: ["message", "delivered", "customer", "market", "category", "type", "amount", "rule"],
    rows: charges.map(({ unit, customer, charge }) => [
      unit.wamid,
      isoFromInstant(unit.deliveredAt),
      customer,
      charge.market ?? "unknown",
      charge.category,
      charge.subtype ?? charge.type ?? charge.model,
      amountOf(charge),
      charge.rule,
    ]),
  };
}

function refusedTable({ messages }: Ledger): Table {
  return {
    title: "Refused",
    columns: ["message", "sent", "customer", "code", "why"],
    rows: messages.flatMap(({ message, customer, outcome }) => {
      const refusal = refusalOf(outcome);
      if (refusal === undefined) return [];
      return [[message.wamid, isoFromInstant(message.at), customer, ...refusal]];
    }),
  };
}

function refusalOf(outcome: LedgerMessage["outcome"]): [string, string] | undefined {
  if (outcome.kind === "failed") return [String(outcome.code ?? ""), "failed"];
  if (outcome.kind !== "refused") return undefined;
  return [String(outcome.decision.code), outcome.decision.reason];
}

function answersTable({ answers }: Ledger): Table {
  return {
    title: "Answers",
    columns: ["at", "number", "customer", "draft", "answer", "amount", "rule"],
    rows: answers.map(({ question, decision }) => [
      isoFromInstant(question.at),
      question.number,
      question.customer,
      draftWords(question.draft),
      answerOf(decision),
      decision.allowed ? amountOf(decision.charge) : "",
      decision.rule,
    ]),
  };
}

function answerOf(decision: Answer["decision"]): string {
  if (!decision.allowed) return `no: ${decision.reasons.join(", ")} (${decision.code})`;
  if (decision.opens !== null) return `opens ${decision.opens}`;
  return decision.joins === null ? "yes" : `joins ${decision.joins}`;
}

function amountOf({ amountMicros, amountMaxMicros, currency }: ExpectedCharge): string {
  const most = amountMaxMicros === undefined ? "" : ` to ${decimalOf(amountMaxMicros)}`;
  if (amountMicros === 0 && most === "") return "free";
  if (amountMicros === null && most === "") return "unknown";
  return `${decimalOf(amountMicros)}${most} ${currency}`;
}

function decimalOf(micros: number | null): string {
  return micros === null ? "unknown" : decimalFromMicros(micros);
}

function yesOrNo(value: boolean): string {
  return value ? "yes" : "no";
}

/** What the charges come to. Those of unknown amount are counted, and not in the sum. */
function sumText(charges: readonly LedgerCharge[]): string {
  if (charges.length === 0) return "Nothing was delivered that could cost.";
  const charged = charges.filter(({ charge }) => charge.billable !== false);
  const unknown = charged.filter(({ charge }) => charge.amountMicros === null);
  const sum = charged.reduce((total, { charge }) => total + (charge.amountMicros ?? 0), 0);
  const currency = charges[0]?.charge.currency ?? "";
  const count = `${charged.length} of ${charges.length} delivered messages charged`;
  const rest = unknown.length === 0 ? "" : `, and ${unknown.length} at a price not known`;
  return `${count}: ${decimalFromMicros(sum)} ${currency}${rest}.`;
}
