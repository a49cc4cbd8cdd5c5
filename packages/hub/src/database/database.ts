import type { MachineTime } from "@casement/engine/clock";
import { Client } from "pg";
import { type Log, silentLog } from "../log.ts";
import { installedBinaries } from "./binaries.ts";
import { startCluster } from "./cluster.ts";
import { codeOf, DatabaseFailure } from "./failure.ts";
import { takeInstallationLock } from "./installation-lock.ts";

/** A database that is ours until we close it. */
export interface Database {
  readonly url: string;
  /** Whether nobody else is on it. A server of our own lets nobody else in. */
  readonly isAlone: boolean;
  /** Settles when another hub took the database while ours was away from it. Then stop. */
  readonly lost: Promise<DatabaseFailure>;
  /** Lets others in, on somebody else's server; they have waited for it. */
  share(): Promise<void>;
  /** Lets go of the database; a server of our own is stopped. To be called last. */
  close(): Promise<void>;
}

export interface StartDatabaseOptions {
  /** The folder of the installation; the data will be in `database` in it. */
  readonly folder: string;
  readonly machine: MachineTime;
  readonly log?: Log;
  /** Another PostgreSQL than npm's: the folder of `bin`, `lib` and `share`. */
  readonly binaries?: string;
  /** As root, where data and programs go that the server's account cannot reach under `folder`. */
  readonly systemFolder?: string;
}

/**
 * Starts the PostgreSQL of a folder, or takes over one whose hub has died, and makes it ours alone.
 *
 * The server outlives us when we are killed: nothing needs repair, and the next start finds it.
 * Only `close` stops it.
 */
export async function startDatabase(options: StartDatabaseOptions): Promise<Database> {
  const { folder, machine, log = silentLog } = options;
  const binaries = options.binaries ?? installedBinaries();
  const systemFolder = options.systemFolder ?? SYSTEM_FOLDER;
  const cluster = await startCluster({ folder, machine, log, binaries, systemFolder });
  const { url, revive } = cluster;
  const lock = await takeInstallationLock({ url, machine, log, beside: false, revive });
  const stop = async (): Promise<void> => {
    // The lock is held to the end, or another hub could adopt the server that we are stopping.
    lock.expectEnd();
    await cluster.stop();
    await lock.release();
  };
  let stopped: Promise<void> | undefined;
  return {
    url,
    isAlone: true,
    lost: lock.lost,
    async share() {},
    // Once: the server that a second call would stop may be somebody else's by then.
    close() {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Where a server of ours that runs as another account keeps what it cannot reach elsewhere. */
export const SYSTEM_FOLDER = "/var/lib/casement";

export interface OpenDatabaseOptions {
  readonly databaseUrl: string;
  readonly machine: MachineTime;
  readonly log?: Log;
  /** Whether other nodes may be on it as well; left out: they may not. */
  readonly beside?: boolean;
  /** For tests: the least version, as `server_version_num` has it. */
  readonly versionMin?: number;
}

/** Makes a database on somebody else's server ours. Starts and stops nothing. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { databaseUrl: url, machine, log = silentLog, versionMin = VERSION_MIN } = options;
  await checkServer(url, versionMin);
  const { beside = false } = options;
  const lock = await takeInstallationLock({ url, machine, log, beside, revive: async () => {} });
  return {
    url,
    isAlone: lock.isAlone,
    lost: lock.lost,
    share: () => lock.share(),
    close: () => lock.release(),
  };
}

/** PostgreSQL 15: the oldest that our statements are tested on. */
const VERSION_MIN = 150_000;

async function checkServer(url: string, versionMin: number): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('server_version_num') as version");
    const version = Number(rows[0]?.version);
    if (version < versionMin) throw tooOld(version, versionMin);
  } catch (cause) {
    if (cause instanceof DatabaseFailure) throw cause;
    throw notReached(url, cause);
  } finally {
    await client.end().catch(() => {});
  }
}

function tooOld(version: number, versionMin: number): DatabaseFailure {
  const [has, needs] = [version, versionMin].map((one) => Math.floor(one / 10_000));
  return new DatabaseFailure(
    "too_old",
    `The server at DATABASE_URL is PostgreSQL ${has}. Casement needs ${needs} or newer.`,
  );
}

/** Names host and database, and never the password that stands between them. */
function notReached(url: string, cause: unknown): DatabaseFailure {
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: "", pathname: "" };
  const why = codeOf(cause) ?? (cause instanceof Error ? cause.message : "no answer");
  const sentence = `The database at ${host}${pathname} cannot be reached (${why}).`;
  return new DatabaseFailure("not_reached", sentence, { cause });
}
