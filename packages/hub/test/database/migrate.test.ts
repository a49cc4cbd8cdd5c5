import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createTestDatabase, migrate } from "@casement/hub/database";
import { MIGRATIONS } from "../../src/database/migrate.ts";
import { ask } from "../installation/embedded.ts";

test("the hub's migrations run on an empty database, and then have nothing to do", async () => {
  await using database = await createTestDatabase({ bare: true });
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith(".sql")).sort();

  const ran = await migrate(database.url);

  assert.deepEqual(
    ran,
    files.map((file) => file.replace(".sql", "")),
  );
  assert.deepEqual(await migrate(database.url), []);
});

test("of two who migrate at once, one does it and the other finds it done", async () => {
  await using database = await createTestDatabase({ bare: true });
  await using folder = await migrations({ "0001_note.sql": "create table note (word text);" });

  const ran = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);

  assert.deepEqual(ran.flat(), ["0001_note"]);
});

test("a migration that fails takes those that ran before it back with it", async () => {
  await using database = await createTestDatabase({ bare: true });
  await using folder = await migrations({
    "0001_note.sql": "create table note (word text);",
    "0002_wrong.sql": "create table note (word text);",
  });

  await assert.rejects(migrate(database.url, folder), { code: "42P07" });

  assert.equal(await ask(database.url, "select to_regclass('note')"), null);
});

test("a database that a newer Casement has migrated is refused", async () => {
  await using database = await createTestDatabase({ bare: true });
  await using newer = await migrations({ "0001_a.sql": "select 1;", "0002_b.sql": "select 1;" });
  await using older = await migrations({ "0001_a.sql": "select 1;" });
  await migrate(database.url, newer);

  await assert.rejects(migrate(database.url, older), { problem: "too_new", message: /0002_b/ });
});

/** A folder of migrations, with a file in it that is none. */
async function migrations(
  files: Readonly<Record<string, string>>,
): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "casement-migrations-"));
  await writeFile(join(folder, "README.md"), "no migration");
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
