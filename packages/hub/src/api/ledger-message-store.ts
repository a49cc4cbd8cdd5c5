import type { Conversation, Instant } from "@casement/engine";
import type { Pool } from "pg";

type Db = Pick<Pool, "query">;

export interface FactRow {
  readonly fact_id: string;
  readonly kind: string;
  readonly at: Instant;
  readonly recorded_at: Instant;
  readonly said: Readonly<Record<string, unknown>>;
  readonly post_id: string | null;
}

/**
 * The facts about one message, oldest first; those of one second in the order of the fold.
 *
 * Facts are not found by their message: there is no index for it, and this is the only question
 * that would use one. So those of its customer are looked through, by every name that they have.
 */
export async function selectMessageFacts(
  db: Db,
  numberId: bigint,
  message: { wamid: string; threadId: string },
): Promise<FactRow[]> {
  const { rows } = await db.query<FactRow>({
    name: "ledger-message-facts",
    text: `
with name as materialized (
  select kind, value from alias where number_id = $1 and thread_id = $3
)
select encode(fact_id, 'hex') as fact_id, kind, at, recorded_at, said, post_id
from fact
where number_id = $1 and wamid = $2
  and (wa_id = any(array(select value from name where kind = 'wa_id'))
       or user_id = any(array(select value from name where kind = 'user_id'))
       or group_id = any(array(select value from name where kind = 'group_id')))
order by date_trunc('second', at),
         array_position(array['sent', 'delivered', 'read', 'played', 'failed'], said ->> 'status')
           nulls first,
         at, fact_id`,
    values: [numberId, message.wamid, message.threadId],
  });
  return rows;
}

export interface PostMomentRow {
  readonly post_id: string;
  readonly received_on: string;
  readonly received_at: Instant;
}

/** When posts came, of those that are still kept. `days` are the days on which they may have. */
export async function selectPostMoments(
  db: Db,
  numberId: bigint,
  postIds: readonly string[],
  days: readonly string[],
): Promise<PostMomentRow[]> {
  if (postIds.length === 0) return [];
  const { rows } = await db.query<PostMomentRow>({
    name: "ledger-post-moments",
    text: `
select post_id, received_on::text, received_at
from post
where number_id = $1 and received_on = any($2::date[]) and post_id = any($3::uuid[])`,
    values: [numberId, days, postIds],
  });
  return rows;
}

export interface PostingRow {
  readonly posting_id: string;
  readonly debit: string;
  readonly credit: string;
  readonly currency: string;
  readonly amount_micros: bigint;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
  readonly period: string;
  readonly corrects: string | null;
}

/** What is booked of a unit, in the order in which it was. */
export async function selectPostings(
  db: Db,
  numberId: bigint,
  unit: string,
): Promise<PostingRow[]> {
  const { rows } = await db.query<PostingRow>({
    name: "ledger-unit-postings",
    text: `
select posting_id, debit, credit, currency, amount_micros, occurred_at, recorded_at,
       to_char(period, 'YYYY-MM') as period, corrects
from posting
where number_id = $1 and unit = $2
order by place`,
    values: [numberId, unit],
  });
  return rows;
}

/** The conversation that a unit was delivered in. */
export async function selectConversation(
  db: Db,
  numberId: bigint,
  { category, openedBy }: Pick<Conversation, "category" | "openedBy">,
): Promise<Conversation | undefined> {
  const { rows } = await db.query<Conversation>({
    name: "ledger-unit-conversation",
    text: `
select category, opened_by as "openedBy", opened_at as "openedAt", expires_at as "expiresAt",
       closed_early_at as "closedEarlyAt", initiated_by as "initiatedBy", billable,
       message_count as "messageCount", rule
from conversation
where number_id = $1 and category = $2 and opened_by = $3`,
    values: [numberId, category, openedBy],
  });
  return rows[0];
}
