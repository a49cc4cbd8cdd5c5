import { fieldIn, listIn, textIn } from "../json/unknown-value.ts";
import type { BlockChange } from "../threads/mark-blocked.ts";

/**
 * Whom Meta says that it blocked and let in again, each for itself: where some failed its answer is
 * an error, and still carries those who did not.
 */
export function blockChangeIn(body: unknown): BlockChange {
  const users = fieldIn(body, "block_users");
  return {
    blocked: listIn(users, "added_users").flatMap(namesOf),
    unblocked: listIn(users, "removed_users").flatMap(namesOf),
  };
}

function namesOf(user: unknown): BlockChange["blocked"] {
  const waId = textIn(user, "wa_id");
  const userId = textIn(user, "user_id");
  return [
    ...(waId === null ? [] : [{ kind: "wa_id", value: waId } as const]),
    ...(userId === null ? [] : [{ kind: "user_id", value: userId } as const]),
  ];
}
