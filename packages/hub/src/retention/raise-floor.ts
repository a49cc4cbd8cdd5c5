import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import type { Directory } from "../numbers/directory.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import type { Owner } from "../numbers/owner.ts";
import { putFactFloor, putFloorReached, selectFactFloor } from "../threads/floor-store.ts";
import { raiseThreads } from "../threads/raise-thread.ts";
import { selectThreadIdsAfter } from "../threads/thread-store.ts";

export interface Raising {
  readonly db: Pool;
  readonly owner: Pick<Owner, "run">;
  readonly directory: Pick<Directory, "bookOf">;
  /** How many threads are raised in one transaction: the number's digest waits for it. */
  readonly threadsAtOnce?: number;
}

const THREADS_AT_ONCE = 100;

/**
 * Raises the floor of a number to `to`, so that its facts from before may go (SPEC R8).
 *
 * First nothing from before is learned any more: then the facts before it are what they are. Then
 * every thread is folded up to there, page by page, each in a transaction of the number's owner;
 * and last the number says that it needs none of them. Threads that become one, or get another id,
 * in between are raised by whoever does that (`raiseMeanwhile`). Stopped anywhere it is as true as
 * before, and begun again it does what is left.
 */
export async function raiseFloor(raising: Raising, numberId: bigint, to: Instant): Promise<void> {
  const { db, owner, directory, threadsAtOnce: limit = THREADS_AT_ONCE } = raising;
  const { reachedAt } = await selectFactFloor(db, numberId);
  if (reachedAt !== null && reachedAt >= to) return;
  await owner.run(numberId, (client) => putFactFloor(client, numberId, to));
  const accounts = directory.bookOf(numberId);
  let after: string | undefined;
  do {
    const threadIds = await selectThreadIdsAfter(db, numberId, { after, limit });
    await owner.run(numberId, (client) =>
      inOwnTransaction(client, () => raiseThreads(client, numberId, { threadIds, to, accounts })),
    );
    after = threadIds.at(-1);
  } while (after !== undefined);
  await owner.run(numberId, (client) => putFloorReached(client, numberId, to));
}
