import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";

// The program that is launched stands in for the real one: it says how it was started, counts the
// signals it gets, and ends with their number.

const PROGRAM = `
const args: string[] = process.argv.slice(2);
let heard = 0;
process.on("SIGINT", () => {
  heard++;
  setImmediate(() => setImmediate(() => process.exit(40 + heard)));
});
setInterval(() => {}, 60_000);
console.log([process.version.split(".")[0], ...process.execArgv, ...args].join(" "));
if (args[0] === "end") process.exit(7);
`;

test("the program runs from its sources under the Node that npm installed", async () => {
  await using place = await checkout();

  const { said, code } = await launch(place, "end", "a b");

  assert.equal(said, "v26 --conditions=casement-source end a b");
  assert.equal(await code, 7);
});

test("a signal for the launcher reaches the program once, and its exit code us", async () => {
  await using place = await checkout();

  const { child, code } = await launch(place, "wait");
  child.kill("SIGINT");

  assert.equal(await code, 41);
});

test("where Node cannot become another program, the launcher passes the signal on", async () => {
  await using place = await checkout();

  const { child, code } = await launch({ ...place, nodeOptions: NO_EXECVE }, "wait");
  child.kill("SIGINT");

  assert.equal(await code, 41);
});

/** As an older Node is: without the call by which a process becomes another. */
const NO_EXECVE = "--import data:text/javascript,delete%20process.execve";

interface Checkout {
  readonly folder: string;
  readonly nodeOptions?: string;
}

async function launch(place: Checkout, ...args: string[]) {
  const launcher = join(place.folder, "packages", "cli", "bin", "casement.js");
  const options = place.nodeOptions?.split(" ") ?? [];
  const child = spawn(process.execPath, [...options, launcher, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const code = once(child, "exit").then(([number]) => number);
  const [said] = await once(createInterface(child.stdout), "line");
  return { child, code, said };
}

/** A folder like ours, with the real launcher and the real modules. */
async function checkout(): Promise<Checkout & AsyncDisposable> {
  const root = join(import.meta.dirname, "..", "..");
  const folder = await mkdtemp(join(tmpdir(), "casement-launcher-"));
  const cli = join(folder, "packages", "cli");
  await mkdir(join(cli, "bin"), { recursive: true });
  await mkdir(join(cli, "src"));
  await copyFile(join(root, "packages/cli/bin/casement.js"), join(cli, "bin", "casement.js"));
  await writeFile(join(cli, "src", "main.ts"), PROGRAM);
  await writeFile(join(cli, "package.json"), '{ "type": "module" }');
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
