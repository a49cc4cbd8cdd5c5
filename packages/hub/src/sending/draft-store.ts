import type { Decision, Draft, Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

export type DraftState =
  | "waiting"
  | "sending"
  | "accepted"
  | "refused"
  | "failed"
  | "unknown"
  | "withdrawn";

/** A message that somebody wants sent, as it was committed before any call. */
export interface NewDraft {
  readonly numberId: bigint;
  readonly draftId: string;
  readonly threadId: string;
  readonly accountId: bigint;
  readonly keyId: string | null;
  /** The Cloud API body, without the caller's callback data. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly bodySha256: Uint8Array;
  readonly callbackData: string | null;
  readonly idempotencyKey: string | null;
  readonly asked: Draft;
  readonly decision: Decision;
  readonly state: DraftState;
  readonly createdAt: Instant;
}

/** A draft as a settlement finds it. */
export interface DraftRow {
  readonly draftId: string;
  readonly threadId: string;
  readonly accountId: bigint;
  readonly body: Readonly<Record<string, unknown>>;
  readonly asked: Draft;
  readonly decision: Decision;
  readonly state: DraftState;
  readonly wamid: string | null;
  readonly answerStatus: number | null;
  readonly answer: unknown;
  readonly createdAt: Instant;
}

/** Commits a draft. `false`: this key has used this idempotency key before. */
export async function insertDraft(db: Db, draft: NewDraft): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "insert-draft",
    text: `
insert into draft
  (number_id, draft_id, thread_id, account_id, key_id, body, body_sha256, callback_data,
   idempotency_key, asked, decision, state, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
on conflict do nothing`,
    values: [
      draft.numberId,
      draft.draftId,
      draft.threadId,
      draft.accountId,
      draft.keyId,
      JSON.stringify(draft.body),
      draft.bodySha256,
      draft.callbackData,
      draft.idempotencyKey,
      JSON.stringify(draft.asked),
      JSON.stringify(draft.decision),
      draft.state,
      new Date(draft.createdAt),
    ],
  });
  return rowCount === 1;
}

const COLUMNS = `
draft_id as "draftId", thread_id as "threadId", account_id as "accountId", body, asked, decision,
state, wamid, answer_status as "answerStatus", answer, created_at as "createdAt"`;

/** The draft that a key sent before under this idempotency key. */
export async function selectDraftByIdempotencyKey(
  db: Db,
  question: { numberId: bigint; keyId: string | null; idempotencyKey: string },
): Promise<DraftRow | undefined> {
  const { rows } = await db.query<DraftRow>({
    name: "select-draft-by-idempotency-key",
    text: `
select ${COLUMNS}
from draft
where number_id = $1 and key_id is not distinct from $2 and idempotency_key = $3`,
    values: [question.numberId, question.keyId, question.idempotencyKey],
  });
  return rows[0];
}

/**
 * The unknown draft with this body from this key, if there is one: a retry of it is no new message.
 */
export async function selectUnknownDraft(
  db: Db,
  question: { numberId: bigint; keyId: string | null; bodySha256: Uint8Array },
): Promise<DraftRow | undefined> {
  const { rows } = await db.query<DraftRow>({
    name: "select-unknown-draft",
    text: `
select ${COLUMNS}
from draft
where number_id = $1 and state = 'unknown' and key_id is not distinct from $2
  and body_sha256 = $3
order by created_at
limit 1`,
    values: [question.numberId, question.keyId, question.bodySha256],
  });
  return rows[0];
}

/**
 * Says of calls that were under way when a number changed hands that nobody knows how they ended: a
 * process that died, or a connection that was lost, may have sent them (SPEC S2).
 */
export async function markUnderWayUnknown(db: Db, numberId: bigint): Promise<void> {
  await db.query({
    name: "mark-under-way-unknown",
    text: "update draft set state = 'unknown' where number_id = $1 and state = 'sending'",
    values: [numberId],
  });
}

/** Drafts by id that no answer has settled yet. */
export async function selectUnsettled(
  db: Db,
  numberId: bigint,
  draftIds: readonly string[],
): Promise<DraftRow[]> {
  if (draftIds.length === 0) return [];
  const { rows } = await db.query<DraftRow>({
    name: "select-unsettled",
    text: `
select ${COLUMNS}
from draft
where number_id = $1 and draft_id = any($2::uuid[]) and state in ('waiting', 'sending', 'unknown')`,
    values: [numberId, draftIds],
  });
  return rows;
}

export interface Settlement {
  readonly draftId: string;
  readonly state: "accepted" | "failed" | "unknown" | "withdrawn";
  readonly wamid: string | null;
  readonly answerStatus: number | null;
  readonly answer: unknown;
  readonly settledAt: Instant;
}

/** Says how a draft ended. One that was settled before keeps its first end. */
export async function settleDraft(
  db: Db,
  numberId: bigint,
  settlement: Settlement,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "settle-draft",
    text: `
update draft
set state = $3, wamid = $4, answer_status = $5, answer = $6, settled_at = $7
where number_id = $1 and draft_id = $2 and state in ('waiting', 'sending', 'unknown')`,
    values: [
      numberId,
      settlement.draftId,
      settlement.state,
      settlement.wamid,
      settlement.answerStatus,
      JSON.stringify(settlement.answer ?? null),
      new Date(settlement.settledAt),
    ],
  });
  return rowCount === 1;
}
