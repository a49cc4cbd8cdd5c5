import assert from "node:assert/strict";
import { test } from "node:test";
import { machineTime } from "@casement/engine/system-clock";
import { createTestDatabase, openDatabase } from "@casement/hub/database";
import { Client } from "pg";
import { ask } from "../installation/embedded.ts";

test("a database on another's server is ours alone, and stays when we let go", async () => {
  await using theirs = await createTestDatabase();
  const options = { databaseUrl: theirs.url, machine: machineTime };

  const first = await openDatabase(options);

  assert.equal(first.url, theirs.url);
  await assert.rejects(openDatabase(options), { problem: "in_use" });
  await first.close();
  assert.equal(await ask(theirs.url, "select 1"), 1);
  const second = await openDatabase(options);
  await second.close();
});

test("a server that is too old is refused with both versions named", async () => {
  await using theirs = await createTestDatabase();
  const options = { databaseUrl: theirs.url, machine: machineTime, versionMin: 990_000 };

  await assert.rejects(openDatabase(options), {
    problem: "too_old",
    message: /^The server at DATABASE_URL is PostgreSQL \d\d\. Casement needs 99 or newer\.$/,
  });
});

test("a server that does not answer is named without its password", async () => {
  const databaseUrl = "postgres://casement:hush@127.0.0.1:1/books";

  await assert.rejects(openDatabase({ databaseUrl, machine: machineTime }), {
    problem: "not_reached",
    message: "The database at 127.0.0.1:1/books cannot be reached (ECONNREFUSED).",
  });
});

test("a hub that loses its connection, and finds another hub in its place, is told", async () => {
  await using theirs = await createTestDatabase();
  const database = await openDatabase({ databaseUrl: theirs.url, machine: machineTime });
  const rival = new Client({ connectionString: theirs.url });
  await rival.connect();
  const [holder] = (await rival.query(HOLDER)).rows;
  const waiting = rival.query("select pg_advisory_lock($1::bigint)", [holder.key]);

  await untilItWaits(theirs.url);

  await ask(theirs.url, `select pg_terminate_backend(${holder.pid})`);

  await waiting;
  assert.equal((await database.lost).problem, "in_use");
  await database.close();
  await rival.end();
});

/** Asks until the rival stands in line: before that, we could have the lock back ahead of it. */
async function untilItWaits(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  let waits = false;
  while (!waits) {
    const { rows } = await client.query(
      `select from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`,
    );
    waits = rows.length > 0;
  }
  await client.end();
}

/** Who holds the lock of an installation on this database, and the lock's number. */
const HOLDER = `
  select pid, (classid::bigint << 32 | objid::bigint)::text as key
  from pg_locks
  where locktype = 'advisory' and granted
    and database = (select oid from pg_database where datname = current_database())`;
