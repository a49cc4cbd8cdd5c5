import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Report, rounded } from "./measure.ts";

// `npm start` in a clean clone of what is committed, until every address that it prints answers,
// the inbox's page among them: the first time after the install, when it makes a database and lives
// through the demo's two days, and a second time. Bare: `npm start` of a server with one line.

const ran = promisify(execFile);
const ROOT = join(import.meta.dirname, "..");

export async function run(report: Report): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "casement-npm-start-"));
  // As root, PostgreSQL runs as another account, which must be able to get in here.
  await chmod(folder, 0o755);
  try {
    const clone = join(folder, "casement");
    await ran("git", ["clone", "--quiet", "--no-hardlinks", ROOT, clone]);
    const installStartedAt = performance.now();
    await ran("node", ["scripts/install.js"], { cwd: clone });
    const installSeconds = (performance.now() - installStartedAt) / 1_000;
    const bare = await bareSeconds(join(folder, "bare"));
    for (const which of ["first", "second"]) {
      const { stdout } = await ran("node", ["scripts/first-start.js"], { cwd: clone });
      const seconds = Number(/after (\S+) s\n/.exec(stdout)?.[1]);
      report({
        ...{ measure: `npm start, ${which}, to the first page`, value: seconds, unit: "s" },
        ...{ bare: rounded(bare), ratio: rounded(seconds / bare), p50: null, p99: null },
      });
    }
    report({
      ...{ measure: "npm install before it", value: rounded(installSeconds), unit: "s" },
      ...{ bare: null, ratio: null, p50: null, p99: null },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function bareSeconds(folder: string): Promise<number> {
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), '{ "scripts": { "start": "node server.cjs" } }');
  await writeFile(join(folder, "server.cjs"), SERVER);
  const startedAt = performance.now();
  const stdio = ["ignore", "pipe", "inherit"] as const;
  const npm = spawn("npm", ["start", "--silent"], {
    cwd: folder,
    detached: true,
    stdio: [...stdio],
  });
  const [address] = await once(npm.stdout, "data");
  const answer = await fetch(String(address).trim());
  await answer.text();
  const seconds = (performance.now() - startedAt) / 1_000;
  const ended = once(npm, "exit");
  // With its shell, and the server that this has started.
  if (npm.pid !== undefined) process.kill(-npm.pid, "SIGTERM");
  await ended;
  return seconds;
}

const SERVER = `
const server = require("node:http").createServer((_, answer) => answer.end("{}"));
server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port));
`;
