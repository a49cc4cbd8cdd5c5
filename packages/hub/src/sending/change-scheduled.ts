import type { PoolClient } from "pg";
import { inTransaction } from "../database/pool.ts";
import { recordEvents } from "../events/event-store.ts";
import { putAppointments } from "../numbers/appointment-store.ts";
import { accountOf, askedOf, threadFor } from "./find-ask.ts";
import { decideOn } from "./gate.ts";
import { recipientOf } from "./recipient.ts";
import { SCHEDULED_SEND } from "./schedule.ts";
import { cancelScheduled, selectScheduled, updateScheduled } from "./scheduled-draft-store.ts";
import type { DraftChange } from "./sender.ts";
import type { SenderParts } from "./sender-parts.ts";

// Both may be done by any node: the row itself says who came first, they or the owner who sends it.

/** Changes a scheduled draft, with what the gate says of it now; `false`: it is so no longer. */
export async function changeDraft(parts: SenderParts, change: DraftChange): Promise<boolean> {
  const { numberId, draftId } = change;
  const { db } = parts.surroundings;
  const before = await selectScheduled(db, numberId, draftId);
  if (before === undefined) return false;
  const account = accountOf(parts, before);
  const recipient = recipientOf(before.body);
  const body =
    change.body === undefined
      ? before.body
      : { messaging_product: "whatsapp", ...change.body, ...recipient };
  const asked = askedOf(parts, account, body);
  const thread = await threadFor(parts, numberId, before.threadId);
  const question = { numberId, thread, account, draft: asked, limits: {} };
  const decision = await decideOn(parts, question);
  const sendAt = change.sendAt ?? before.sendAt;
  const fallback = change.fallback === undefined ? before.fallback : change.fallback;
  const after = { ...before, body, asked, decision, sendAt, fallback };
  return committed(parts, before, async (client) => {
    if (!(await updateScheduled(client, numberId, after))) return false;
    await putAppointments(client, numberId, [{ kind: SCHEDULED_SEND, key: "", dueAt: sendAt }]);
    return true;
  });
}

/** Takes a scheduled draft back: it is kept, and never sent. `false`: it is so no longer. */
export async function cancelDraft(
  parts: SenderParts,
  { numberId, draftId }: { readonly numberId: bigint; readonly draftId: string },
): Promise<boolean> {
  const { db, clock } = parts.surroundings;
  const draft = await selectScheduled(db, numberId, draftId);
  if (draft === undefined) return false;
  const now = clock.now();
  return committed(parts, draft, (client) => cancelScheduled(client, numberId, { draftId, now }));
}

/** Does it in one transaction, and tells the screens last, if it was done. */
async function committed(
  { surroundings: { db, clock }, appointmentsMade }: SenderParts,
  draft: { readonly numberId: bigint; readonly threadId: string; readonly draftId: string },
  work: (client: PoolClient) => Promise<boolean>,
): Promise<boolean> {
  const { numberId, threadId, draftId } = draft;
  const isDone = await inTransaction(db, async (client) => {
    if (!(await work(client))) return false;
    const event = { kind: "message" as const, threadId, subject: draftId };
    await recordEvents(client, numberId, [event], clock.now());
    return true;
  });
  if (isDone) appointmentsMade(numberId);
  return isDone;
}
