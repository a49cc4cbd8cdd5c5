import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import { machineTime } from "@casement/engine/system-clock";
import { type Database, type StartDatabaseOptions, startDatabase } from "@casement/hub/database";
import { Client } from "pg";

// What the tests of the embedded PostgreSQL share: a place of their own, and processes to kill.

/** A new empty folder, and another for what a server's account cannot reach in it. */
export interface Ground extends AsyncDisposable {
  readonly folder: string;
  readonly systemFolder: string;
}

/** At the end everything is removed, a server that a failing test has left running first. */
export async function ground(): Promise<Ground> {
  const root = await mkdtemp(join(tmpdir(), "casement-embedded-"));
  await chmod(root, 0o755);
  const place = { folder: join(root, "casement"), systemFolder: join(root, "system") };
  const clear = async (): Promise<void> => {
    const pid = await serverPid(place).catch(() => undefined);
    if (pid !== undefined && isAlive(pid)) process.kill(pid, "SIGKILL");
    await rm(root, { recursive: true, maxRetries: 5 });
  };
  return { ...place, [Symbol.asyncDispose]: clear };
}

type Place = Pick<Ground, "folder" | "systemFolder">;

/** Starts the database of a place, to be closed at the end of the test at the latest. */
export async function start(
  place: Place,
  options: Partial<StartDatabaseOptions> = {},
): Promise<Database & AsyncDisposable> {
  const { folder, systemFolder } = place;
  const database = await startDatabase({ folder, systemFolder, machine: machineTime, ...options });
  return { ...database, [Symbol.asyncDispose]: () => database.close() };
}

/** Asks one question and gives the first column of its first row. */
export async function ask(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query({ text: question, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end().catch(() => {});
  }
}

/** Leaves something in the database to be found again by asking for `NOTE`. */
export async function keepNote(url: string): Promise<void> {
  await ask(url, "create table note as select 'kept' as word");
}
export const NOTE = "select word from note";

/** Where the server of a folder keeps its data. */
export async function dataFolder(place: Place): Promise<string> {
  const home = join(place.folder, "database");
  const { cluster } = JSON.parse(await readFile(join(home, "secrets.json"), "utf8"));
  return resolve(home, cluster, "data");
}

/** The process id of the server on a folder's data, as it wrote it there itself. */
export async function serverPid(place: Place): Promise<number> {
  const lines = await readFile(join(await dataFolder(place), "postmaster.pid"), "utf8");
  return Number(lines.split("\n")[0]);
}

/**
 * Waits until a process that was told to end has ended.
 *
 * `pg_ctl stop` returns when the server has taken away its mark, a breath before it is gone; and
 * nobody but the machine itself can wait for a process that is not its child.
 */
export async function end(pid: number): Promise<void> {
  while (isAlive(pid)) await setImmediate();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Another process that holds the database, as leader of a process group of its own. */
export class Holder implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #exit: Promise<unknown[]>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>) {
    this.#child = child;
    this.#lines = lines;
    this.#exit = once(child, "exit");
  }

  static begin(place: Place, env: Record<string, string> = {}): Holder {
    const program = join(import.meta.dirname, "programs", "hold-database.ts");
    const args = [...process.execArgv.filter((one) => !one.startsWith("--test")), program];
    const child = spawn(process.execPath, [...args, place.folder, place.systemFolder], {
      detached: true,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    return new Holder(child, createInterface(child.stdout)[Symbol.asyncIterator]());
  }

  /** The next line that it prints. */
  async says(): Promise<string> {
    const { value } = await this.#lines.next();
    return value;
  }

  /** What a terminal does on Ctrl-C: a signal to the whole group. */
  async pressCtrlC(): Promise<unknown> {
    process.kill(-this.#child.pid!, "SIGINT");
    const [code] = await this.#exit;
    return code;
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exit;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}

export async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}
