import { readFile, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseFailure } from "./failure.ts";

/** An account of the machine that a program runs as. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom a new server runs as: `undefined` means as ourselves.
 *
 * PostgreSQL refuses to run as root, so as root we lend it an account that may do nothing else. It
 * has to be one with a name, for initdb asks for it. Who minds sharing `nobody` adds a user
 * `casement`.
 */
export async function identityForServer(): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = await readFile("/etc/passwd", "utf8").catch(() => "");
  for (const name of ["casement", "postgres", "nobody"]) {
    const line = accounts.split("\n").find((one) => one.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(":") ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new DatabaseFailure(
    "no_account",
    "PostgreSQL does not run as root, and this machine has no account `casement`, `postgres` or " +
      "`nobody` to run it as. Add a user `casement`, or give a DATABASE_URL.",
  );
}

/** Whom the server of existing data runs as: as root, their owner; else only ourselves. */
export async function ownerOf(path: string): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = await stat(path);
  return { uid, gid };
}

/** Whether `identity` may go down to `path` and, if that is a file, read and run it. */
export async function mayReach(identity: Identity | undefined, path: string): Promise<boolean> {
  if (identity === undefined) return true;
  let place = await realpath(path);
  const isFile = (await stat(place)).isFile();
  if (!(await mayUse(identity, place, isFile ? 0o5 : 0o1))) return false;
  while (place !== dirname(place)) {
    place = dirname(place);
    if (!(await mayUse(identity, place, 0o1))) return false;
  }
  return true;
}

/** Goes by the classic bits alone: a machine with access lists answers no too often, never yes. */
async function mayUse(identity: Identity, path: string, bits: number): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === identity.uid ? 6 : gid === identity.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}
