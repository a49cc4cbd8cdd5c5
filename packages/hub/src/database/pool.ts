import pg, { type CustomTypesConfig, type Pool, type PoolClient, type QueryResultRow } from "pg";
import type { Log } from "../log.ts";
import { columnTypes } from "./column-types.ts";
import { codeOf } from "./failure.ts";

export interface PoolOptions {
  readonly databaseUrl: string;
  readonly log: Log;
  readonly connectionsMax?: number;
  /** Shown in `pg_stat_activity`. */
  readonly name?: string;
  /** How the values of columns are read; ours, if left out. */
  readonly types?: CustomTypesConfig;
}

/**
 * The connections of a hub.
 *
 * Columns come as ours: `bigint` as a bigint, `timestamptz` as an `Instant`, `date` as its text. A
 * connection that breaks is reported and replaced; `pg` would end the process over it, in the pool
 * as well as in the middle of a transaction.
 */
export function openPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.connectionsMax ?? 10,
    application_name: options.name ?? "casement",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // A server that is gone without a word is noticed soon, and not after the usual two hours.
    keepAliveInitialDelayMillis: 10_000,
    types: options.types ?? columnTypes,
    options: "-c timezone=UTC -c datestyle=ISO",
  });
  const report = (error: Error): void => {
    options.log.warn("database connection lost", { errorName: codeOf(error) ?? error.name });
  };
  pool.on("error", report);
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** A pool, or the one connection that a transaction runs on. */
export type Queryable = Pool | PoolClient;

/**
 * Runs a statement and gives its rows.
 *
 * A name makes the server prepare it once a connection; two statements may not share one. The type
 * of the row is the caller's word: it stands beside the statement, in the same store.
 */
export async function query<Row extends QueryResultRow>(
  db: Queryable,
  statement: { readonly name: string; readonly text: string },
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await db.query<Row>({ ...statement, values: [...values] });
  return rows;
}

/** Does `work` in one transaction: all of it is kept, or, if it throws, nothing. */
export async function inTransaction<T>(
  pool: Pool,
  work: (db: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Does `work` on a connection of the pool, and ends that when `cut` says so: a statement that gets
 * no answer fails then. Whether the server did it nobody knows.
 */
export async function onOwnConnection<T>(
  pool: Pool,
  cut: AbortSignal,
  work: (db: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let isHeld = true;
  const release = (isBroken: boolean): void => {
    if (isHeld) client.release(isBroken);
    isHeld = false;
  };
  const end = (): void => release(true);
  cut.addEventListener("abort", end);
  try {
    cut.throwIfAborted();
    await letGoWhenCut(client);
    const result = await work(client);
    release(false);
    return result;
  } catch (error) {
    release(true);
    throw error;
  } finally {
    cut.removeEventListener("abort", end);
  }
}

/**
 * Has the server look now and then whether we are still there while it works or waits for a lock.
 * It would else go on for those whom we cut off, and one connection after another would be in use.
 * Servers on some systems cannot: they say so, and go on.
 */
async function letGoWhenCut(client: PoolClient): Promise<void> {
  if (LOOKED_AFTER.has(client)) return;
  await client.query("set client_connection_check_interval = '5s'").catch(() => {});
  LOOKED_AFTER.add(client);
}

const LOOKED_AFTER = new WeakSet<PoolClient>();
