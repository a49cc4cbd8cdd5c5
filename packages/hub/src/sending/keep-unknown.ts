import { type Instant, later, unreachable } from "@casement/engine";
import type { ClientBase } from "pg";
import { type Recorded, recordChanges } from "../downstream/record-changes.ts";
import type { NativeEvent } from "../events/native-event.ts";
import { type Appointment, putAppointments } from "../numbers/appointment-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import type { Surroundings } from "../surroundings.ts";
import { givenUpEvent } from "./draft-event.ts";
import { SCHEDULED_SEND } from "./schedule.ts";
import {
  giveUpDraft,
  insertSecondAttempt,
  selectIdempotencyKey,
  selectUnknownDraft,
  type UnknownDraft,
} from "./unknown-draft-store.ts";
import { ALERT_AFTER_MS, actsAt, policyFor } from "./unknown-policy.ts";
import { selectUnknownPolicies } from "./unknown-policy-store.ts";

type Db = Pick<ClientBase, "query">;

export interface UnknownKeeping {
  readonly surroundings: Surroundings;
  /** Hears what a transaction has changed. */
  readonly recorded: (numberId: bigint, what: Recorded) => void;
}

/**
 * Looks at a draft that is unknown (SPEC S11): tells of it once, and later does what its number
 * chose for such. One that a status has settled meanwhile is none any more.
 */
export async function keepUnknown(
  { surroundings, recorded }: UnknownKeeping,
  numberId: bigint,
  { key: draftId, dueAt }: Appointment,
): Promise<Kept> {
  const { db, clock, log, ids } = surroundings;
  const draft = await selectUnknownDraft(db, numberId, draftId);
  if (draft === undefined) return {};
  const now = clock.now();
  const given = { draft, draftId, now, ids, recorded };
  const alertAt = later(draft.since, ALERT_AFTER_MS);
  if (now < alertAt) return { again: alertAt };
  const policy = policyFor(await selectUnknownPolicies(db, numberId), draft.template ?? undefined);
  const at = actsAt(policy, draft);
  if (at === undefined || at > now) {
    if (dueAt !== alertAt) return { again: at };
    log.warn("draft_unknown", { numberId: String(numberId), draftId });
    return { again: at, settle: (client) => show(client, numberId, given) };
  }
  switch (policy.choice) {
    case "hold":
      return {};
    case "give_up":
      return { settle: (client) => giveUp(client, numberId, given) };
    case "send_again":
      return { settle: (client) => sendAgain(client, numberId, { ...given, againAs: ids.uuid() }) };
    default:
      return unreachable(policy.choice);
  }
}

interface Given extends Pick<UnknownKeeping, "recorded">, Pick<Surroundings, "ids"> {
  readonly draft: UnknownDraft;
  readonly draftId: string;
  readonly now: Instant;
}

async function giveUp(db: Db, numberId: bigint, given: Given): Promise<void> {
  const { draft, draftId, now } = given;
  if (!(await giveUpDraft(db, numberId, { draftId, againAs: null, now }))) return;
  await show(db, numberId, { ...given, native: [givenUpEvent({ ...draft, draftId }, now)] });
}

/** The one is given up and the other made in one transaction: no crash can make it two. */
async function sendAgain(
  db: Db,
  numberId: bigint,
  given: Given & { readonly againAs: string },
): Promise<void> {
  const { draftId, againAs, now } = given;
  const idempotencyKey = await selectIdempotencyKey(db, numberId, draftId);
  if (!(await giveUpDraft(db, numberId, { draftId, againAs, now }))) return;
  await insertSecondAttempt(db, numberId, { draftId: againAs, of: draftId, idempotencyKey, now });
  await putAppointments(db, numberId, [{ kind: SCHEDULED_SEND, key: "", dueAt: now }]);
  await show(db, numberId, given);
}

/** Tells of the draft, and of the one in its place. Last before the commit. */
async function show(db: Db, numberId: bigint, told: Given & Shown): Promise<void> {
  const { draft, draftId, now, ids, recorded, againAs, native = [] } = told;
  const { threadId } = draft;
  const subjects = againAs === undefined ? [draftId] : [draftId, againAs];
  const shown = subjects.map((subject) => ({ kind: "message" as const, threadId, subject }));
  recorded(numberId, await recordChanges(db, numberId, { shown, native }, { now, ids }));
}

interface Shown {
  readonly againAs?: string;
  readonly native?: readonly NativeEvent[];
}
