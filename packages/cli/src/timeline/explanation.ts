import {
  conversationWords,
  explain,
  isoFromInstant,
  type Pricing,
  reconcile,
  type Unit,
} from "@casement/engine";
import type {
  Answer,
  Ledger,
  LedgerConversation,
  LedgerMessage,
  Outcome,
} from "@casement/engine/timeline";
import { draftWords } from "./draft-words.ts";

/** Why each message cost what it cost, and why each question was answered as it was. */
export function explanationText(ledger: Ledger): string {
  const opened = new Map(ledger.conversations.map((one) => [one.openedBy.toString(), one]));
  const paragraphs = [
    ...ledger.messages.map((one) => messageText(one, opened)),
    ...ledger.answers.map(answerText),
  ];
  return paragraphs.length === 0 ? "Nothing was sent, and nothing asked.\n" : paragraphs.join("\n");
}

function messageText(
  { message, number, customer, outcome }: LedgerMessage,
  opened: ReadonlyMap<string, LedgerConversation>,
): string {
  const what = message.kind === "echo" ? "echo" : draftWords(message);
  const when = isoFromInstant(message.at);
  const head = `${message.wamid}: ${what} from ${number} to ${customer}, ${when}`;
  return paragraph(head, outcomeSentences(outcome, opened));
}

function answerText({ question, decision }: Answer, index: number): string {
  const { number, customer, draft, at } = question;
  const what = `${draftWords(draft)} from ${number} to ${customer}, ${isoFromInstant(at)}`;
  const head = `Question ${index + 1}: ${what}`;
  return paragraph(head, [explain(decision)]);
}

function paragraph(head: string, sentences: readonly string[]): string {
  return [head, ...sentences.map((one) => `  ${one}`), ""].join("\n");
}

function outcomeSentences(
  outcome: Outcome,
  opened: ReadonlyMap<string, LedgerConversation>,
): string[] {
  switch (outcome.kind) {
    case "charged":
      return [
        explain(outcome.charge),
        ...differenceSentence(outcome.unit),
        ...placeSentence(outcome.unit, opened),
      ];
    case "failed":
      return [failureSentence(outcome.code)];
    case "refused":
      return [explain(outcome.decision)];
    case "not_delivered":
      return ["No delivery is reported, and only what is delivered can cost. (P1)"];
    case "echo":
      return ["Sent from the business's own phone app: it opens nothing and costs nothing. (C12)"];
  }
}

function failureSentence(code: number | null): string {
  const which = code === null ? "" : ` with ${code}`;
  return `Failed${which}: it opened nothing and costs nothing. (D4)`;
}

function placeSentence(
  { wamid, conversation }: Unit,
  opened: ReadonlyMap<string, LedgerConversation>,
): string[] {
  if (conversation === null) return [];
  const its = opened.get(conversation.openedBy);
  if (its === undefined) return [];
  const name = conversationWords(conversation.category);
  return conversation.openedBy === wamid
    ? [`It opened ${name}, which ends at ${isoFromInstant(its.expiresAt)}. (${its.rule})`]
    : [`It joined ${name}, which ${conversation.openedBy} opened.`];
}

function differenceSentence(unit: Unit): string[] {
  const difference = reconcile(unit);
  if (difference === undefined) return [];
  return [`So the platform says; by its rules it would be ${pricingWords(difference.ours)}. (P15)`];
}

function pricingWords({ category, billable }: Pricing): string {
  if (billable === null) return "unknown";
  const charged =
    billable === true
      ? "charged"
      : billable === false
        ? "free"
        : "charged past the month's free units";
  return `${category.replaceAll("_", " ")}, ${charged}`;
}
