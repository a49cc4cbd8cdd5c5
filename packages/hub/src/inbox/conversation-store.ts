import type { Conversation, ConversationCategory, Instant, Wamid } from "@casement/engine";
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
  return rows.map((row) => ({
    category: row.category,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
    closedEarlyAt: row.closed_early_at ?? undefined,
    initiatedBy: row.initiated_by,
    billable: row.billable,
    messageCount: row.message_count,
    rule: row.rule,
  }));
}
