import type { ConversationShape } from "@casement/hub/api";

/**
 * By what a conversation was opened, in the one phrase of the thread, the details and the ledger.
 *
 * The platform names who began it, and it opens with a message of ours all the same: what the
 * customer wrote opens nothing until it is answered. To say one of the two alone looked, on two
 * pages, like two answers to one question.
 */
export function openedBy(
  initiatedBy: ConversationShape["initiated_by"],
  template?: string | undefined,
): string {
  if (initiatedBy === "business") return template ?? "us";
  return `a customer’s message, answered ${template === undefined ? "by us" : `with ${template}`}`;
}
