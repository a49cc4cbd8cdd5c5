import type { Pool } from "pg";
import { inTransaction } from "../database/pool.ts";
import { recordEvents } from "../events/event-store.ts";
import type { Surroundings } from "../surroundings.ts";
import { type Alias, selectAliases } from "./alias-store.ts";
import { lockThread, updateBlocked, updateBlockedBefore } from "./blocked-store.ts";
import { restateWaiting } from "./waiting-store.ts";

type Name = Pick<Alias, "kind" | "value">;
type Db = Parameters<typeof selectAliases>[0];

/** Whom a number blocked and let in again, by names of theirs. */
export interface BlockChange {
  readonly blocked: readonly Name[];
  readonly unblocked: readonly Name[];
}

interface Marking {
  readonly db: Pool;
  readonly clock: Surroundings["clock"];
}

/**
 * Writes down whom a number blocked, or let in again, and tells the screens (SPEC G10). No notice
 * tells of it, so it is no fact: it stands in the thread's row, which a rebuild leaves as it is.
 * Meta blocks only who wrote lately, so they have a thread. One that is erased has other names.
 */
export async function markBlocked(
  marking: Marking,
  numberId: bigint,
  { blocked, unblocked }: BlockChange,
): Promise<void> {
  for (const name of blocked) await mark(marking, numberId, { name, isBlocked: true });
  for (const name of unblocked) await mark(marking, numberId, { name, isBlocked: false });
}

/** In a transaction of one thread: who held several could wait for a batch that waits for them. */
async function mark(
  { db, clock }: Marking,
  numberId: bigint,
  { name, isBlocked }: { readonly name: Name; readonly isBlocked: boolean },
): Promise<void> {
  await inTransaction(db, async (client) => {
    const alias = await heldAlias(client, numberId, name);
    if (alias === undefined) return;
    const { threadId, ownId } = alias;
    await updateBlockedBefore(client, numberId, { ownId, isBlocked });
    if (!(await updateBlocked(client, numberId, { threadId, isBlocked }))) return;
    await restateWaiting(client, numberId, [threadId]);
    await recordEvents(client, numberId, [{ kind: "thread", threadId }], clock.now());
  });
}

/** The name, its thread held. If that became part of another meanwhile, the other is held. */
async function heldAlias(db: Db, numberId: bigint, name: Name): Promise<Alias | undefined> {
  const [seen] = await selectAliases(db, numberId, [name]);
  if (seen === undefined) return undefined;
  await lockThread(db, numberId, seen.threadId);
  const [again] = await selectAliases(db, numberId, [name]);
  if (again !== undefined && again.threadId !== seen.threadId) {
    await lockThread(db, numberId, again.threadId);
  }
  return again;
}
