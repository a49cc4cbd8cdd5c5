import type { Decision, Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { uuidFrom } from "../derived-uuid.ts";
import type { NewEvent } from "../events/event-store.ts";
import { putAppointments } from "../numbers/appointment-store.ts";
import type { ReceivedFact } from "../webhook/received-fact.ts";
import { insertFallback, selectFallbacks } from "./fallback-store.ts";
import { SCHEDULED_SEND } from "./schedule.ts";

type Db = Pick<ClientBase, "query">;

/** Meta's word that the window is closed. */
export const WINDOW_CLOSED = 131047;

/** The drafts that Meta says, in statuses, the window was closed to. */
export function closedToIn(facts: readonly ReceivedFact[]): string[] {
  return facts.flatMap(({ draftId, said }) =>
    draftId !== undefined && said["status"] === "failed" && said["code"] === WINDOW_CLOSED
      ? [draftId]
      : [],
  );
}

/**
 * Sends the templates that stand for drafts whose window Meta found closed, where we did not know
 * it (SPEC S13). What the gate would have done, had it known: so it is done once, and only where
 * the gate let the draft go because it could not tell.
 *
 * The template is a draft of its own, due since the first one was to go: over an hour late it is
 * withdrawn. Its id follows from the first one's, so the same word twice makes one.
 */
export async function fallBack(
  db: Db,
  numberId: bigint,
  draftIds: readonly string[],
  now: Instant,
): Promise<NewEvent[]> {
  if (draftIds.length === 0) return [];
  const shown: NewEvent[] = [];
  for (const { draftId, threadId, body, asked, decision } of await selectFallbacks(
    db,
    numberId,
    draftIds,
  )) {
    if (!decision.allowed || decision.window !== "unknown") continue;
    const again = uuidFrom(`the fallback of ${numberId} ${draftId}`);
    const insteadOf = { body, asked, decision: CLOSED };
    const of = draftId;
    if (await insertFallback(db, numberId, { draftId: again, of, insteadOf, now })) {
      shown.push({ kind: "message", threadId, subject: again });
    }
  }
  if (shown.length > 0) {
    await putAppointments(db, numberId, [{ kind: SCHEDULED_SEND, key: "", dueAt: now }]);
  }
  return shown;
}

/** What the gate would have said. */
const CLOSED: Decision = {
  allowed: false,
  window: "closed",
  reason: "service_window_closed",
  reasons: ["service_window_closed"],
  code: WINDOW_CLOSED,
  rule: "A2",
};
