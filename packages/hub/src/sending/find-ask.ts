import { createHash } from "node:crypto";
import { readSendRequest } from "@casement/cloud-api";
import type { Draft, Instant } from "@casement/engine";
import type { AccountRow } from "../numbers/account-store.ts";
import { selectThreads, type ThreadRow } from "../threads/thread-store.ts";
import { canonicalJson } from "../webhook/fact-id.ts";
import type { Ask } from "./ask.ts";
import type { Body } from "./draft-store.ts";
import { draftFromSendRequest } from "./graph-translation.ts";
import { addressIn, addressOf, nameOf, recipientOf, withoutRecipient } from "./recipient.ts";
import type { ScheduledDraft } from "./scheduled-draft-store.ts";
import { NoSuchNumber, type SendCommand } from "./sender.ts";
import type { SenderParts } from "./sender-parts.ts";

/** A command with everything found that its turn takes: account, recipient, what the rules see. */
export async function askFrom(parts: SenderParts, command: SendCommand): Promise<Ask> {
  const { numberId, to, sendAt, fallback } = command;
  const { db, clock } = parts.surroundings;
  const account = accountOf(parts, command);
  const recipient =
    "threadId" in to ? await addressOf(db, numberId, to.threadId) : addressIn(command.body, to);
  const body = { messaging_product: "whatsapp", ...command.body, ...recipient };
  return {
    ...{ command, account, body },
    to: "threadId" in to ? to : { name: nameOf(to) },
    bodySha256: sha256Of({ body, sendAt, fallback }),
    asked: askedOf(parts, account, body),
    askedAt: clock.now(),
    fallback: fallbackFor(parts, account, { fallback, body }),
  };
}

/** A scheduled draft as an ask again, its moment come: to where its customer is found by now. */
export async function askFromScheduled(parts: SenderParts, draft: ScheduledDraft): Promise<Ask> {
  const { numberId, threadId, bodySha256 } = draft;
  const { db, clock } = parts.surroundings;
  const account = accountOf(parts, draft);
  const fallback = draft.fallback ?? undefined;
  const recipient = await addressOf(db, numberId, threadId);
  const body = { ...withoutRecipient(draft.body), ...recipient };
  return {
    command: {
      ...{ numberId, to: { threadId }, accountId: account.accountId, keyId: draft.keyId },
      ...{ body, callbackData: draft.callbackData ?? undefined, sendAt: draft.sendAt, fallback },
    },
    ...{ account, body, bodySha256, to: { threadId } },
    asked: askedOf(parts, account, body),
    askedAt: clock.now(),
    fallback: fallbackFor(parts, account, { fallback, body }),
    insteadOf: draft.insteadOf ?? undefined,
  };
}

/** The fallback as a whole body, to the same recipient. */
function fallbackFor(
  parts: SenderParts,
  account: AccountRow,
  { fallback, body }: { readonly fallback: Body | undefined; readonly body: Body },
): Ask["fallback"] {
  if (fallback === undefined) return undefined;
  const whole = { messaging_product: "whatsapp", ...fallback, ...recipientOf(body) };
  return { body: whole, asked: askedOf(parts, account, whole) };
}

/**
 * What the rules see of a body. One that cannot be read is free-form: Meta will say what is wrong.
 */
export function askedOf(
  parts: SenderParts,
  account: AccountRow,
  body: Readonly<Record<string, unknown>>,
): Draft {
  const read = readSendRequest(body);
  if (!read.ok) return { content: "free_form" };
  return draftFromSendRequest(read.request, parts.templatesOf(account.accountId));
}

export function accountOf(
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

export async function threadFor(
  parts: SenderParts,
  numberId: bigint,
  threadId: string,
): Promise<ThreadRow> {
  const [thread] = await selectThreads(parts.surroundings.db, numberId, [threadId]);
  if (thread === undefined) throw new NoSuchNumber(`the number ${numberId} has no such thread`);
  return thread;
}

/** What stands for a command, so that the same again is seen to be the same. */
function sha256Of({
  body,
  sendAt,
  fallback,
}: {
  readonly body: Body;
  readonly sendAt: Instant | undefined;
  readonly fallback: Body | undefined;
}): Uint8Array {
  const more =
    sendAt === undefined && fallback === undefined ? [] : [sendAt ?? null, fallback ?? null];
  const hash = createHash("sha256").update(canonicalJson(body));
  return (more.length === 0 ? hash : hash.update(canonicalJson(more))).digest();
}
