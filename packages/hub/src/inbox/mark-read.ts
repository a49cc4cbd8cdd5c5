import type { Pool } from "pg";
import { inTransaction } from "../database/pool.ts";
import { recordEvents } from "../events/event-store.ts";
import type { Surroundings } from "../surroundings.ts";
import { raiseReadTo } from "./read-to-store.ts";

/**
 * Somebody of ours has seen what the customer wrote up to now. Every open screen is told, once: to
 * mark what is marked already changes nothing and tells nobody.
 */
export async function markRead(
  { db, clock }: { db: Pool; clock: Surroundings["clock"] },
  thread: { numberId: bigint; threadId: string },
): Promise<void> {
  const at = clock.now();
  await inTransaction(db, async (client) => {
    if (!(await raiseReadTo(client, thread))) return;
    await recordEvents(
      client,
      thread.numberId,
      [{ kind: "thread", threadId: thread.threadId }],
      at,
    );
  });
}
