import type { Charge, Decision, Instant, Unit } from "@casement/engine";
import type { Pool } from "pg";
import type { ChargeShape, ContentShape, Origin } from "../api/shapes.ts";
import type { DraftState } from "../sending/draft-store.ts";
import type { StatusTimes } from "./message-status.ts";

type Db = Pick<Pool, "query">;

/** A message as the thread shows it, with what it says and what it cost. */
export interface MessageRow extends StatusTimes {
  readonly wamid: string;
  readonly draft_id: string | null;
  readonly direction: "in" | "out";
  readonly origin: Origin;
  readonly tag: string | null;
  readonly idempotency_key: string | null;
  readonly at: Instant;
  readonly failed_code: number | null;
  readonly reply_to: string | null;
  readonly edited_at: Instant | null;
  readonly revoked_at: Instant | null;
  /** Null of a message that we only know from its statuses, or whose person was erased. */
  readonly content: ContentShape | null;
  /** One for each recipient it reached; several only in a group. */
  readonly units: readonly UnitRow[] | null;
}

export interface UnitRow {
  readonly folded: Unit;
  readonly charge: Charge;
  readonly state: ChargeShape["state"];
}

/** A draft that is no message yet, or never will be. */
export interface DraftRow {
  readonly draft_id: string;
  readonly created_at: Instant;
  readonly state: DraftState;
  /** When it is to be sent, or was. */
  readonly send_at: Instant | null;
  readonly wamid: string | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly decision: Decision;
  readonly answer_status: number | null;
  readonly answer: unknown;
  readonly tag: string | null;
  readonly idempotency_key: string | null;
}

/**
 * Where a message stands in its thread: by its moment; of one moment, what came in is before what
 * went out, for an answer is often of the very second of its question.
 */
export interface MessagePlace {
  readonly at: Instant;
  readonly direction: "in" | "out";
  readonly id: string;
}

export interface MessagePage {
  readonly numberId: bigint;
  readonly threadId: string;
  readonly before: MessagePlace;
  readonly limit: number;
  /** Only those that came from here; `undefined`: all. */
  readonly origin: Origin | undefined;
}

const MESSAGE = `
select m.wamid, m.draft_id, m.direction, m.origin, m.at, m.sent_at, m.delivered_at, m.read_at,
       m.played_at, m.failed_at, m.failed_code, m.reply_to,
       m.edited_at, m.revoked_at, c.content, (
         select jsonb_agg(
           jsonb_build_object('folded', u.folded, 'charge', u.charge, 'state', u.state)
           order by u.recipient)
         from unit u
         where u.number_id = m.number_id and u.wamid = m.wamid
       ) as units, d.tag, d.idempotency_key
from message m
left join draft d on d.number_id = m.number_id and d.draft_id = m.draft_id
left join message_content c
  on c.number_id = m.number_id and c.month = m.content_month and c.wamid = m.wamid`;

const DRAFT = `
select d.draft_id, d.created_at, d.state, d.wamid, d.body, d.decision, d.answer_status, d.answer,
       d.send_at, d.tag, d.idempotency_key
from draft d`;

/** The messages of a thread before a place, newest first. */
export async function selectMessagePage(db: Db, page: MessagePage): Promise<MessageRow[]> {
  const { rows } = await db.query<MessageRow>({
    name: "inbox-message-page",
    text: `${MESSAGE}
where m.number_id = $1 and m.thread_id = $2 and m.at <= $3
  and (m.at < $3 or (m.direction, m.wamid collate "C") < ($4, $5))
  and ($7::text is null or m.origin = $7)
order by m.at desc, m.direction desc, m.wamid collate "C" desc
limit $6`,
    values: valuesOf(page),
  });
  return rows;
}

/** The drafts of a thread before a place that no message has taken over, newest first. */
export async function selectDraftPage(db: Db, page: MessagePage): Promise<DraftRow[]> {
  const { rows } = await db.query<DraftRow>({
    name: "inbox-draft-page",
    text: `${DRAFT}
where d.number_id = $1 and d.thread_id = $2 and d.created_at <= $3
  and (d.created_at < $3 or ('out', d.draft_id::text collate "C") < ($4::text, $5))
  and not exists (select from message m where m.number_id = d.number_id and m.wamid = d.wamid)
  and ($7::text is null or $7 = 'casement')
order by d.created_at desc, d.draft_id desc
limit $6`,
    values: valuesOf(page),
  });
  return rows;
}

export async function selectMessages(
  db: Db,
  messages: { numberId: bigint; wamids: readonly string[] },
): Promise<MessageRow[]> {
  if (messages.wamids.length === 0) return [];
  const { rows } = await db.query<MessageRow>({
    name: "inbox-messages",
    text: `${MESSAGE}\nwhere m.number_id = $1 and m.wamid = any ($2::text[])`,
    values: [messages.numberId, messages.wamids],
  });
  return rows;
}

export async function selectDrafts(
  db: Db,
  drafts: { numberId: bigint; draftIds: readonly string[] },
): Promise<DraftRow[]> {
  if (drafts.draftIds.length === 0) return [];
  const { rows } = await db.query<DraftRow>({
    name: "inbox-drafts",
    text: `${DRAFT}\nwhere d.number_id = $1 and d.draft_id = any ($2::uuid[])`,
    values: [drafts.numberId, drafts.draftIds],
  });
  return rows;
}

function valuesOf({ numberId, threadId, before, limit, origin }: MessagePage): unknown[] {
  const place = [new Date(before.at), before.direction, before.id];
  return [numberId, threadId, ...place, limit, origin ?? null];
}
