import { link, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Ids } from "../ids.ts";
import { KEY_BYTES } from "./seal.ts";

/** The installation's key is missing or unfit. The message says what to do. */
export class KeyFailure extends Error {
  override readonly name = "KeyFailure";
}

export interface KeyPlace {
  /** `CASEMENT_SECRET_KEY`, if it is set: 32 bytes in hex or base64. */
  readonly configured: string | undefined;
  /** Where a key of our own making is kept, when none is configured. */
  readonly folder: string;
  readonly ids: Ids;
}

/**
 * The 32 bytes under which tokens and app secrets are sealed.
 *
 * Configured, or else from the file `secret.key` of the data folder, made at the first start.
 * Several hubs on one database must share it, and a backup of the database is worth little without
 * it.
 */
export async function installationKey(place: KeyPlace): Promise<Uint8Array> {
  if (place.configured !== undefined) return keyFromText(place.configured, "CASEMENT_SECRET_KEY");
  const path = join(place.folder, "secret.key");
  const kept = await readKeyFile(path);
  if (kept !== undefined) return kept;
  await makeKeyFile(path, place);
  const made = await readKeyFile(path);
  if (made === undefined) throw new KeyFailure(`${path} was made and is not there`);
  return made;
}

/** The same, if there is one already: for who only looks, and must not make one. */
export async function keptInstallationKey({
  configured,
  folder,
}: Omit<KeyPlace, "ids">): Promise<Uint8Array | undefined> {
  if (configured !== undefined) return keyFromText(configured, "CASEMENT_SECRET_KEY");
  return readKeyFile(join(folder, "secret.key"));
}

function keyFromText(text: string, where: string): Uint8Array {
  const encoding = /^[0-9a-f]{64}$/i.test(text.trim()) ? "hex" : "base64";
  const key = Buffer.from(text.trim(), encoding);
  if (key.length === KEY_BYTES) return key;
  throw new KeyFailure(
    `${where} must be 32 bytes in hex or base64, as \`openssl rand -hex 32\` prints them`,
  );
}

async function readKeyFile(path: string): Promise<Uint8Array | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (process.platform !== "win32" && (found.mode & 0o077) !== 0) {
    throw new KeyFailure(`${path} can be read by others; make it yours alone: chmod 600 ${path}`);
  }
  return keyFromText(await readFile(path, "utf8"), path);
}

/**
 * Writes the key beside its place and links it there: a crash leaves no half a key, and of two hubs
 * that start at once one wins and both then read the same.
 */
async function makeKeyFile(path: string, { folder, ids }: KeyPlace): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const making = `${path}.${ids.uuid()}`;
  const file = await open(making, "wx", 0o600);
  try {
    await file.writeFile(`${Buffer.from(ids.secret(KEY_BYTES)).toString("hex")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await link(making, path).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  });
  await rm(making);
}
