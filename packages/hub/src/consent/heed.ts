import type { ClientBase } from "pg";
import { selectNamesOf } from "../threads/alias-store.ts";
import { optedOutFrom } from "./preference.ts";
import { selectPreferences, updateOptedOut } from "./preference-store.ts";

/**
 * Brings threads in line with what their customers stated, from all of it: a stop that comes late,
 * or comes with a second name of the customer, counts as if it had come in time (SPEC F8).
 */
export async function heedPreferences(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<void> {
  for (const threadId of threadIds) {
    const names = await selectNamesOf(db, numberId, threadId);
    const stated = await selectPreferences(db, numberId, names);
    if (stated.length === 0) continue;
    await updateOptedOut(db, numberId, { threadId, optedOut: optedOutFrom(stated) });
  }
}
