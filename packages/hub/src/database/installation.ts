import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { z } from "zod";
import { programIn, usableBinaries } from "./binaries.ts";
import { codeOf, DatabaseFailure } from "./failure.ts";
import { run } from "./program.ts";
import { newMark, newSecret } from "./system-secret.ts";
import { type Identity, identityForServer, mayReach, ownerOf } from "./unprivileged.ts";

/** Where an installation is, and where it may put what cannot be there. */
export interface Places {
  /** The folder of the installation. The database gets a folder `database` in it. */
  readonly folder: string;
  /** PostgreSQL as npm left it: the folder of `bin`, `lib` and `share`. */
  readonly binaries: string;
  /** As root, for what the server's account cannot reach under `folder`. */
  readonly systemFolder: string;
}

/** The data of one server, and all it takes to run it. */
export interface Installation {
  readonly home: string;
  /** Holds `data` and what the server said when it started; belongs to `identity`. */
  readonly clusterFolder: string;
  readonly binaries: string;
  readonly identity: Identity | undefined;
  readonly superuserPassword: string;
  readonly ownerPassword: string;
}

/** The file only we may read. `cluster` is a path within its folder, or an absolute one. */
const Secrets = z.object({
  cluster: z.string(),
  superuserPassword: z.string(),
  ownerPassword: z.string(),
});
type Secrets = z.infer<typeof Secrets>;

export function dataFolderOf(installation: Installation): string {
  return join(installation.clusterFolder, "data");
}

/** The installation in a folder, made if there is none yet. */
export async function openInstallation(places: Places): Promise<Installation> {
  const home = join(places.folder, "database");
  const secrets = (await readSecrets(home)) ?? (await createInstallation(home, places));

  const clusterFolder = isAbsolute(secrets.cluster) ? secrets.cluster : join(home, secrets.cluster);
  const identity = await ownerOf(clusterFolder).catch((cause: unknown) => {
    throw new DatabaseFailure(
      "data_missing",
      `The data of ${home} should be in ${clusterFolder}, and are not there. Put them back, or ` +
        `remove ${home} to begin anew.`,
      { cause },
    );
  });
  const binaries = await binariesFor(places, identity);
  return { home, clusterFolder, binaries, identity, ...secrets };
}

async function readSecrets(home: string): Promise<Secrets | undefined> {
  try {
    return Secrets.parse(JSON.parse(await readFile(join(home, "secrets.json"), "utf8")));
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    if (codeOf(cause) !== "EACCES") throw cause;
    throw new DatabaseFailure(
      "not_ours",
      `The database in ${home} was made by another account of this machine. Start as that one.`,
      { cause },
    );
  }
}

/**
 * Makes a cluster under another name and renames it when it is whole.
 *
 * So a power cut leaves no half of a cluster, and of two who come at once the later one takes what
 * the first has made.
 */
async function createInstallation(home: string, places: Places): Promise<Secrets> {
  const identity = await identityForServer();
  await mkdir(places.folder, { recursive: true });
  const mark = newMark();
  const making = `${home}-${mark}`;
  await mkdir(making, { mode: 0o711 });
  await chmod(making, 0o711);

  const isHere = await mayReach(identity, making);
  const cluster = isHere ? "cluster" : join(places.systemFolder, mark);
  const clusterFolder = isHere ? join(making, "cluster") : cluster;
  const secrets = { cluster, superuserPassword: newSecret(), ownerPassword: newSecret() };
  if (!isHere) await mkdir(places.systemFolder, { recursive: true, mode: 0o711 });
  await mkdir(clusterFolder, { mode: 0o700 });
  if (identity !== undefined) await chown(clusterFolder, identity.uid, identity.gid);

  await initialise(clusterFolder, await binariesFor(places, identity), identity, secrets);
  await writeDurably(join(making, "secrets.json"), JSON.stringify(secrets));
  try {
    await rename(making, home);
    return secrets;
  } catch (error) {
    await rm(making, { recursive: true });
    await rm(clusterFolder, { recursive: true, force: true });
    const others = await readSecrets(home);
    if (others === undefined) throw error;
    return others;
  }
}

/**
 * Where the installation's binaries are for `identity`: in place, or a copy.
 *
 * Asked at each start, for a package may have been renewed or moved since.
 */
function binariesFor(places: Places, identity: Identity | undefined): Promise<string> {
  const copies = identity === undefined ? places.folder : places.systemFolder;
  return usableBinaries({ installed: places.binaries, identity, copies });
}

/**
 * The libraries of some systems have no locale C.UTF-8. The second attempt does without: text is
 * stored, compared and sorted just the same, and only full-text search takes `¡hola` for a word.
 */
const LOCALES: readonly (readonly string[])[] = [
  ["--locale=C.UTF-8"],
  ["--locale=C", "--builtin-locale=C.UTF-8"],
];

async function initialise(
  clusterFolder: string,
  binaries: string,
  identity: Identity | undefined,
  secrets: Secrets,
): Promise<void> {
  const passwordFile = join(clusterFolder, "password");
  const data = join(clusterFolder, "data");
  await writeFile(passwordFile, secrets.superuserPassword, { mode: 0o600 });
  if (identity !== undefined) await chown(passwordFile, identity.uid, identity.gid);

  let said = "";
  for (const locale of LOCALES) {
    const args = ["-D", data, "--pwfile", passwordFile, ...INITDB_OPTIONS, ...locale];
    const file = programIn(binaries, "initdb");
    const { ok, output } = await run({ file, args, identity, folder: clusterFolder });
    if (ok) {
      await rm(passwordFile);
      return;
    }
    said = output;
    await rm(data, { recursive: true, force: true });
  }
  throw new DatabaseFailure("not_started", `PostgreSQL could not make its files: ${said}`);
}

/**
 * Settings go into the cluster's own postgresql.conf, where whoever runs it can change them.
 *
 * Terse messages leave out `DETAIL: Failing row contains (…)`, and statements are not logged: what
 * people wrote must not reach a log. The log is a file a weekday, each overwritten a week later.
 */
const INITDB_OPTIONS: readonly string[] = [
  "--username=postgres",
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--auth=scram-sha-256",
  ...Object.entries({
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    shared_buffers: "256MB",
    max_wal_size: "2GB",
    // A new hub's tables grow from nothing to thousands of rows in its first minute, and plans made
    // for empty tables read whole ones to find a row.
    autovacuum_naptime: "10s",
    log_timezone: "UTC",
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    logging_collector: "on",
    log_filename: "postgresql-%a.log",
    log_rotation_age: "1d",
    log_truncate_on_rotation: "on",
  }).map(([name, value]) => `--set=${name}=${value}`),
];

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The port the server had last, so that it keeps it if it can. */
export async function lastPort(installation: Installation): Promise<number | undefined> {
  const text = await readFile(join(installation.home, "port"), "utf8").catch(() => "");
  const port = Number(text);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

export async function keepPort(installation: Installation, port: number): Promise<void> {
  await writeFile(join(installation.home, "port"), String(port));
}

/** Whether a folder already holds a database: whether a start will find data. */
export async function hasInstallation(folder: string): Promise<boolean> {
  const file = join(folder, "database", "secrets.json");
  return (await lstat(file).catch(() => undefined)) !== undefined;
}
