import { type Instant, instantFromMs } from "@casement/engine";
import { createTestDatabase, openPool } from "@casement/hub/database";
import type { Pool } from "pg";
import { silentLog } from "../../src/log.ts";
import { ensureThreads } from "../../src/threads/thread-store.ts";

export const NUMBER = 20n;
export const OTHER_NUMBER = 21n;
export const AT: Instant = instantFromMs(1_794_301_200_000);

/** The id of the n-th thread of a test. */
export function threadId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

export interface Stored extends AsyncDisposable {
  readonly db: Pool;
  readonly url: string;
  /** Another pool on the same database, as another node has. */
  otherNode(): Pool;
}

/** A database with empty threads 1 to `threads` of both numbers. */
export async function beginStored(threads: number): Promise<Stored> {
  const database = await createTestDatabase();
  const pools: Pool[] = [];
  const open = (): Pool => {
    const pool = openPool({ databaseUrl: database.url, log: silentLog });
    pools.push(pool);
    return pool;
  };
  const db = open();
  const ids = Array.from({ length: threads }, (_, i) => threadId(i + 1));
  const client = await db.connect();
  for (const numberId of [NUMBER, OTHER_NUMBER]) await ensureThreads(client, numberId, ids);
  client.release();
  return {
    db,
    url: database.url,
    otherNode: open,
    async [Symbol.asyncDispose]() {
      await Promise.all(pools.map((pool) => pool.end()));
      await database.drop();
    },
  };
}
