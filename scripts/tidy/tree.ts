import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import type { File } from "./complaint.ts";

/** The texts under `root` that people wrote: no packages, no builds, no fixtures. */
export function filesUnder(root: string): File[] {
  return pathsUnder(root).map((path) => ({
    path: relative(root, path).split(sep).join("/"),
    text: readFileSync(path, "utf8"),
  }));
}

function pathsUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : pathsUnder(path);
    return entry.isFile() && WRITTEN.has(extname(entry.name)) && !MADE.has(entry.name)
      ? [path]
      : [];
  });
}

const LEFT_OUT: ReadonlySet<string> = new Set([
  ".git",
  "node_modules",
  "dist",
  "fixtures",
  "coverage",
  ".casement",
]);
const MADE: ReadonlySet<string> = new Set(["package-lock.json"]);
const WRITTEN: ReadonlySet<string> = new Set([
  ".ts",
  ".tsx",
  ".js",
  ".css",
  ".html",
  ".json",
  ".md",
  ".sql",
]);
