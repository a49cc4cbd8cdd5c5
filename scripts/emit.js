// Makes `dist/` of the package it is run in, before npm packs it: JavaScript and declarations.
// Sources run as they are here; others get what any Node and any bundler can read.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const emitted = new Set();
emit(process.cwd());

/**
 * Emits a package, and before it the packages of ours that it imports: the compiler has to find
 * their declarations in `dist/`, as it would from npm, and not their sources.
 */
function emit(folder) {
  if (emitted.has(folder)) return;
  emitted.add(folder);
  const described = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const dependency of Object.keys(described.dependencies ?? {})) {
    if (dependency.startsWith("@casement/")) emit(join(root, "packages", dependency.split("/")[1]));
  }
  compile(folder, described);
}

/** From what the package exports; one that exports nothing is a program with a `main.ts`. */
function compile(folder, { name, exports }) {
  const entries = Object.values(exports ?? {}).map((entry) => entry["casement-source"]);
  const settings = {
    extends: "../../tsconfig.base.json",
    compilerOptions: {
      noEmit: false,
      declaration: true,
      rootDir: "src",
      outDir: "dist",
      customConditions: [],
    },
    files: entries.length > 0 ? entries : ["./src/main.ts"],
  };
  clear(join(folder, "dist"));
  const project = join(folder, "tsconfig.emit.json");
  writeFileSync(project, JSON.stringify(settings));
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" });
  rmSync(project);
  if (status === 0) return;
  console.error(`${name} does not compile for packing.`);
  process.exit(1);
}

/** Nothing of a file that is gone may be packed. Built screens lie here too, and stay. */
function clear(dist) {
  if (!existsSync(join(dist, "built-from"))) rmSync(dist, { recursive: true, force: true });
}
