import type { MachineTime } from "@casement/engine/clock";
import { Client } from "pg";
import type { Log } from "../log.ts";
import { codeOf, DatabaseFailure } from "./failure.ts";
import { pause } from "./pause.ts";

/** The right to be the one hub on a database. */
export interface InstallationLock {
  /** Settles when another hub holds the database. Never, as long as it is ours. */
  readonly lost: Promise<DatabaseFailure>;
  release(): Promise<void>;
  /** Says that the server is about to go: its end is not to be mourned. */
  expectEnd(): void;
}

export interface LockOptions {
  readonly url: string;
  readonly machine: MachineTime;
  readonly log: Log;
  /** Called before each attempt to connect again: a server of our own is started here. */
  readonly revive: () => Promise<void>;
}

/**
 * Takes the lock of a database, for as long as the process lives or until it is released.
 *
 * The lock belongs to a connection that does nothing else. Whoever dies, by whatever signal, loses
 * it with the connection, so a lock that is free means that no hub is there, and nothing needs
 * cleaning. When the server goes away the lock is taken again as soon as it is back.
 */
export async function takeInstallationLock(options: LockOptions): Promise<InstallationLock> {
  const keeper = new LockKeeper(options);
  await keeper.take();
  return keeper;
}

class LockKeeper implements InstallationLock {
  readonly lost: Promise<DatabaseFailure>;
  readonly #options: LockOptions;
  readonly #released = new AbortController();
  readonly #tellLost: (failure: DatabaseFailure) => void;
  #client: Client | undefined;

  constructor(options: LockOptions) {
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<DatabaseFailure>();
    this.lost = promise;
    this.#tellLost = resolve;
  }

  /** Tries for a second: the server may not have noticed yet that the last holder is gone. */
  async take(): Promise<void> {
    const client = new Client({
      connectionString: this.#options.url,
      application_name: "casement lock",
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      options: KEEPALIVE,
    });
    client.on("error", () => {});
    try {
      await client.connect();
      for (let attempt = 1; !(await isTaken(client)); attempt++) {
        if (attempt === ATTEMPTS_MAX) throw inUse();
        await pause(this.#options.machine, 100);
      }
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    this.#client = client;
    client.once("end", () => void this.#takeAgain());
  }

  async release(): Promise<void> {
    this.#released.abort();
    await this.#client?.end().catch(() => {});
  }

  expectEnd(): void {
    this.#released.abort();
  }

  async #takeAgain(): Promise<void> {
    const { machine, log, revive } = this.#options;
    const signal = this.#released.signal;
    for (let waitMs = 100; !signal.aborted; waitMs = Math.min(2 * waitMs, 5_000)) {
      log.warn("database connection lost");
      try {
        await revive();
        if (!signal.aborted) await this.take();
        if (signal.aborted) return this.release();
        return log.info("database back");
      } catch (error) {
        if (error instanceof DatabaseFailure && error.problem === "in_use") {
          return this.#tellLost(error);
        }
        log.error("database away", { errorName: codeOf(error) ?? "unknown" });
      }
      await pause(machine, waitMs, signal);
    }
  }
}

const ATTEMPTS_MAX = 10;

/** Finds out within a minute that the other end of the line is gone. */
const KEEPALIVE = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10";

/** "casement" in ASCII, as a number: nobody else on a shared server locks this by accident. */
const LOCK = "7161131761960054388";

async function isTaken(client: Client): Promise<boolean> {
  const { rows } = await client.query("select pg_try_advisory_lock($1::bigint) as taken", [LOCK]);
  return rows[0]?.taken === true;
}

function inUse(): DatabaseFailure {
  return new DatabaseFailure(
    "in_use",
    "Another Casement is running on this database. Stop it first, or start this one in another " +
      "folder, or with another DATABASE_URL.",
  );
}
