// Proves `npm start` where it stands: it prints addresses, they answer, Ctrl-C ends it cleanly and
// it leaves no process behind. Plain JavaScript, for the old Node of a machine with nothing
// installed yet.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const START_MS_MAX = 180_000;
const STOP_MS_MAX = 30_000;

const root = fileURLToPath(new URL("..", import.meta.url));
const ports = [await freePort(), await freePort()];
const startedAt = Date.now();
const npm = spawn("npm", ["start"], {
  cwd: root,
  // A group of its own, so that Ctrl-C can be sent to all of it, as a terminal does.
  detached: true,
  env: { ...process.env, PORT: String(ports[0]), CASEMENT_EMULATOR_PORT: String(ports[1]) },
  stdio: ["ignore", "pipe", "pipe"],
});
const ended = once(npm, "exit");
const said = [];
for (const output of [npm.stdout, npm.stderr]) {
  createInterface(output).on("line", (line) => said.push(line));
}

try {
  await within(START_MS_MAX, printed(), "it printed no address for each of its ports");
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

/** The addresses it has printed, of the ports that it was given. */
function addresses() {
  const found = said.join("\n").match(/http:\/\/[\w.]+:\d+[^\s,]*/g) ?? [];
  return [...new Set(found)].filter((address) => ports.includes(Number(new URL(address).port)));
}

async function printed() {
  const isPrinted = (port) => addresses().some((address) => Number(new URL(address).port) === port);
  while (!ports.every(isPrinted)) {
    if (npm.exitCode !== null) throw new Error(`it ended with exit code ${npm.exitCode}`);
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

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
