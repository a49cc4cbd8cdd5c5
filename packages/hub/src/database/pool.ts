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
