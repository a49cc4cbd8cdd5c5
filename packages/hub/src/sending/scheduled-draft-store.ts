import type { Decision, Draft, Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Body, InsteadOf, NewDraft } from "./draft-store.ts";

type Db = Pick<ClientBase, "query">;

/** A draft that waits for its moment, with all that it takes to send it then. */
export interface ScheduledDraft {
  readonly numberId: bigint;
  readonly draftId: string;
  readonly threadId: string;
  readonly accountId: bigint;
  readonly keyId: string | null;
  readonly body: Body;
  readonly bodySha256: Uint8Array;
  /** How often it was changed: what is decided on one is not written over another. */
  readonly revision: number;
  readonly callbackData: string | null;
  readonly sendAt: Instant;
  readonly fallback: Body | null;
  /** It is the fallback itself, of a draft whose window Meta found closed. */
  readonly insteadOf: InsteadOf | null;
}

const COLUMNS = `
number_id as "numberId", draft_id as "draftId", thread_id as "threadId",
account_id as "accountId", key_id as "keyId", body, body_sha256 as "bodySha256",
callback_data as "callbackData", send_at as "sendAt", revision, fallback,
instead_of as "insteadOf"`;

/** Those whose moment has come, earliest first. */
export async function selectDueDrafts(
  db: Db,
  numberId: bigint,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<ScheduledDraft[]> {
  const { rows } = await db.query<ScheduledDraft>({
    name: "select-due-drafts",
    text: `
select ${COLUMNS}
from draft
where number_id = $1 and state = 'scheduled' and send_at <= $2
order by send_at, draft_id
limit $3`,
    values: [numberId, new Date(now), limit],
  });
  return rows;
}

/**
 * The moment of the next, if there is one, but for those that were found due at `now` already. One
 * that is due and was not found was made meanwhile, by an answer of Meta's or by a choice of S11.
 */
export async function selectNextSendAt(
  db: Db,
  numberId: bigint,
  { now, found }: { readonly now: Instant; readonly found: readonly string[] },
): Promise<Instant | undefined> {
  const { rows } = await db.query<{ sendAt: Instant | null }>({
    name: "select-next-send-at",
    text: `
select min(send_at) as "sendAt"
from draft
where number_id = $1 and state = 'scheduled' and (send_at > $2 or draft_id <> all ($3::uuid[]))`,
    values: [numberId, new Date(now), found],
  });
  return rows[0]?.sendAt ?? undefined;
}

/**
 * Writes down what was decided on drafts whose moment has come; says which of them are so now. One
 * that was taken back or changed meanwhile is left as it is: whoever comes first has it.
 */
export async function startScheduled(
  db: Db,
  numberId: bigint,
  drafts: readonly (NewDraft & Pick<ScheduledDraft, "revision">)[],
): Promise<ReadonlySet<string>> {
  if (drafts.length === 0) return new Set();
  const of = <T>(pick: (draft: (typeof drafts)[number]) => T): T[] => drafts.map(pick);
  const { rows } = await db.query<{ draftId: string }>({
    name: "start-scheduled",
    text: START_SCHEDULED,
    values: [
      numberId,
      of((draft) => draft.draftId),
      of((draft) => draft.revision),
      of((draft) => JSON.stringify(draft.body)),
      of((draft) => JSON.stringify(draft.asked)),
      of((draft) => JSON.stringify(draft.decision)),
      of((draft) => (draft.insteadOf === null ? null : JSON.stringify(draft.insteadOf))),
      of((draft) => draft.state),
      of((draft) => draft.answerStatus),
      of((draft) => (draft.answer === null ? null : JSON.stringify(draft.answer))),
      of((draft) => new Date(draft.createdAt)),
      of((draft) => (draft.state === "withdrawn" ? new Date(draft.createdAt) : null)),
      of((draft) => draft.threadId),
    ],
  });
  return new Set(rows.map((row) => row.draftId));
}

const START_SCHEDULED = `
update draft d
set state = s.state, body = s.body::jsonb, asked = s.asked::jsonb, decision = s.decision::jsonb,
    instead_of = s.instead_of::jsonb, answer_status = s.answer_status, answer = s.answer::json,
    created_at = s.created_at, settled_at = s.settled_at, thread_id = s.thread_id
from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::int[], $10::text[], $11::timestamptz[], $12::timestamptz[], $13::uuid[])
  as s (draft_id, revision, body, asked, decision, instead_of, state, answer_status, answer,
        created_at, settled_at, thread_id)
where d.number_id = $1 and d.draft_id = any($2::uuid[]) and d.draft_id = s.draft_id
  and d.state = 'scheduled' and d.revision = s.revision
returning d.draft_id as "draftId"`;

/** Takes a scheduled draft back; whether it still was one. */
export async function cancelScheduled(
  db: Db,
  numberId: bigint,
  { draftId, now }: { readonly draftId: string; readonly now: Instant },
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "cancel-scheduled",
    text: `
update draft
set state = 'canceled', settled_at = $3
where number_id = $1 and draft_id = $2 and state = 'scheduled'`,
    values: [numberId, draftId, new Date(now)],
  });
  return rowCount === 1;
}

