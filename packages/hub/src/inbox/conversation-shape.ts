import type { Conversation } from "@casement/engine";
import { isoOf, isoOrNull } from "../api/instants.ts";
import type { ConversationShape } from "../api/shapes.ts";

export function conversationShape(conversation: Conversation): ConversationShape {
  return {
    category: conversation.category,
    opened_by: conversation.openedBy,
    opened_at: isoOf(conversation.openedAt),
    expires_at: isoOf(conversation.expiresAt),
    closed_early_at: isoOrNull(conversation.closedEarlyAt),
    initiated_by: conversation.initiatedBy,
    billable: conversation.billable,
    message_count: conversation.messageCount,
    rule: conversation.rule,
  };
}
