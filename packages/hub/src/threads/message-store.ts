import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { monthStartOf } from "../webhook/fact-store.ts";
import type { MessageRow } from "./message-row.ts";

type Db = Pick<ClientBase, "query">;

/**
 * Makes or joins the rows of messages. Whatever the order in which notices come, the row ends the
 * same: each moment is the least one told, and a sender once known stays known.
 */
export async function putMessages(
  db: Db,
  numberId: bigint,
  rows: readonly MessageRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const times = (pick: (row: MessageRow) => Instant | undefined): (Date | null)[] =>
    rows.map((row) => dateFrom(pick(row)));
  await db.query({
    name: "put-messages",
    text: PUT_MESSAGES,
    values: [
      numberId,
      rows.map((row) => row.wamid),
      rows.map((row) => row.threadId),
      rows.map((row) => row.direction),
      rows.map((row) => row.origin),
      rows.map((row) => row.content?.kind ?? "unknown"),
      times((row) => row.at),
      times((row) => row.sentAt),
      times((row) => row.deliveredAt),
      times((row) => row.readAt),
      times((row) => row.playedAt),
      times((row) => row.failedAt),
      rows.map((row) => row.failedCode ?? null),
      rows.map((row) => row.accountId ?? null),
      rows.map((row) => row.draftId ?? null),
      rows.map((row) => row.replyTo ?? null),
      rows.map((row) => (row.content === undefined ? null : monthStartOf(row.at))),
      times((row) => row.editedAt),
      times((row) => row.revokedAt),
    ],
  });
}

const PUT_MESSAGES = `
insert into message
  (number_id, wamid, thread_id, direction, origin, kind, at, sent_at, delivered_at, read_at,
   played_at, failed_at, failed_code, account_id, draft_id, reply_to, content_month,
   edited_at, revoked_at)
select $1, *
from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
            $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[],
            $12::timestamptz[], $13::int[], $14::bigint[], $15::uuid[], $16::text[], $17::date[],
            $18::timestamptz[], $19::timestamptz[])
on conflict (number_id, wamid) do update
set thread_id = excluded.thread_id,
    direction = case
      when message.origin = 'unknown' then excluded.direction
      else message.direction
    end,
    origin = case when message.origin = 'unknown' then excluded.origin else message.origin end,
    kind = case
      when message.kind = 'unknown' or (message.kind = 'other' and excluded.kind <> 'unknown')
        then excluded.kind
      else message.kind
    end,
    at = case
      when message.origin = excluded.origin then least(message.at, excluded.at)
      when message.origin = 'unknown' then excluded.at
      else message.at
    end,
    sent_at = least(message.sent_at, excluded.sent_at),
    delivered_at = least(message.delivered_at, excluded.delivered_at),
    read_at = least(message.read_at, excluded.read_at),
    played_at = least(message.played_at, excluded.played_at),
    failed_at = least(message.failed_at, excluded.failed_at),
    failed_code = coalesce(message.failed_code, excluded.failed_code),
    edited_at = greatest(message.edited_at, excluded.edited_at),
    revoked_at = least(message.revoked_at, excluded.revoked_at),
    account_id = coalesce(message.account_id, excluded.account_id),
    draft_id = coalesce(message.draft_id, excluded.draft_id),
    reply_to = coalesce(message.reply_to, excluded.reply_to),
    content_month = coalesce(message.content_month, excluded.content_month)`;

/**
 * Keeps what messages say. The first word stands, as an edit is a message of its own; but what can
 * be drawn takes the place of what could not, as `mergedByMessage` has it.
 */
export async function insertContents(
  db: Db,
  numberId: bigint,
  rows: readonly MessageRow[],
): Promise<void> {
  const told = rows.filter((row) => row.content !== undefined);
  if (told.length === 0) return;
  await db.query({
    name: "insert-contents",
    text: `
insert into message_content (number_id, month, wamid, content)
select $1, c.month, c.wamid, c.content::jsonb
from unnest($2::date[], $3::text[], $4::text[]) as c (month, wamid, content)
where exists (
  select from message m
  where m.number_id = $1 and m.wamid = any($3::text[]) and m.wamid = c.wamid
    and m.content_month = c.month
)
on conflict (number_id, month, wamid) do update set content = excluded.content
where message_content.content->>'kind' = 'other' and excluded.content->>'kind' <> 'other'`,
    values: [
      numberId,
      told.map((row) => monthStartOf(row.at)),
      told.map((row) => row.wamid),
      told.map((row) => JSON.stringify(row.content)),
    ],
  });
}

/** Gives every message of one thread to another. */
export async function moveMessages(
  db: Db,
  numberId: bigint,
  { from, into }: { from: string; into: string },
): Promise<void> {
  await db.query({
    name: "move-messages",
    text: "update message set thread_id = $3 where number_id = $1 and thread_id = $2",
    values: [numberId, from, into],
  });
}

function dateFrom(at: Instant | undefined): Date | null {
  return at === undefined ? null : new Date(at);
}
