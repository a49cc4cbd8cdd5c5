import assert from "node:assert/strict";
import { test } from "node:test";
import { DatabaseFailure, inTransaction, openPool } from "@casement/hub/database";
import { silentLog } from "../../src/log.ts";
import { ask, end, ground, Holder, keepNote, NOTE, serverPid, start } from "./embedded.ts";

test("a server that was killed starts again with all that was committed", async () => {
  await using place = await ground();
  await using holder = Holder.begin(place);
  await keepNote((await holder.says()).replace("ready ", ""));
  const pid = await serverPid(place);
  await holder.kill();
  process.kill(pid, "SIGKILL");

  await using database = await start(place);

  assert.notEqual(await serverPid(place), pid);
  assert.equal(await ask(database.url, NOTE), "kept");
  await database.close();
});

test("a server killed under a hub comes back at its address, and is the hub's", async () => {
  await using place = await ground();
  const back = Promise.withResolvers<void>();
  const info = (what: string): void => void (what === "database back" && back.resolve());
  await using database = await start(place, { log: { ...silentLog, info } });
  const pool = openPool({ databaseUrl: database.url, log: silentLog });
  await pool.query("create table note as select 'kept' as word");
  const pid = await serverPid(place);

  const interrupted = inTransaction(pool, async (db) => {
    process.kill(pid, "SIGKILL");
    await db.query("select pg_sleep(60)");
  });

  await assert.rejects(interrupted);
  await back.promise;
  assert.deepEqual((await pool.query(NOTE)).rows, [{ word: "kept" }]);
  await assert.rejects(start(place), { problem: "in_use" });
  await pool.end();
  await database.close();
  await end(pid);
});

test("the server of a killed hub is adopted as it runs, and stopped at the end", async () => {
  await using place = await ground();
  await using holder = Holder.begin(place);
  await keepNote((await holder.says()).replace("ready ", ""));
  const pid = await serverPid(place);
  await holder.kill();

  await using database = await start(place);

  assert.equal(await serverPid(place), pid);
  assert.equal(await ask(database.url, NOTE), "kept");
  await database.close();
  await end(pid);
});

test("a second hub on a folder is refused in a sentence, and does the first no harm", async () => {
  await using place = await ground();
  await using first = await start(place);
  const pid = await serverPid(place);

  await assert.rejects(start(place), (error) => {
    assert.ok(error instanceof DatabaseFailure);
    assert.equal(error.problem, "in_use");
    assert.match(error.message, /^Another Casement is running on this database\. Stop it first/);
    return true;
  });

  assert.equal(await serverPid(place), pid);
  assert.equal(await ask(first.url, "select 1"), 1);
  await first.close();
});

test("Ctrl-C reaches the hub and not its server, which stops after the hub", async () => {
  await using place = await ground();
  await using holder = Holder.begin(place);
  await holder.says();
  const pid = await serverPid(place);

  const code = await holder.pressCtrlC();

  assert.equal(await holder.says(), "still there");
  assert.equal(code, 0);
  await end(pid);
});
