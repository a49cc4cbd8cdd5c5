import type { PoolClient } from "pg";
import { isDatabaseAway } from "../database/index.ts";

/** Not even a rollback came through: the connection is gone, and with it the ownership. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** It was lost while it committed: nobody here can say whether it did. */
export class CommitInDoubt extends ConnectionLost {}

/** Does `work` in one transaction of the connection that owns the number. */
export async function inOwnTransaction<T>(
  client: Pick<PoolClient, "query">,
  work: () => Promise<T>,
): Promise<T> {
  let isCommitting = false;
  try {
    await client.query("begin");
    const result = await work();
    isCommitting = true;
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((cause: unknown) => {
      const Lost = isCommitting ? CommitInDoubt : ConnectionLost;
      throw new Lost("the connection was lost in a transaction", { cause });
    });
    throw error;
  }
}

/**
 * Whether what failed lies in what was written, so that setting it aside helps: data that the
 * server would not take (classes 21 to 23), or a mistake of ours that it set off. A full disk, a
 * dead lock, a server going down or a pool without a connection left is nobody's; the whole is
 * tried again.
 */
export function isOfTheData(error: unknown): boolean {
  if (error instanceof ConnectionLost || isDatabaseAway(error)) return false;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code !== "string" || /^2[1-3]/.test(code);
}
