import type { Decision, Draft, Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

export type DraftState =
  | "waiting"
  | "scheduled"
  | "sending"
  | "accepted"
  | "refused"
  | "failed"
  | "unknown"
  | "withdrawn"
  | "canceled"
  | "given_up";

/** A body of the Cloud API. */
export type Body = Readonly<Record<string, unknown>>;

/** What a fallback stands for: the message as it was asked for, and why it could not go. */
export interface InsteadOf {
  readonly body: Body;
  readonly asked: Draft;
  readonly decision: Decision;
}

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
  /** What it was sent for, in its sender's words. */
  readonly tag: string | null;
  readonly idempotencyKey: string | null;
  readonly asked: Draft;
  readonly decision: Decision;
  readonly state: DraftState;
  readonly wamid: null;
  /** What a withdrawn draft was answered with; else `null` until it is settled. */
  readonly answerStatus: number | null;
  readonly answer: unknown;
  readonly createdAt: Instant;
  /** When it is to be sent; `null`: at once. */
  readonly sendAt: Instant | null;
  /** The body of the template to send if the window has closed. */
  readonly fallback: Body | null;
  /** It is the fallback itself. */
  readonly insteadOf: InsteadOf | null;
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
  readonly insteadOf: InsteadOf | null;
}

/** Writes down new drafts. Of each key and idempotency key there is none yet. */
export async function insertDrafts(db: Db, drafts: readonly NewDraft[]): Promise<void> {
  const [first] = drafts;
  if (first === undefined) return;
  const of = <T>(pick: (draft: NewDraft) => T): T[] => drafts.map(pick);
  await db.query({
    name: "insert-drafts",
    text: INSERT_DRAFTS,
    values: [
      first.numberId,
      of((draft) => draft.draftId),
      of((draft) => draft.threadId),
      of((draft) => draft.accountId),
      of((draft) => draft.keyId),
      of((draft) => JSON.stringify(draft.body)),
      of((draft) => Buffer.from(draft.bodySha256).toString("hex")),
      of((draft) => draft.callbackData),
      of((draft) => draft.idempotencyKey),
      of((draft) => JSON.stringify(draft.asked)),
      of((draft) => JSON.stringify(draft.decision)),
      of((draft) => draft.state),
      of((draft) => draft.answerStatus),
      of((draft) => (draft.answer === null ? null : JSON.stringify(draft.answer))),
      of((draft) => new Date(draft.createdAt)),
      of((draft) => (draft.state === "withdrawn" ? new Date(draft.createdAt) : null)),
      of((draft) => (draft.sendAt === null ? null : new Date(draft.sendAt))),
      of((draft) => (draft.fallback === null ? null : JSON.stringify(draft.fallback))),
      of((draft) => (draft.insteadOf === null ? null : JSON.stringify(draft.insteadOf))),
      of((draft) => draft.tag),
    ],
  });
}

const INSERT_DRAFTS = `
insert into draft
  (number_id, draft_id, thread_id, account_id, key_id, body, body_sha256, callback_data,
   idempotency_key, asked, decision, state, answer_status, answer, created_at, settled_at,
   send_at, fallback, instead_of, tag)
select $1, draft_id, thread_id, account_id, key_id, body::jsonb, decode(sha256, 'hex'),
       callback_data, idempotency_key, asked::jsonb, decision::jsonb, state, answer_status,
       answer::json, created_at, settled_at, send_at, fallback::jsonb, instead_of::jsonb, tag
from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::uuid[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::text[], $11::text[], $12::text[], $13::int[], $14::text[],
            $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::text[], $19::text[],
            $20::text[])
  as d (draft_id, thread_id, account_id, key_id, body, sha256, callback_data, idempotency_key,
        asked, decision, state, answer_status, answer, created_at, settled_at, send_at, fallback,
        instead_of, tag)`;

const COLUMNS = `
draft_id as "draftId", thread_id as "threadId", account_id as "accountId", body, asked, decision,
state, wamid, answer_status as "answerStatus", answer, created_at as "createdAt",
instead_of as "insteadOf"`;

/** What a command is known by, if it is asked again. */
export interface CommandKeys {
  readonly keyId: string | null;
  readonly idempotencyKey: string | null;
  readonly bodySha256: Uint8Array;
}

/** A draft that a command may be, with what it is known by. */
export type KnownDraft = DraftRow & CommandKeys;

/** The drafts that were sent before under these idempotency keys, whoever's. */
export async function selectDraftsByIdempotencyKey(
  db: Db,
  numberId: bigint,
  idempotencyKeys: readonly string[],
): Promise<KnownDraft[]> {
  if (idempotencyKeys.length === 0) return [];
  const { rows } = await db.query<KnownDraft>({
    name: "select-drafts-by-idempotency-key",
    text: `
select ${COLUMNS}, key_id as "keyId", idempotency_key as "idempotencyKey",
       body_sha256 as "bodySha256"
from draft
where number_id = $1 and idempotency_key = any($2::text[])`,
    values: [numberId, idempotencyKeys],
  });
  return rows;
}

/** Forgets by which idempotency keys drafts were sent, so that the keys can be used anew. */
export async function forgetIdempotencyKeys(
  db: Db,
  numberId: bigint,
  draftIds: readonly string[],
): Promise<void> {
  if (draftIds.length === 0) return;
  await db.query({
    name: "forget-idempotency-keys",
    text: `
update draft
set idempotency_key = null
where number_id = $1 and draft_id = any($2::uuid[])`,
    values: [numberId, draftIds],
  });
}

