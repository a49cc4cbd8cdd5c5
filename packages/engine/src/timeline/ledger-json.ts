import type { Charge } from "../charge.ts";
import type { Decision, ExpectedCharge } from "../decision.ts";
import { decimalFromMicros } from "../explain.ts";
import { type Instant, isoFromInstant } from "../instant.ts";
import type { Window } from "../window.ts";
import type { Ledger, LedgerConversation } from "./ledger.ts";
import type { LedgerMessage } from "./outcomes.ts";
import type { Ends } from "./timeline.ts";

/** A ledger in the words of the timeline format: moments as ISO, amounts as decimals. */
export interface LedgerJson {
  readonly windows: readonly object[];
  readonly conversations: readonly object[];
  readonly charges: readonly object[];
  readonly refused: readonly object[];
  readonly answers: readonly object[];
}

export function ledgerJson(ledger: Ledger): LedgerJson {
  return {
    windows: ledger.windows.map(windowJson),
    conversations: ledger.conversations.map(conversationJson),
    charges: ledger.charges.map(({ unit, charge }) => ({
      message: unit.wamid,
      ...chargeJson(charge),
    })),
    refused: ledger.messages.flatMap(refusalJson),
    answers: ledger.answers.map(({ decision }) => answerJson(decision)),
  };
}

function windowJson({ number, customer, openedAt, closesAt }: Window & Ends): object {
  return {
    number,
    customer,
    openedAt: isoFromInstant(openedAt),
    closesAt: isoFromInstant(closesAt),
  };
}

function conversationJson(one: LedgerConversation): object {
  return {
    number: one.number,
    customer: one.customer,
    category: one.category,
    openedAt: isoFromInstant(one.openedAt),
    expiresAt: isoFromInstant(one.expiresAt),
    closedEarlyAt: isoOrNull(one.closedEarlyAt),
    openedBy: one.openedBy,
    messages: one.messages,
    billable: one.billable,
    freeTierMonth: one.freeTierMonth,
    rule: one.rule,
  };
}

/** `amountMax` stands beside `amount` where a threshold is near. */
function chargeJson(charge: Charge & Partial<ExpectedCharge>): object {
  const { subtype, amountMaxMicros } = charge;
  return {
    model: charge.model,
    type: charge.type,
    ...(subtype === undefined ? {} : { subtype }),
    category: charge.category,
    billable: charge.billable,
    market: charge.market,
    amount: decimalOrNull(charge.amountMicros),
    ...(amountMaxMicros === undefined ? {} : { amountMax: decimalOrNull(amountMaxMicros) }),
    currency: charge.currency,
    rule: charge.rule,
    usesFreeTier: charge.usesFreeTier,
    freeTierMonth: charge.freeTierMonth,
    countsTowardTier: charge.countsTowardTier,
  };
}

function refusalJson({ message, outcome }: LedgerMessage): object[] {
  if (outcome.kind === "failed") return [{ message: message.wamid, code: outcome.code }];
  if (outcome.kind !== "refused") return [];
  return [{ message: message.wamid, code: outcome.decision.code }];
}

function answerJson(decision: Decision): object {
  const { allowed, rule } = decision;
  if (decision.allowed) {
    const { opens, joins } = decision;
    const charge = chargeJson(decision.charge);
    return { allowed, code: null, reason: null, opens, joins, charge, rule };
  }
  const { code, reason, reasons } = decision;
  const several = reasons.length > 1 ? { reasons } : {};
  return { allowed, code, reason, ...several, opens: null, joins: null, charge: null, rule };
}

function isoOrNull(at: Instant | undefined): string | null {
  return at === undefined ? null : isoFromInstant(at);
}

function decimalOrNull(micros: number | null): string | null {
  return micros === null ? null : decimalFromMicros(micros);
}
