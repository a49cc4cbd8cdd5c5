import { type Decision, type Draft, type Instant, later, type Usage } from "@casement/engine";
import type { ThreadRow } from "../threads/thread-store.ts";
import { type Ask, TURN_MS_MAX } from "./ask.ts";
import { withdrawal } from "./call-meta.ts";
import type { InsteadOf, NewDraft } from "./draft-store.ts";
import { decideWith, type Gate } from "./gate.ts";
import { isTooLate } from "./schedule.ts";
import type { OnTheWay, Taken, Turn } from "./take-drafts.ts";

/** All that one ask is decided by. */
export interface Case {
  readonly numberId: bigint;
  readonly thread: ThreadRow;
  readonly usage: Usage;
  readonly onTheWay: Pick<OnTheWay<Turn>, "limitsOf" | "pairSendAt">;
  readonly more: number;
  readonly now: Instant;
}

/** Whether the moment of an ask is still to come. */
export function isForLater({ ask, due }: Turn, now: Instant): boolean {
  const { sendAt } = ask.command;
  return due === undefined && sendAt !== undefined && sendAt > now;
}

/** Whether a scheduled message came too late to its turn, if not to the line. */
function isOverdue({ due }: Turn, now: Instant): boolean {
  return due !== undefined && isTooLate(due.sendAt, now);
}

/**
 * A draft for later, with what the gate says of it now. That refuses nothing: what counts is what
 * it says when the moment comes (SPEC S12).
 */
export function scheduled(
  gate: Gate,
  ask: Ask,
  { numberId, thread, usage, now }: Omit<Case, "onTheWay" | "more">,
): Taken {
  const { account, asked, body } = ask;
  const decision = decideWith(gate, {
    ...{ numberId, thread, usage, account, draft: asked, limits: {} },
  });
  const { threadId } = thread;
  const chosen = { body, asked, decision, insteadOf: null };
  const turn = { ask, isLate: false, isCaughtUp: false };
  return {
    kind: "drafted",
    draft: draftOf(gate, { turn, threadId, chosen, now, isForLater: true }),
  };
}

/** What becomes of an ask whose turn it is: a draft, or a wait for what is not there yet. */
export function decidedNow(gate: Gate, waited: Turn, found: Case): Taken {
  const { thread, onTheWay, more, now } = found;
  const turn = { ...waited, isLate: waited.isLate || isOverdue(waited, now) };
  const { ask, isLate, isCaughtUp } = turn;
  const { threadId } = thread;
  const sendAt = onTheWay.pairSendAt(threadId, now);
  const mayWait = !isLate && sendAt < later(ask.askedAt, TURN_MS_MAX);
  if (sendAt > now && mayWait) return { kind: "waits", threadId, until: sendAt };
  const limits = { ...onTheWay.limitsOf(threadId, more), isPairRateReached: sendAt > now };
  const decide = (draft: Draft): Decision =>
    decideWith(gate, { ...found, account: ask.account, draft, limits });
  const decision = decide(ask.asked);
  const isClosed = !decision.allowed && decision.reasons.includes("service_window_closed");
  if (isClosed && !isCaughtUp) return { kind: "behind", threadId };
  const chosen = chosenOf(ask, decision, decide);
  return { kind: "drafted", draft: draftOf(gate, { turn, threadId, chosen, now }) };
}

/** What is sent of an ask, or was tried last, and what the gate says of that. */
interface Chosen extends InsteadOf {
  readonly insteadOf: InsteadOf | null;
}

/**
 * The message that was asked for; or its fallback, if the window has closed and nothing weightier
 * stands against it. Of the fallback the gate is asked anew: it is another message, at another
 * price, and may be refused for reasons of its own (SPEC S13).
 */
function chosenOf(ask: Ask, decision: Decision, decide: (draft: Draft) => Decision): Chosen {
  const { body, asked, fallback } = ask;
  const own = { body, asked, decision };
  if (fallback === undefined || decision.allowed || decision.reason !== "service_window_closed") {
    return { ...own, insteadOf: ask.insteadOf ?? null };
  }
  return { ...fallback, decision: decide(fallback.asked), insteadOf: own };
}

function draftOf(
  { surroundings }: Gate,
  found: {
    readonly turn: Turn;
    readonly threadId: string;
    readonly chosen: Chosen;
    readonly now: Instant;
    readonly isForLater?: boolean;
  },
): NewDraft {
  const { turn, threadId, chosen, now, isForLater: waits = false } = found;
  const { ask, isLate, due } = turn;
  const { command, account, bodySha256 } = ask;
  const { allowed } = chosen.decision;
  const end = isLate && allowed ? withdrawal(due?.sendAt) : undefined;
  return {
    numberId: command.numberId,
    draftId: due?.draftId ?? surroundings.ids.uuid(),
    threadId,
    accountId: account.accountId,
    keyId: command.keyId,
    ...chosen,
    bodySha256,
    callbackData: command.callbackData ?? null,
    tag: command.tag ?? null,
    idempotencyKey: command.idempotencyKey ?? null,
    state: waits ? "scheduled" : (end?.state ?? (allowed ? "sending" : "refused")),
    wamid: null,
    answerStatus: end?.answer.status ?? null,
    answer: end?.answer.body ?? null,
    createdAt: now,
    sendAt: command.sendAt ?? null,
    fallback: command.fallback ?? null,
  };
}