/** The unknown drafts with these bodies, oldest first: a retry of one is no new message. */
export async function selectUnknownDrafts(
  db: Db,
  numberId: bigint,
  bodies: readonly Uint8Array[],
): Promise<KnownDraft[]> {
  if (bodies.length === 0) return [];
  const { rows } = await db.query<KnownDraft>({
    name: "select-unknown-drafts",
    text: `
select ${COLUMNS}, key_id as "keyId", idempotency_key as "idempotencyKey",
       body_sha256 as "bodySha256"
from draft
where number_id = $1 and state = 'unknown'
  and body_sha256 in (select decode(sha256, 'hex') from unnest($2::text[]) as t (sha256))
order by created_at, draft_id`,
    values: [numberId, bodies.map((sha256) => Buffer.from(sha256).toString("hex"))],
  });
  return rows;
}

/**
 * Says of calls that were under way when a number changed hands that nobody knows how they ended: a
 * process that died, or a connection that was lost, may have sent them (SPEC S2). Gives those.
 */
export async function markUnderWayUnknown(
  db: Db,
  numberId: bigint,
  since: Instant,
): Promise<{ readonly draftId: string; readonly threadId: string }[]> {
  const { rows } = await db.query<{ draftId: string; threadId: string }>({
    name: "mark-under-way-unknown",
    text: `
update draft
set state = 'unknown', settled_at = $2
where number_id = $1 and state = 'sending'
returning draft_id as "draftId", thread_id as "threadId"`,
    values: [numberId, new Date(since)],
  });
  return rows;
}

/** To which threads calls were made since a moment, and when, oldest first. */
export async function selectLatelySent(
  db: Db,
  numberId: bigint,
  since: Instant,
): Promise<{ readonly threadId: string; readonly at: Instant }[]> {
  const { rows } = await db.query<{ threadId: string; at: Instant }>({
    name: "select-lately-sent",
    text: `
select thread_id as "threadId", created_at as at
from draft
where number_id = $1 and created_at > $2
  and state not in ('refused', 'withdrawn', 'scheduled', 'canceled')
order by created_at`,
    values: [numberId, new Date(since)],
  });
  return rows;
}

/** Drafts by id that no answer has settled yet; those that were given up are among them. */
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
where number_id = $1 and draft_id = any($2::uuid[])
  and state not in ('accepted', 'refused', 'failed', 'withdrawn')`,
    values: [numberId, draftIds],
  });
  return rows;
}

/** Gives drafts to the threads that these digits stand for. */
export async function moveDrafts(
  db: Db,
  numberId: bigint,
  drafts: readonly { readonly draftId: string; readonly waId: string }[],
): Promise<void> {
  if (drafts.length === 0) return;
  await db.query({
    name: "move-drafts-to-facts",
    text: `
update draft d
set thread_id = a.thread_id
from unnest($2::uuid[], $3::text[]) as m (draft_id, value), alias a
where d.number_id = $1 and d.draft_id = any($2::uuid[]) and d.draft_id = m.draft_id
  and a.number_id = $1 and a.kind = 'wa_id' and a.value = any($3::text[]) and a.value = m.value
  and d.thread_id <> a.thread_id`,
    values: [numberId, drafts.map((one) => one.draftId), drafts.map((one) => one.waId)],
  });
}

/** Drafts by id, as they stand. */
export async function selectDrafts(
  db: Db,
  numberId: bigint,
  draftIds: readonly string[],
): Promise<ReadonlyMap<string, DraftRow>> {
  if (draftIds.length === 0) return new Map();
  const { rows } = await db.query<DraftRow>({
    name: "select-drafts",
    text: `select ${COLUMNS} from draft where number_id = $1 and draft_id = any($2::uuid[])`,
    values: [numberId, draftIds],
  });
  return new Map(rows.map((row) => [row.draftId, row]));
}

export interface Settlement {
  readonly draftId: string;
  readonly state: "accepted" | "failed" | "unknown" | "withdrawn";
  readonly wamid: string | null;
  readonly answerStatus: number | null;
  readonly answer: unknown;
  readonly settledAt: Instant;
}

/**
 * Says how drafts ended, and gives the ids of those. One that was settled before keeps its end.
 *
 * Not `state in ('waiting', …)`: the planner would go by `draft_open`, in which every draft leaves
 * a dead entry until it is vacuumed; 10 ms a batch where the primary key takes one.
 */
export async function settleDrafts(
  db: Db,
  numberId: bigint,
  settlements: readonly Settlement[],
): Promise<ReadonlySet<string>> {
  if (settlements.length === 0) return new Set();
  const of = <T>(pick: (one: Settlement) => T): T[] => settlements.map(pick);
  const { rows } = await db.query<{ draftId: string }>({
    name: "settle-drafts",
    text: `
update draft d
set state = s.state, wamid = s.wamid, answer_status = s.answer_status, answer = s.answer::json,
    settled_at = s.settled_at
from unnest($2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::timestamptz[])
  as s (draft_id, state, wamid, answer_status, answer, settled_at)
where d.number_id = $1 and d.draft_id = any($2::uuid[]) and d.draft_id = s.draft_id
  and d.state not in ('accepted', 'refused', 'failed', 'withdrawn')
returning d.draft_id as "draftId"`,
    values: [
      numberId,
      of((one) => one.draftId),
      of((one) => one.state),
      of((one) => one.wamid),
      of((one) => one.answerStatus),
      of((one) => JSON.stringify(one.answer ?? null)),
      of((one) => new Date(one.settledAt)),
    ],
  });
  return new Set(rows.map((row) => row.draftId));
}