/** What a scheduled draft becomes. */
export interface ScheduledChange
  extends Pick<ScheduledDraft, "draftId" | "body" | "sendAt" | "fallback" | "revision"> {
  readonly asked: Draft;
  readonly decision: Decision;
}

/** Changes a scheduled draft, if it is still at this revision; whether it was. */
export async function updateScheduled(
  db: Db,
  numberId: bigint,
  change: ScheduledChange,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "update-scheduled",
    text: `
update draft
set body = $3, asked = $4, decision = $5, send_at = $6, fallback = $7, revision = revision + 1
where number_id = $1 and draft_id = $2 and state = 'scheduled' and revision = $8`,
    values: [
      numberId,
      change.draftId,
      JSON.stringify(change.body),
      JSON.stringify(change.asked),
      JSON.stringify(change.decision),
      new Date(change.sendAt),
      change.fallback === null ? null : JSON.stringify(change.fallback),
      change.revision,
    ],
  });
  return rowCount === 1;
}

/** One scheduled draft, of a key's account if it is limited to one. */
export async function selectScheduled(
  db: Db,
  numberId: bigint,
  draftId: string,
): Promise<ScheduledDraft | undefined> {
  const { rows } = await db.query<ScheduledDraft>({
    name: "select-scheduled",
    text: `
select ${COLUMNS}
from draft
where number_id = $1 and draft_id = $2 and state = 'scheduled'`,
    values: [numberId, draftId],
  });
  return rows[0];
}

/** Where a page of scheduled drafts ended. */
export interface ScheduledPlace {
  readonly sendAt: Instant;
  readonly draftId: string;
}

/** A page of those that wait, earliest first: of one thread, or of the whole number. */
export async function selectScheduledPage(
  db: Db,
  numberId: bigint,
  page: {
    readonly threadId: string | undefined;
    readonly after: ScheduledPlace | undefined;
    readonly limit: number;
  },
): Promise<(ScheduledPlace & { readonly numberId: bigint; readonly threadId: string })[]> {
  const { after, threadId, limit } = page;
  const { rows } = await db.query<
    ScheduledPlace & { readonly numberId: bigint; readonly threadId: string }
  >({
    name: "select-scheduled-page",
    text: `
select number_id as "numberId", draft_id as "draftId", thread_id as "threadId",
       send_at as "sendAt"
from draft
where number_id = $1 and state = 'scheduled' and ($2::uuid is null or thread_id = $2)
  and ($3::timestamptz is null or (send_at, draft_id) > ($3, $4))
order by send_at, draft_id
limit $5`,
    values: [
      numberId,
      threadId ?? null,
      after === undefined ? null : new Date(after.sendAt),
      after?.draftId ?? null,
      limit,
    ],
  });
  return rows;
}
