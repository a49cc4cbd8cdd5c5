import type { ClientBase, Pool, PoolClient } from "pg";

type Db = Pick<ClientBase, "query">;

/** Who of the processes on the database is there, and owns what; by their session's process id. */
export interface Ownership {
  readonly nodes: readonly number[];
  readonly owners: ReadonlyMap<bigint, number>;
}

/** "owner" in ASCII, as a number: every node that owns or could own holds this lock, shared. */
const NODE_LOCK = "478745093490";

/**
 * How soon the server notices that the other end of an owner's connection is gone: in four seconds
 * if its machine vanished, at once if only the process did; also in the middle of a statement.
 */
const NOTICE_SOON = `
select set_config('tcp_keepalives_idle', '2', false),
       set_config('tcp_keepalives_interval', '1', false),
       set_config('tcp_keepalives_count', '2', false),
       set_config('tcp_user_timeout', '4000', false)`;

/**
 * An owner's statements name a number and keys, so they go by an index. Left to its statistics the
 * server reads whole what it believes to be small; of `pending`, which fills and empties by the
 * second, it believes that always.
 */
const GO_BY_KEYS = "select set_config('enable_seqscan', 'off', false)";

/** Makes a connection one that may own, and gives the process id of its session. */
export async function enterAsOwner(client: PoolClient): Promise<number> {
  await client.query(NOTICE_SOON);
  await client.query(GO_BY_KEYS);
  // Not every system can look at a connection while a statement runs, and those refuse the setting.
  await client
    .query("select set_config('client_connection_check_interval', '1s', false)")
    .catch(() => {});
  const { rows } = await client.query<{ pid: number }>(
    "select pg_backend_pid() as pid, pg_advisory_lock_shared($1::bigint)::text as entered",
    [NODE_LOCK],
  );
  return rows[0]?.pid ?? 0;
}

/** Makes the number ours, if it is nobody's. */
export async function tryOwn(db: Db, numberId: bigint): Promise<boolean> {
  const { rows } = await db.query<{ owned: boolean }>("select pg_try_advisory_lock($1) as owned", [
    numberId,
  ]);
  return rows[0]?.owned === true;
}

export async function disown(db: Db, numberId: bigint): Promise<void> {
  await db.query("select pg_advisory_unlock($1)", [numberId]);
}

export async function disownAll(db: Db): Promise<void> {
  await db.query("select pg_advisory_unlock_all()");
}

/** Asks the server who holds which locks: it forgets those of a dead process by itself. */
export async function selectOwnership(db: Pick<Pool, "query">): Promise<Ownership> {
  const { rows } = await db.query<{ pid: number; key: bigint }>(`
select pid, (classid::bigint << 32) | objid::bigint as key
from pg_locks
where locktype = 'advisory' and objsubid = 1 and granted
  and database = (select oid from pg_database where datname = current_database())`);
  const node = BigInt(NODE_LOCK);
  return {
    nodes: rows.filter(({ key }) => key === node).map(({ pid }) => pid),
    owners: new Map(rows.filter(({ key }) => key !== node).map(({ key, pid }) => [key, pid])),
  };
}
