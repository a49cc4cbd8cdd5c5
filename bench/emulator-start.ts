import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { machineTime } from "@casement/engine/system-clock";
import { median, type Report, rounded } from "./measure.ts";

// From `npx casement emulate` to its first answer. Bare: the same from `node`, of a server with one
// line. `npx` is what a user types; what it takes by itself is reported beside it.

const ROUNDS = 5;
const WAIT_MS = 5;
const ROOT = join(import.meta.dirname, "..");

export async function runStarts(report: Report): Promise<void> {
  const own: number[] = [];
  const direct: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    own.push(await startMs((port) => ["npx", "casement", "emulate", "--port", `${port}`]));
    direct.push(
      await startMs((port) => [process.execPath, CASEMENT, "emulate", "--port", `${port}`]),
    );
    bare.push(await startMs((port) => [process.execPath, "-e", bareServer(port)]));
  }
  const tell = (measure: string, ms: readonly number[]): void =>
    report({
      ...{ measure, value: rounded(median(ms)), unit: "ms", bare: rounded(median(bare)) },
      ...{ ratio: rounded(median(ms) / median(bare)), p50: null, p99: null },
    });
  tell("emulator start, by npx", own);
  tell("emulator start", direct);
}

/** How long it takes from the start of a command until it answers on its port. */
async function startMs(command: (port: number) => readonly string[]): Promise<number> {
  const port = await freePort();
  const [name = "", ...words] = command(port);
  const startedAt = performance.now();
  const child = spawn(name, words, { cwd: ROOT, stdio: "ignore", detached: true });
  const ended = once(child, "exit");
  while (!(await isAnswered(port))) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    await new Promise((done) => void machineTime.after(WAIT_MS, () => done(undefined)));
  }
  const ms = performance.now() - startedAt;
  // With all that it started: `npx` has a child of its own.
  if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
  await ended;
  return ms;
}

async function isAnswered(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/emulator`);
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** A port that is free now, and most likely a moment later. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((closed) => void server.close(closed));
  return typeof address === "object" && address !== null ? address.port : 0;
}

function bareServer(port: number): string {
  const listen = `listen(${port}, "127.0.0.1")`;
  return `require("node:http").createServer((_, answer) => answer.end("{}")).${listen}`;
}

const CASEMENT = join(ROOT, "packages", "cli", "bin", "casement.js");
