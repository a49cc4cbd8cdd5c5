import type { Decision, Draft, Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Body, InsteadOf } from "./draft-store.ts";

type Db = Pick<ClientBase, "query">;

/** A draft that has a fallback, and is none itself, nor was sent again: the second has it then. */
export interface WithFallback {
  readonly draftId: string;
  readonly threadId: string;
  readonly body: Body;
  readonly asked: Draft;
  readonly decision: Decision;
}

export async function selectFallbacks(
  db: Db,
  numberId: bigint,
  draftIds: readonly string[],
): Promise<WithFallback[]> {
  const { rows } = await db.query<WithFallback>({
    name: "select-fallbacks",
    text: `
select draft_id as "draftId", thread_id as "threadId", body, asked, decision
from draft
where number_id = $1 and draft_id = any($2::uuid[])
  and fallback is not null and instead_of is null and again_as is null`,
    values: [numberId, draftIds],
  });
  return rows;
}

/** Makes a draft of the fallback of another, due since that one was; whether it is new. */
export async function insertFallback(
  db: Db,
  numberId: bigint,
  fallback: {
    readonly draftId: string;
    readonly of: string;
    readonly insteadOf: InsteadOf;
    readonly now: Instant;
  },
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "insert-fallback",
    text: `
insert into draft
  (number_id, draft_id, thread_id, account_id, key_id, body, body_sha256, callback_data, asked,
   decision, state, created_at, send_at, instead_of, tag)
select number_id, $2, thread_id, account_id, key_id,
       '{"messaging_product": "whatsapp"}'::jsonb || fallback, body_sha256, callback_data, asked,
       decision, 'scheduled', $5, coalesce(send_at, created_at), $4, tag
from draft
where number_id = $1 and draft_id = $3
on conflict (number_id, draft_id) do nothing`,
    values: [
      numberId,
      fallback.draftId,
      fallback.of,
      JSON.stringify(fallback.insteadOf),
      new Date(fallback.now),
    ],
  });
  return rowCount === 1;
}
