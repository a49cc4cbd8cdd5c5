import type { PoolClient } from "pg";

/** Not even a rollback came through: the connection is gone, and with it the ownership. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** Does `work` in one transaction of the connection that owns the number. */
export async function inOwnTransaction<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((cause: unknown) => {
      throw new ConnectionLost("the connection was lost in a transaction", { cause });
    });
    throw error;
  }
}
