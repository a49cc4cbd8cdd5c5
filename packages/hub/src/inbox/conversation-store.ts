import {
  type Conversation,
  type ConversationCategory,
  type Instant,
  instantFromMs,
  type Wamid,
} from "@casement/engine";
import type { Pool } from "pg";

interface ConversationRow {
  category: ConversationCategory;
  opened_by: Wamid;
  opened_at: Instant;
  expires_at: Instant;
  closed_early_at: Instant | null;
  initiated_by: "business" | "customer";
  billable: boolean | null;
  message_count: number;
  rule: string;
}

/** Every conversation of a thread that is kept, oldest first. */
export async function selectConversations(
  db: Pick<Pool, "query">,
  thread: { numberId: bigint; threadId: string },
): Promise<Conversation[]> {
  const { rows } = await db.query<ConversationRow>({
    name: "inbox-conversations",
    text: `
select category, opened_by, opened_at, expires_at, closed_early_at, initiated_by, billable,
       message_count, rule
from conversation
where number_id = $1 and thread_id = $2
order by opened_at, category, opened_by`,
    values: [thread.numberId, thread.threadId],
  });
  return rows.map(conversationFrom);
}

/** Where a page of a number's conversations ended. */
export interface ConversationPlace {
  readonly threadId: string;
  readonly openedAt: Instant;
  readonly category: string;
  readonly openedBy: string;
}

export interface ConversationQuestion {
  readonly after: ConversationPlace | undefined;
  readonly threadId: string | undefined;
  readonly category: ConversationCategory | undefined;
  /** Those that were open at this moment. */
  readonly openAt: Instant | undefined;
  readonly limit: number;
}

/** A conversation with the thread that it is in. */
export interface PlacedConversation {
  readonly numberId: bigint;
  readonly threadId: string;
  readonly conversation: Conversation;
}

/** Conversations of a number, thread by thread and each the oldest first, after the place. */
export async function selectConversationPage(
  db: Pick<Pool, "query">,
  numberId: bigint,
  question: ConversationQuestion,
): Promise<PlacedConversation[]> {
  const { after = BEFORE_ALL, threadId, category, openAt, limit } = question;
  const { rows } = await db.query<ConversationRow & { thread_id: string }>({
    name: "inbox-conversation-page",
    text: `
select thread_id, category, opened_by, opened_at, expires_at, closed_early_at, initiated_by,
       billable, message_count, rule
from conversation
where number_id = $1 and (thread_id, opened_at, category, opened_by) > ($2, $3, $4, $5)
  and ($6::uuid is null or thread_id = $6)
  and ($7::text is null or category = $7)
  and ($8::timestamptz is null
       or (opened_at <= $8 and $8 < least(expires_at, coalesce(closed_early_at, expires_at))))
order by thread_id, opened_at, category, opened_by
limit $9`,
    values: [
      numberId,
      after.threadId,
      new Date(after.openedAt),
      after.category,
      after.openedBy,
      threadId ?? null,
      category ?? null,
      openAt === undefined ? null : new Date(openAt),
      limit,
    ],
  });
  return rows.map((row) => ({
    numberId,
    threadId: row.thread_id,
    conversation: conversationFrom(row),
  }));
}

const BEFORE_ALL: ConversationPlace = {
  threadId: "00000000-0000-0000-0000-000000000000",
  openedAt: instantFromMs(0),
  category: "",
  openedBy: "",
};

function conversationFrom(row: ConversationRow): Conversation {
  return {
    category: row.category,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
    closedEarlyAt: row.closed_early_at ?? undefined,
    initiatedBy: row.initiated_by,
    billable: row.billable,
    messageCount: row.message_count,
    rule: row.rule,
  };
}
