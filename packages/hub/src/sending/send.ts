import { createHash } from "node:crypto";
import { readSendRequest } from "@casement/cloud-api";
import type { Decision, Draft } from "@casement/engine";
import type { AccountRow } from "../numbers/account-store.ts";
import { selectThreads, type ThreadRow } from "../threads/thread-store.ts";
import { canonicalJson } from "../webhook/fact-id.ts";
import type { Ask } from "./ask.ts";
import { decideOn } from "./gate.ts";
import { draftFromSendRequest } from "./graph-translation.ts";
import type { Outbox } from "./outbox.ts";
import { addressOf, nameOf } from "./recipient.ts";
import { NoSuchNumber, type SendCommand, type Sender } from "./sender.ts";
import type { SenderParts } from "./sender-parts.ts";

/** The one way a message is sent: found, decided, committed, called, settled (SPEC S1 to S3). */
export function createSender(parts: SenderParts, outbox: Outbox): Sender {
  return {
    async send(command) {
      return outbox.send(await askFrom(parts, command));
    },
    async decide({ numberId, threadId, body }) {
      const account = accountOf(parts, { numberId });
      // Without a recipient it is no request, and a template would be taken for free text.
      const recipient = await addressOf(parts.surroundings.db, numberId, threadId);
      const whole = { messaging_product: "whatsapp", ...body, ...recipient };
      const draft = askedOf(parts, account, whole);
      const ask = async (): Promise<Decision> => {
        const thread = await threadFor(parts, numberId, threadId);
        const limits = outbox.limitsOf(numberId, threadId);
        return decideOn(parts, { numberId, thread, account, draft, limits });
      };
      const decision = await ask();
      if (decision.allowed || !decision.reasons.includes("service_window_closed")) return decision;
      // The customer's message may be among what is kept and not digested (decision 0007).
      await parts.caughtUp(numberId);
      return ask();
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

async function askFrom(parts: SenderParts, command: SendCommand): Promise<Ask> {
  const { numberId, to } = command;
  const { db, clock } = parts.surroundings;
  const account = accountOf(parts, command);
  const recipient = "threadId" in to ? await addressOf(db, numberId, to.threadId) : {};
  const body = { messaging_product: "whatsapp", ...command.body, ...recipient };
  return {
    ...{ command, account, body },
    to: "threadId" in to ? to : { name: nameOf(to) },
    bodySha256: createHash("sha256").update(canonicalJson(body)).digest(),
    asked: askedOf(parts, account, body),
    askedAt: clock.now(),
  };
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
