import assert from "node:assert/strict";
import { test } from "node:test";
import { machineTime } from "@casement/engine/system-clock";
import { openHubDatabase, silentLog } from "@casement/hub";
import { createTestDatabase, openDatabase } from "@casement/hub/database";
import { ask } from "../installation/embedded.ts";

const how = { machine: machineTime, log: silentLog };

test("[O14] who comes beside the first waits until it lets others in; who must be alone is refused", async () => {
  await using theirs = await createTestDatabase();
  const options = { databaseUrl: theirs.url, machine: machineTime };

  const first = await openDatabase({ ...options, beside: true });
  const coming = openDatabase({ ...options, beside: true });
  const early = await Promise.race([coming, ask(theirs.url, "select 'nobody came'")]);
  await first.share();
  const second = await coming;

  assert.equal(early, "nobody came");
  assert.deepEqual([first.isAlone, second.isAlone], [true, false]);
  await assert.rejects(openDatabase(options), { problem: "in_use" });
  await first.close();
  await second.close();
  await (await openDatabase(options)).close();
});

test("[O14] a hub brings no database up to date that others of another version are on", async () => {
  await using theirs = await createTestDatabase();
  const config = { databaseUrl: theirs.url, folder: "nowhere" };
  const first = await openHubDatabase(config, how);
  const beside = await openHubDatabase(config, how);
  await beside.close();

  await ask(theirs.url, "insert into migration (name, run_on) values ('9999_a', '2026-11-22')");
  await assert.rejects(openHubDatabase(config, how), { problem: "too_new" });
  await ask(theirs.url, "delete from migration where name in (select max(name) from migration)");
  await ask(theirs.url, "delete from migration where name in (select max(name) from migration)");
  await assert.rejects(openHubDatabase(config, how), {
    problem: "in_use",
    message: /of an older Casement, without 0\d{3}_\w+\. Stop them all/,
  });

  await first.close();
});
