import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folders of the built screens: the hub serves one, the emulator the other. */
export interface BuiltScreens {
  readonly inbox: string;
  readonly phone: string;
}

/**
 * The folders of the built files, built first if the sources are newer.
 *
 * Packed, the files lie beside this one and nothing is ever built. From sources, the build runs in
 * a process of its own: Vite sets NODE_ENV and keeps a hundred megabytes, and the hub wants
 * neither.
 */
export async function builtScreens(): Promise<BuiltScreens> {
  const here = fileURLToPath(new URL(".", import.meta.url));
  if (!import.meta.url.endsWith(".ts")) return foldersIn(here);

  const dist = join(here, "..", "dist");
  if ((await builtMark(dist)) !== (await sourcesMark(here))) {
    await runBuild(join(here, "screens-build.ts"));
  }
  return foldersIn(dist);
}

/** Changes whenever a file that goes into the screens is changed, added or taken away. */
export async function sourcesMark(here: string): Promise<string> {
  const packages = join(here, "..", "..");
  const folders = [here, join(packages, "engine", "src")];
  const files = [join(here, "..", "package.json"), join(packages, "engine", "SPEC.md")];
  const marks = await Promise.all([...folders.map(newestIn), ...files.map(changedAt)]);
  return String(Math.max(...marks));
}

/** What `sourcesMark` was when `dist` was built, or `undefined` if it never was. */
export async function builtMark(dist: string): Promise<string | undefined> {
  return await readFile(join(dist, "built-from"), "utf8").catch(() => undefined);
}

function foldersIn(dist: string): BuiltScreens {
  return { inbox: join(dist, "inbox"), phone: join(dist, "phone") };
}

/** The folders count too: a file taken away leaves its mark on nothing else. */
async function newestIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const times = await Promise.all(names.map((name) => changedAt(join(folder, name))));
  return Math.max(await changedAt(folder), ...times);
}

async function changedAt(path: string): Promise<number> {
  return (await stat(path)).mtimeMs;
}

async function runBuild(script: string): Promise<void> {
  const child = spawn(process.execPath, ["--conditions=casement-source", script], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The screens could not be built:\n${said}`);
}
