import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { UNKNOWN_DRAFT } from "./unknown-policy.ts";

type Db = Pick<ClientBase, "query">;

/** A draft of which nobody knows whether it was sent. */
export interface UnknownDraft {
  readonly threadId: string;
  readonly template: string | null;
  readonly since: Instant;
  /** It is a second attempt itself. */
  readonly isSecond: boolean;
}

export async function selectUnknownDraft(
  db: Db,
  numberId: bigint,
  draftId: string,
): Promise<UnknownDraft | undefined> {
  const { rows } = await db.query<UnknownDraft>({
    name: "select-unknown-draft",
    text: `
select thread_id as "threadId", body #>> '{template,name}' as template,
       coalesce(settled_at, created_at) as since, again_of is not null as "isSecond"
from draft
where number_id = $1 and draft_id = $2 and state = 'unknown'`,
    values: [numberId, draftId],
  });
  return rows[0];
}

/**
 * Gives an unknown draft up; whether it was still unknown. A status with its id settles it even so:
 * what Meta says was sent, was sent.
 */
export async function giveUpDraft(
  db: Db,
  numberId: bigint,
  { draftId, againAs, now }: { draftId: string; againAs: string | null; now: Instant },
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "give-up-draft",
    text: `
update draft
set state = 'given_up', again_as = $3, settled_at = $4,
    idempotency_key = case when $3::uuid is null then idempotency_key end
where number_id = $1 and draft_id = $2 and state = 'unknown'`,
    values: [numberId, draftId, againAs, new Date(now)],
  });
  return rowCount === 1;
}

/**
 * Makes the second attempt of a draft, due at once. It has everything of the first, its idempotency
 * key too: whoever asks again by that is told of this one.
 */
export async function insertSecondAttempt(
  db: Db,
  numberId: bigint,
  again: {
    readonly draftId: string;
    readonly of: string;
    readonly idempotencyKey: string | null;
    readonly now: Instant;
  },
): Promise<void> {
  await db.query({
    name: "insert-second-attempt",
    text: `
insert into draft
  (number_id, draft_id, thread_id, account_id, key_id, body, body_sha256, callback_data,
   idempotency_key, asked, decision, state, created_at, send_at, fallback, instead_of, again_of,
   tag)
select number_id, $2, thread_id, account_id, key_id, body, body_sha256, callback_data,
       $4, asked, decision, 'scheduled', $5, $5, fallback, instead_of, draft_id, tag
from draft
where number_id = $1 and draft_id = $3`,
    values: [numberId, again.draftId, again.of, again.idempotencyKey, new Date(again.now)],
  });
}

export async function selectIdempotencyKey(
  db: Db,
  numberId: bigint,
  draftId: string,
): Promise<string | null> {
  const { rows } = await db.query<{ idempotencyKey: string | null }>({
    name: "select-idempotency-key",
    text: `
select idempotency_key as "idempotencyKey"
from draft
where number_id = $1 and draft_id = $2`,
    values: [numberId, draftId],
  });
  return rows[0]?.idempotencyKey ?? null;
}

/** Makes an appointment for each unknown draft of a number: what becomes of them has changed. */
export async function putUnknownAppointments(
  db: Db,
  numberId: bigint,
  dueAt: Instant,
): Promise<void> {
  await db.query({
    name: "put-unknown-appointments",
    text: `
insert into appointment (number_id, due_at, kind, key)
select $1, $2, $3, draft_id::text
from draft
where number_id = $1 and state = 'unknown'
order by draft_id
on conflict (number_id, kind, key) do update
set due_at = least(appointment.due_at, excluded.due_at)`,
    values: [numberId, new Date(dueAt), UNKNOWN_DRAFT],
  });
}

/** How many drafts of each number are unknown, whatever else is asked: for the metrics. */
export async function selectUnknownCounts(
  db: Db,
): Promise<{ readonly numberId: bigint; readonly count: number }[]> {
  const { rows } = await db.query<{ numberId: bigint; count: number }>({
    name: "select-unknown-counts",
    text: `
select number_id as "numberId", count(*)::int as count
from draft
where state = 'unknown'
group by number_id`,
  });
  return rows;
}
