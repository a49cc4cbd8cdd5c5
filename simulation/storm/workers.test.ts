import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { shareOut } from "./workers.ts";

test("of a process that cannot be started its seeds are told as failed, and the run ends", async () => {
  const told = await seedsToldBy(() => fork("none.js", [], { execPath: "/nowhere/node" }));

  assert.deepEqual(
    told.map(([seed]) => seed),
    [7, 8],
  );
  assert.match(told.join(), /its process failed with spawn \/nowhere\/node ENOENT/);
});

test("of a process that dies its seed is told as failed, with what it said, and the next goes on", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "casement-worker-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "worker.cjs");
  writeFileSync(
    path,
    'process.on("message", ({ seed }) => { console.error("no " + seed); process.exit(3); });',
  );
  const told = await seedsToldBy(() =>
    fork(path, [], { stdio: ["ignore", "ignore", "pipe", "ipc"] }),
  );

  assert.deepEqual(told, [
    [7, ["its process ended with 3: no 7\n"]],
    [8, ["its process ended with 3: no 8\n"]],
  ]);
});

async function seedsToldBy(start: () => ChildProcess): Promise<[number, readonly string[]][]> {
  const told: [number, readonly string[]][] = [];
  const tell = (one: { seed: number; violations: readonly string[] }): void => {
    told.push([one.seed, one.violations]);
  };
  const storms = [7, 8].map((seed) => ({ seed, days: 1 }));
  await shareOut({ storms, workers: 1, tell, start });
  return told;
}
