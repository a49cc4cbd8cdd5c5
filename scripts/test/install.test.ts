import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

const script = join(import.meta.dirname, "..", "install.js");

test("a folder without node_modules is installed, and the next time nothing is done", async () => {
  await using place = await project({ dependencies: { neighbour: "file:neighbour" } });

  const first = install(place.folder);
  const second = install(place.folder);

  assert.equal(first.status, 0, first.said);
  assert.match(first.said, /^Installing what is missing/);
  assert.deepEqual(second, { status: 0, said: "" });
});

test("a lockfile that is newer than what is installed is installed once more", async () => {
  await using place = await project({ dependencies: { neighbour: "file:neighbour" } });
  install(place.folder);
  const later = new Date("2100-01-01");
  await utimes(join(place.folder, "package-lock.json"), later, later);

  const again = install(place.folder);

  assert.equal(again.status, 0);
  assert.match(again.said, /^Installing what is missing/);
});

test("an install that fails says what npm said, and stops what would come after", async () => {
  await using place = await project({ dependencies: { stranger: "file:nowhere/stranger.tgz" } });

  const { status, said } = install(place.folder);

  assert.equal(status, 1);
  assert.match(said, /stranger\.tgz/);
  assert.match(said, /`npm install` failed \(exit code \d+\)\. What it said is above\./);
});

function install(folder: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder], {
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

/** A folder with a package.json, a lockfile that is not filled in, and a neighbour to depend on. */
async function project(described: object): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "casement-install-"));
  const neighbour = join(folder, "neighbour");
  await mkdir(neighbour);
  await writeFile(join(neighbour, "package.json"), '{ "name": "neighbour", "version": "1.0.0" }');
  await writeFile(join(folder, "package.json"), JSON.stringify(described));
  await writeFile(join(folder, "package-lock.json"), '{ "lockfileVersion": 3 }');
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
