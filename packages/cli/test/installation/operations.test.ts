import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { machineTime } from "@casement/engine/system-clock";
import { createTestDatabase, migrate, openDatabase } from "@casement/hub/database";
import { CasementProcess } from "../casement-process.ts";

/** Runs `casement` to its end. */
async function run(args: readonly string[], env: Record<string, string>) {
  await using casement = CasementProcess.begin(args, env);
  const code = await casement.end();
  return { code, said: casement.said };
}

const COMMANDS = [["rebuild"], ["replay"], ["doctor"]];

test("rebuild, replay and doctor find nothing wrong with an empty database, and end well", async () => {
  const database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, CASEMENT_FOLDER: "nowhere" };
  await migrate(database.url);

  assert.deepEqual(await run(["rebuild", "--write"], env), { code: 0, said: "" });
  assert.deepEqual(await run(["replay", "--from", "2026-10-01"], env), { code: 0, said: "" });
  const { code, said } = await run(["doctor"], env);
  assert.equal(code, 0, said);
  assert.match(said, /^ok {4}database: PostgreSQL \d+/);
  const json = await run(["doctor", "--json"], env);
  assert.equal(JSON.parse(json.said).ok, true);
  await database.drop();
});

test("beside a hub that runs, rebuild, replay and doctor do nothing, and say why", async () => {
  const database = await createTestDatabase();
  const hub = await openDatabase({ databaseUrl: database.url, machine: machineTime });
  const env = { DATABASE_URL: database.url };

  for (const args of COMMANDS) {
    const { code, said } = await run(args, env);
    assert.equal(code, 1, said);
    assert.match(said, /Another Casement is running on this database\. Stop it first/);
  }
  await hub.close();
  await database.drop();
});

test("where there is no database, rebuild, replay and doctor make none, and say where they looked", async () => {
  const folder = await mkdtemp(join(tmpdir(), "casement-operations-"));

  for (const args of COMMANDS) {
    const { code, said } = await run(args, { CASEMENT_FOLDER: folder });
    assert.equal(code, 1, said);
    assert.ok(said.includes(`There is no database in ${folder}. Set CASEMENT_FOLDER`), said);
  }
  assert.deepEqual(await readdir(folder), []);
  await rm(folder, { recursive: true });
});

test("what rebuild, replay and doctor are asked wrongly is one clear line, and exit code 2", async () => {
  const database = await createTestDatabase();
  const env = { DATABASE_URL: database.url };
  const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
    [["rebuild", "--number", "mine"], /^error: option '--number <id>' argument 'mine' is invalid/],
    [["replay", "--number", "0"], /^error: option '--number <id>' argument '0' is invalid/],
    [["replay", "--from", "monday"], /^error: option '--from <moment>' argument 'monday'/],
    [["rebuild", "--force"], /^error: unknown option '--force'/],
    [["doctor", "--yaml"], /^error: unknown option '--yaml'/],
    [["rebuild", "--number", "12"], /^The database knows nothing of the number 12\.\n$/],
  ];
  for (const [args, words] of mistakes) {
    const { code, said } = await run(args, env);
    assert.equal(code, 2, said);
    assert.match(said, words);
  }
  await database.drop();
});
