import assert from "node:assert/strict";
import { chown, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { machineTime } from "@casement/engine/system-clock";
import { ensureDay, ensureMonths, migrate, openDatabase, openPool } from "@casement/hub/database";
import { run } from "../../src/database/program.ts";
import { freePort } from "../../src/database/server.ts";
import { identityForServer } from "../../src/database/unprivileged.ts";
import { silentLog } from "../../src/log.ts";
import { type Ground, ground } from "./embedded.ts";

test("the oldest PostgreSQL of this machine runs every migration", async (t) => {
  const bin = await oldestBin();
  if (bin === undefined) return t.skip("no PostgreSQL 15 to 17 is installed under /usr/lib");
  await using place = await ground();
  await using server = await startOther(bin, place);
  const database = await openDatabase({ databaseUrl: server.url, machine: machineTime });

  await migrate(server.url);

  const pool = openPool({ databaseUrl: server.url, log: silentLog });
  await ensureDay(pool, "post", "2023-07-10");
  await ensureMonths(pool, ["fact"], ["2023-07"]);
  assert.deepEqual((await pool.query("select count(*) as count from posting")).rows, [
    { count: 0n },
  ]);
  await pool.end();
  await database.close();
});

async function oldestBin(): Promise<string | undefined> {
  const versions = await readdir("/usr/lib/postgresql").catch(() => []);
  const supported = versions.map(Number).filter((version) => version >= 15 && version <= 17);
  return supported.length === 0 ? undefined : `/usr/lib/postgresql/${Math.min(...supported)}/bin`;
}

/** Starts a server that is none of ours, as somebody who administers one would. */
async function startOther(bin: string, place: Ground): Promise<{ url: string } & AsyncDisposable> {
  const identity = await identityForServer();
  const home = place.folder;
  await mkdir(home, { recursive: true });
  const passwordFile = join(home, "password");
  await writeFile(passwordFile, "secret");
  if (identity !== undefined) await chown(home, identity.uid, identity.gid);
  const data = join(home, "data");
  const port = await freePort(undefined);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;

  const call = async (program: string, ...args: string[]): Promise<void> => {
    const file = join(bin, program);
    const { ok, output } = await run({ file, args, identity, folder: home });
    assert.ok(ok, output);
  };
  await call("initdb", "-D", data, "-U", "ops", "--pwfile", passwordFile, "-A", "scram-sha-256");
  await call("pg_ctl", "start", "-w", "-D", data, "-l", join(home, "log"), "-o", options);
  return {
    url: `postgres://ops:secret@127.0.0.1:${port}/postgres`,
    [Symbol.asyncDispose]: () => call("pg_ctl", "stop", "-w", "-m", "fast", "-D", data),
  };
}
