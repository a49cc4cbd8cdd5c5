import { type Instant, later, SECOND_MS } from "@casement/engine";
import { putAppointments } from "../numbers/appointment-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import { askFromScheduled } from "./find-ask.ts";
import type { Outbox } from "./outbox.ts";
import { SCHEDULED_SEND } from "./schedule.ts";
import { selectDueDrafts, selectNextSendAt } from "./scheduled-draft-store.ts";
import type { SenderParts } from "./sender-parts.ts";

/** How many of those that are due are in hand at a time: they wait here for room to send. */
const IN_HAND_MAX = 500;

/** When to look whether those given to the line have come to their turn. */
const LOOK_AGAIN_MS: number = 30 * SECOND_MS;

/**
 * Gives the drafts of a number whose moment has come to its line, where they are decided again
 * (SPEC S12).
 *
 * It does not wait for them. They may wait for their pace, which is business time: a clock that is
 * turned would wait for us, and we for it. As long as they have no turn they stay scheduled, and
 * are looked for again: so one that could not be committed, or that a crash left, has its turn all
 * the same, and nothing is in doubt until the batch that makes it `sending` has committed.
 */
export async function keepScheduled(
  parts: SenderParts,
  outbox: Outbox,
  numberId: bigint,
): Promise<Kept> {
  const { db, clock } = parts.surroundings;
  const now = clock.now();
  const due = await selectDueDrafts(db, numberId, { now, limit: IN_HAND_MAX });
  for (const draft of due) {
    outbox.sendDue(await askFromScheduled(parts, draft), draft);
  }
  // Where more are due than fit in hand, all are looked for again in a second.
  const isAll = due.length < IN_HAND_MAX;
  const found = due.map((draft) => draft.draftId);
  return {
    // In the transaction that ends this appointment: one that was scheduled meanwhile is seen, also
    // if it is due by now.
    async settle(client) {
      const next = isAll ? await selectNextSendAt(client, numberId, { now, found }) : undefined;
      const look = lookAgainAt(due.length, now);
      const moments = [next, look].filter((at) => at !== undefined);
      const appointments = moments.map((dueAt) => ({ kind: SCHEDULED_SEND, key: "", dueAt }));
      await putAppointments(client, numberId, appointments);
    },
  };
}

function lookAgainAt(count: number, now: Instant): Instant | undefined {
  if (count === 0) return undefined;
  return later(now, count < IN_HAND_MAX ? LOOK_AGAIN_MS : SECOND_MS);
}
