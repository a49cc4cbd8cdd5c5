import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { createTestDatabase, openPool } from "@casement/hub/database";
import { Channel } from "../../src/database/channel.ts";
import { silentLog } from "../../src/log.ts";
import { ManualMachine } from "../access/manual-machine.ts";
import { databaseGate } from "../sending/database-gate.ts";

const END_LISTENING = `
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and query like 'listen%'`;

test("a connection that breaks while it is set up is made anew once, and none is left over", async () => {
  await using database = await createTestDatabase();
  await using gate = databaseGate();
  const pool = openPool({ databaseUrl: await gate.lead(database.url), log: silentLog });
  const other = openPool({ databaseUrl: database.url, log: silentLog });
  const machine = new ManualMachine();
  const heard: string[] = [];
  const { promise: isBack, resolve: back } = Promise.withResolvers<void>();
  const channel = new Channel(
    "casement_test",
    { db: pool, machine },
    { heard: (payload) => void heard.push(payload), back, lost: () => {} },
  );
  await channel.start();

  const cut = gate.cutAt("pg_backend_pid");
  await other.query(END_LISTENING);
  let isOver = false;
  void isBack.then(() => (isOver = true));
  while (!isOver) {
    machine.turn(10_000);
    await setImmediate();
  }
  await cut;
  machine.turn(10_000);
  await channel.notify("once");
  while (heard.length === 0) await setImmediate();
  await channel.notify("twice");
  while (!heard.includes("twice")) await setImmediate();

  assert.deepEqual(heard, ["once", "twice"]);
  assert.equal(pool.totalCount, 1);
  await channel.close();
  await pool.end();
  await other.end();
});
