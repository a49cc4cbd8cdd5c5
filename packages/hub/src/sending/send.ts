import { createHash } from "node:crypto";
import { graphError, readSendRequest } from "@casement/cloud-api";
import { type Decision, type Draft, explain } from "@casement/engine";
import { recordEvents } from "../events/event-store.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import { selectThreads, type ThreadRow } from "../threads/thread-store.ts";
import { canonicalJson } from "../webhook/fact-id.ts";
import { type Answer, answerFrom, callMeta, unknownEnd } from "./call-meta.ts";
import {
  type DraftRow,
  insertDraft,
  type NewDraft,
  selectDraftByIdempotencyKey,
  selectUnknownDraft,
} from "./draft-store.ts";
import { decideOn } from "./gate.ts";
import { draftFromSendRequest } from "./graph-translation.ts";
import { addressOf, threadOfAddress } from "./recipient.ts";
import { NoSuchNumber, type SendCommand, type Sender, type SendOutcome } from "./sender.ts";
import type { SenderParts } from "./sender-parts.ts";
import { settleCall } from "./settle-call.ts";

/** A command with everything found that it names. */
interface Prepared {
  readonly command: SendCommand;
  readonly account: AccountRow;
  readonly threadId: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly bodySha256: Uint8Array;
}

/**
 * The one way a message is sent: found, decided, committed, called, settled (SPEC S1 to S3).
 *
 * The draft is committed before the call, so a crash leaves a draft whose end is unknown, and never
 * a message that nobody remembers. What is unknown is not sent again.
 */
export function createSender(parts: SenderParts): Sender {
  /** Drafts that are being sent just now: who asks again for one waits for the same end. */
  const underWay = new Map<string, Promise<SendOutcome>>();

  const endOf = (numberId: bigint, draft: DraftRow): Promise<SendOutcome> | SendOutcome =>
    underWay.get(draft.draftId) ?? outcomeFrom(numberId, draft);

  return {
    async send(command) {
      const { numberId } = command;
      const prepared = await prepare(parts, command);
      const before = await sentBefore(parts, prepared);
      if (before !== undefined) return endOf(numberId, before);
      const draft = await draftFor(parts, prepared);
      const sending = Promise.withResolvers<SendOutcome>();
      underWay.set(draft.draftId, sending.promise);
      try {
        if (!(await commitDraft(parts, draft))) {
          const first = await sentBefore(parts, prepared);
          if (first !== undefined) return await endOf(numberId, first);
        }
        const outcome = await sendDraft(parts, prepared, draft);
        sending.resolve(outcome);
        return outcome;
      } finally {
        sending.resolve(outcomeFrom(numberId, { ...draft, ...UNANSWERED }));
        underWay.delete(draft.draftId);
      }
    },
    async decide({ numberId, threadId, body }) {
      const account = accountOf(parts, { numberId });
      // Without a recipient it is no request, and a template would be taken for free text.
      const recipient = await addressOf(parts.surroundings.db, numberId, threadId);
      const whole = { messaging_product: "whatsapp", ...body, ...recipient };
      return (await decideFresh(parts, { numberId, threadId, account, body: whole })).decision;
    },
  };
}

function accountOf(
  parts: SenderParts,
  { numberId, accountId }: { numberId: bigint; accountId?: bigint | undefined },
): AccountRow {
  const account =
    accountId === undefined
      ? parts.directory.defaultAccountOf(numberId)
      : parts.directory.account(accountId);
  if (account === undefined) throw new NoSuchNumber(`no account sends from the number ${numberId}`);
  return account;
}

async function prepare(parts: SenderParts, command: SendCommand): Promise<Prepared> {
  const { numberId, to } = command;
  const { db, clock } = parts.surroundings;
  const account = accountOf(parts, command);
  const threadId =
    "threadId" in to ? to.threadId : await threadOfAddress(db, numberId, to, clock.now());
  const recipient = "threadId" in to ? await addressOf(db, numberId, threadId) : {};
  const body = { messaging_product: "whatsapp", ...command.body, ...recipient };
  const bodySha256 = createHash("sha256").update(canonicalJson(body)).digest();
  return { command, account, threadId, body, bodySha256 };
}

/** The draft that this command already is: by its idempotency key, or while the same is unknown. */
async function sentBefore(
  parts: SenderParts,
  { command, bodySha256 }: Prepared,
): Promise<DraftRow | undefined> {
  const { numberId, keyId, idempotencyKey } = command;
  const { db } = parts.surroundings;
  if (idempotencyKey !== undefined) {
    return selectDraftByIdempotencyKey(db, { numberId, keyId, idempotencyKey });
  }
  return selectUnknownDraft(db, { numberId, keyId, bodySha256 });
}

/** The draft of a command, with the gate's decision on it; not committed yet. */
async function draftFor(parts: SenderParts, prepared: Prepared): Promise<NewDraft> {
  const { command, account, threadId, body } = prepared;
  const { numberId } = command;
  const { asked, decision } = await decideFresh(parts, { numberId, threadId, account, body });
  return {
    numberId,
    draftId: parts.surroundings.ids.uuid(),
    threadId,
    accountId: account.accountId,
    keyId: command.keyId,
    body,
    bodySha256: prepared.bodySha256,
    callbackData: command.callbackData ?? null,
    idempotencyKey: command.idempotencyKey ?? null,
    asked,
    decision,
    state: decision.allowed ? "sending" : "refused",
    createdAt: parts.surroundings.clock.now(),
  };
}

