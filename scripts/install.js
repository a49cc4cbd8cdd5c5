// Installs what is missing before `npm start`, `npm test` and `npm run check`. Plain JavaScript
// without imports from outside, for the Node that happens to be on the machine: ours comes with the
// install.

import { spawnSync } from "node:child_process";
import { existsSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_MAJOR_MIN = 20;

const root = process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url));
const lockfile = join(root, "package-lock.json");
// npm writes this when it has installed everything, as the last thing.
const installed = join(root, "node_modules", ".package-lock.json");

if (!isInstalled()) install();

function isInstalled() {
  if (!existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs;
}

function install() {
  if (Number(process.versions.node.split(".")[0]) < NODE_MAJOR_MIN) {
    stop(
      `Casement needs Node ${NODE_MAJOR_MIN} or newer to be installed; this is ${process.version}.`,
    );
  }
  console.error("Installing what is missing (half a minute, the first time) …");
  const startedAt = Date.now();
  const { status, error, stdout, stderr } = runNpm(
    "install",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  );
  if (status !== 0) {
    process.stderr.write(stdout + stderr);
    stop(
      `\`npm install\` failed (${error?.message ?? `exit code ${status}`}). What it said is above.`,
    );
  }
  // A lockfile that npm rewrote last would look newer than what it installed, for ever after.
  const now = new Date();
  utimesSync(installed, now, now);
  console.error(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

/** The npm that is running us, if one is. On Windows plain `npm` is a script that a shell finds. */
function runNpm(...args) {
  const options = { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] };
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) return spawnSync(process.execPath, [npm, ...args], options);
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
