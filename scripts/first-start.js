// Proves `npm start` where it stands: it prints addresses, they answer, Ctrl-C ends it cleanly and
// it leaves no process behind. Plain JavaScript, for the old Node of a machine with nothing
// installed yet.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** An install and a start may take long; each says what it is about, and then is silent. */
const SILENT_MS_MAX = 180_000;
const STOP_MS_MAX = 30_000;

const root = fileURLToPath(new URL("..", import.meta.url));
const startedAt = Date.now();
const npm = spawn("npm", ["start"], {
  cwd: root,
  // A group of its own, so that Ctrl-C can be sent to all of it, as a terminal does.
  detached: true,
  // Free ones, taken as they are chosen: a port found free now may be another's after the install.
  env: { ...process.env, PORT: "0", CASEMENT_EMULATOR_PORT: "0" },
  stdio: ["ignore", "pipe", "pipe"],
});
const ended = once(npm, "exit");
const said = [];
let saidAt = startedAt;
for (const output of [npm.stdout, npm.stderr]) {
  createInterface(output).on("line", (line) => {
    said.push(line);
    saidAt = Date.now();
  });
}

try {
  await printed();
  for (const address of addresses()) await check(address);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`npm start: the ${addresses().length} printed addresses answer, after ${seconds} s`);

  const saidBefore = said.length;
  process.kill(-npm.pid, "SIGINT");
  // The shell that npm runs us in got the signal too, and dies of it however cleanly we end.
  const [code, signal] = await within(STOP_MS_MAX, ended, "it did not end on Ctrl-C");
  if (code !== 0 && signal !== "SIGINT") throw new Error(`it ended with exit code ${code}`);
  await within(STOP_MS_MAX, noneLeft(), "it did not end all its processes");
  const complaints = said.slice(saidBefore).filter((line) => line.trim() !== "");
  if (complaints.length > 0) throw new Error("it complained while it ended");
  console.log("npm start: Ctrl-C ended it, its database and all");
} catch (error) {
  console.error(`npm start: ${error.message}. What it said:\n${said.join("\n")}`);
  if (npm.exitCode === null && npm.signalCode === null) process.kill(-npm.pid, "SIGTERM");
  process.exit(1);
}

/** The addresses on this machine that it has printed. */
function addresses() {
  return [...new Set(said.join("\n").match(/http:\/\/127\.0\.0\.1:\d+[^\s,]*/g) ?? [])];
}

/** Until it has printed all, and with it two ports: what it says after that, it says as it ends. */
async function printed() {
  const isWhole = () => new Set(addresses().map((address) => new URL(address).port)).size === 2;
  while (!isWhole() || !said.some((line) => line.includes("Ctrl-C stops everything"))) {
    if (npm.exitCode !== null) throw new Error(`it ended with exit code ${npm.exitCode}`);
    if (Date.now() - saidAt > SILENT_MS_MAX) throw new Error("it did not print where all of it is");
    await setTimeout(50);
  }
}

async function check(address) {
  const { status } = await fetch(address, { signal: AbortSignal.timeout(15_000) });
  if (status !== 200) throw new Error(`${address} answered ${status}`);
}

async function noneLeft() {
  while ((await processesLeft()).length > 0) await setTimeout(50);
}

/** Processes that still run a program of this folder. Linux only, like our CI. */
async function processesLeft() {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const left = [];
  for (const id of ids) {
    const program = await readlink(`/proc/${id}/exe`).catch(() => "");
    const isOurs = program.startsWith(join(root, "node_modules"));
    if (isOurs && Number(id) !== process.pid) left.push(`${id} ${program}`);
  }
  return left;
}

async function within(ms, promise, complaint) {
  const late = new AbortController();
  const timeout = setTimeout(ms, undefined, { signal: late.signal }).then(
    () => {
      throw new Error(`${complaint} within ${ms / 1000} s`);
    },
    () => {},
  );
  return Promise.race([promise, timeout]).finally(() => late.abort());
}
