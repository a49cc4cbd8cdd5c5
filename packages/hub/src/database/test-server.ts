import { chmod, mkdir } from "node:fs/promises";
import { Socket } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { machineTime } from "@casement/engine/system-clock";
import { Client } from "pg";
import { silentLog } from "../log.ts";
import { installedBinaries } from "./binaries.ts";
import { type Cluster, startCluster } from "./cluster.ts";

/** A server for tests, which stands at least until we leave it. */
export interface TestServer {
  /** As a role that may make roles and databases. */
  readonly adminUrl: string;
  /** Stops the server, unless others are still using it. */
  leave(): Promise<void>;
}

/**
 * Starts the test server of a folder, or joins those who use it already.
 *
 * It is the server a user gets, fsync and all. Whoever uses it holds a shared lock on it; who
 * leaves and can have the lock alone is the last, and stops it. Somebody who comes just then waits
 * for that lock, loses the connection, and begins again.
 */
export async function joinTestServer(folder: string): Promise<TestServer> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const options = { folder, binaries: installedBinaries(), systemFolder: SYSTEM_FOLDER };
  for (let attempt = 1; ; attempt++) {
    const cluster = await startCluster({ ...options, machine: machineTime, log: silentLog });
    const socket = new Socket();
    const client = new Client({ connectionString: cluster.superuserUrl, stream: () => socket });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("select pg_advisory_lock_shared($1)", [IN_USE]);
      socket.unref();
      const leave = (): Promise<void> => leaveServer(cluster, client, socket);
      return { adminUrl: cluster.superuserUrl, leave };
    } catch (error) {
      await client.end().catch(() => {});
      if (attempt === 5) throw error;
    }
  }
}

/** Where test files that are run one at a time find each other's server. */
export function sharedTestFolder(): string {
  return join(tmpdir(), `casement-test-${userInfo().username}`);
}

const IN_USE = 2_424;

/** As root, for a server whose account can reach neither our modules nor our temporary files. */
const SYSTEM_FOLDER = "/var/tmp/casement-test";

async function leaveServer(cluster: Cluster, client: Client, socket: Socket): Promise<void> {
  socket.ref();
  await client.query("select pg_advisory_unlock_shared($1)", [IN_USE]);
  const { rows } = await client.query("select pg_try_advisory_lock($1) as alone", [IN_USE]);
  if (rows[0]?.alone === true) await cluster.stop();
  await client.end().catch(() => {});
}
