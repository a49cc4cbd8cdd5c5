import { mkdtemp, rm, statfs } from "node:fs/promises";
import { freemem, tmpdir } from "node:os";
import { join } from "node:path";
import { silentLog } from "@casement/hub";
import { ensureTemplate, joinTestServer, openPool } from "@casement/hub/database";
import { builtScreens } from "@casement/web";

/** What the test files find ready, so that none of them has to make it. */
export interface TestSetup {
  /** To be added to the environment of the test files. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts a database server for the run, migrates the template of its databases, builds the screens.
 *
 * With TEST_DATABASE_URL the tests run on that server instead. Its role must be allowed to make
 * roles and databases; test databases and a template are left behind only if a test is killed.
 */
export async function setUpTests(
  serverUrl: string | undefined,
  filesAtOnce: number,
): Promise<TestSetup> {
  const screens = builtScreens();
  // It is awaited below; a failure before that must not end the process with the server running.
  screens.catch(() => {});
  const server = await findServer(serverUrl, filesAtOnce);
  try {
    const template = await ensureTemplate(server.adminUrl);
    await screens;
    const env = { TEST_DATABASE_URL: server.adminUrl, CASEMENT_TEST_TEMPLATE: template };
    return { env, close: server.close };
  } catch (error) {
    await server.close();
    throw error;
  }
}

interface Server {
  readonly adminUrl: string;
  close(): Promise<void>;
}

async function findServer(serverUrl: string | undefined, filesAtOnce: number): Promise<Server> {
  if (serverUrl !== undefined) return { adminUrl: serverUrl, close: async () => {} };
  const folder = await mkdtemp(join(await quickFolder(), "casement-test-run-"));
  const connectionsMax = CONNECTIONS_A_FILE * filesAtOnce;
  let server = await joinTestServer(folder);
  await forgoDurability(server.adminUrl, connectionsMax);
  if (connectionsMax > CONNECTIONS_USUAL) {
    // A server hears of this one setting when it starts.
    await server.leave();
    server = await joinTestServer(folder);
  }
  return {
    adminUrl: server.adminUrl,
    async close() {
      await server.leave();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Five hubs and the tests that look into their databases have so many: files that are run by one
 * process keep theirs to its end. Others have a fifth of them; a machine with many cores runs many
 * at once, and none may find the server full.
 */
const CONNECTIONS_A_FILE = 60;

/** What PostgreSQL takes if nobody says otherwise. */
const CONNECTIONS_USUAL = 100;

/**
 * Where the server's files are made: in memory, if there is plenty. Each test has a database, which
 * is some 350 files; on a disk their making and removing takes a fifth of all the time there is.
 */
async function quickFolder(): Promise<string> {
  const room = await statfs(IN_MEMORY).catch(() => undefined);
  const bytes = room === undefined ? 0 : room.bavail * room.bsize;
  return Math.min(bytes, freemem()) > ROOM_BYTES ? IN_MEMORY : tmpdir();
}

/** Linux has a file system in memory here, open to all. */
const IN_MEMORY = "/dev/shm";
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * Nothing on this server outlives the run, so nobody waits for its disk. What a crash leaves is
 * tested on servers of their own, and measured with all of it on.
 */
async function forgoDurability(adminUrl: string, connectionsMax: number): Promise<void> {
  const db = openPool({ databaseUrl: adminUrl, log: silentLog, connectionsMax: 1 });
  for (const setting of ["fsync", "full_page_writes", "synchronous_commit"]) {
    await db.query(`alter system set ${setting} = off`);
  }
  await db.query("alter system set max_wal_size = '256MB'");
  const connections = Math.max(CONNECTIONS_USUAL, connectionsMax);
  await db.query(`alter system set max_connections = ${connections}`);
  await db.query("select pg_reload_conf()");
  await db.end();
}