/** Makes the one call of a committed draft, if the gate let it through. */
async function sendDraft(
  parts: SenderParts,
  { account }: Prepared,
  draft: NewDraft,
): Promise<SendOutcome> {
  const { numberId, decision } = draft;
  if (!decision.allowed) return outcomeFrom(numberId, { ...draft, ...UNANSWERED });
  const end = await callMeta(parts.dial, account, parts.tokenOf(account), draft);
  await settleCall(parts, { ...draft, ...UNANSWERED }, numberId, end);
  const wamid = end.state === "accepted" ? end.wamid : null;
  return { ...headOf(numberId, draft), state: end.state, wamid, answer: end.answer };
}

const UNANSWERED = { wamid: null, answerStatus: null, answer: null } as const;

/**
 * Asks the gate; and before it refuses for a closed window, waits until every post that was kept
 * before the question is digested: the customer's message may be among them (decision 0007).
 */
async function decideFresh(
  parts: SenderParts,
  question: {
    readonly numberId: bigint;
    readonly threadId: string;
    readonly account: AccountRow;
    readonly body: Readonly<Record<string, unknown>>;
  },
): Promise<{ asked: Draft; decision: Decision }> {
  const { numberId, threadId, account } = question;
  const asked = askedOf(parts, account, question.body);
  const ask = async (): Promise<Decision> => {
    const thread = await threadFor(parts, numberId, threadId);
    return decideOn(parts, { numberId, thread, account, draft: asked });
  };
  const decision = await ask();
  if (decision.allowed || !decision.reasons.includes("service_window_closed")) {
    return { asked, decision };
  }
  await parts.caughtUp(numberId);
  return { asked, decision: await ask() };
}

/**
 * What the rules see of a body. One that cannot be read is free-form: Meta will say what is wrong.
 */
function askedOf(
  parts: SenderParts,
  account: AccountRow,
  body: Readonly<Record<string, unknown>>,
): Draft {
  const read = readSendRequest(body);
  if (!read.ok) return { content: "free_form" };
  return draftFromSendRequest(read.request, parts.templatesOf(account.accountId));
}

async function threadFor(
  parts: SenderParts,
  numberId: bigint,
  threadId: string,
): Promise<ThreadRow> {
  const [thread] = await selectThreads(parts.surroundings.db, numberId, [threadId]);
  if (thread === undefined) throw new NoSuchNumber(`the number ${numberId} has no such thread`);
  return thread;
}

/** Commits the draft and shows it. `false`: another request with its idempotency key was first. */
function commitDraft(parts: SenderParts, draft: NewDraft): Promise<boolean> {
  const { numberId, draftId, threadId, createdAt } = draft;
  return parts.owner.run(numberId, (client) =>
    inOwnTransaction(client, async () => {
      if (!(await insertDraft(client, draft))) return false;
      const shown = { kind: "message" as const, threadId, subject: draftId };
      await recordEvents(client, numberId, [shown], createdAt);
      return true;
    }),
  );
}

/** What a client is told of a draft that was settled before, or refused. */
function outcomeFrom(numberId: bigint, draft: DraftRow): SendOutcome {
  const head = headOf(numberId, draft);
  switch (draft.state) {
    case "accepted":
      return { ...head, state: "accepted", wamid: draft.wamid, answer: acceptedAnswer(draft) };
    case "refused":
      return { ...head, state: "refused", wamid: null, answer: refusal(draft.decision) };
    case "failed":
    case "withdrawn":
      return {
        ...head,
        state: draft.state,
        wamid: null,
        answer: { status: draft.answerStatus ?? 500, body: draft.answer },
      };
    default:
      return { ...head, wamid: null, ...unknownEnd(draft.draftId), state: "unknown" };
  }
}

/** Meta's own answer; or, where a status was the answer, the one Meta would have given. */
function acceptedAnswer({ answer, answerStatus, wamid, body }: DraftRow): Answer {
  if (answerStatus !== null) return { status: answerStatus, body: answer };
  const input = String(body["to"] ?? body["recipient"] ?? "");
  return {
    status: 200,
    body: { messaging_product: "whatsapp", contacts: [{ input }], messages: [{ id: wamid }] },
  };
}

/**
 * The gate's no, as Meta would have said it: an SDK knows what to do with 131047 (decision 0007).
 */
function refusal(decision: Decision): Answer {
  if (decision.allowed) return answerFrom(graphError(131000));
  return answerFrom(graphError(decision.code, { details: explain(decision) }));
}

function headOf(
  numberId: bigint,
  { threadId, draftId, decision }: Pick<DraftRow, "threadId" | "draftId" | "decision">,
): Pick<SendOutcome, "numberId" | "threadId" | "draftId" | "decision"> {
  return { numberId, threadId, draftId, decision };
}
