import type { MachineTime } from "@casement/engine/clock";
import { Client } from "pg";
import type { Log } from "../log.ts";
import { codeOf, DatabaseFailure } from "./failure.ts";
import { pause } from "./pause.ts";

/** The right to be on a database: alone, or beside others who have the same. */
export interface InstallationLock {
  /** Whether nobody else is on the database, and nobody can come. */
  readonly isAlone: boolean;
  /** Settles when another has the database to itself. Never, as long as it is ours. */
  readonly lost: Promise<DatabaseFailure>;
  /** Lets others in, for good. */
  share(): Promise<void>;
  release(): Promise<void>;
  /** Says that the server is about to go: its end is not to be mourned. */
  expectEnd(): void;
}

export interface LockOptions {
  readonly url: string;
  readonly machine: MachineTime;
  readonly log: Log;
  /** Whether others may be there, each of whom lets us in; else we must be alone. */
  readonly beside: boolean;
  /** Called before each attempt to connect again: a server of our own is started here. */
  readonly revive: () => Promise<void>;
}

/**
 * Takes the lock of a database, for as long as the process lives or until it is released.
 *
 * The lock belongs to a connection that does nothing else. Whoever dies, by whatever signal, loses
 * it with the connection, so a lock that is free means that no hub is there, and nothing needs
 * cleaning. When the server goes away the lock is taken again as soon as it is back.
 *
 * Who may stand beside others is alone at first if nobody is there, and can then do what nobody
 * may see half done; who comes meanwhile waits for the lock to be shared.
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
  #isAlone = false;
  #isShared = false;

  constructor(options: LockOptions) {
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<DatabaseFailure>();
    this.lost = promise;
    this.#tellLost = resolve;
  }

  get isAlone(): boolean {
    return this.#isAlone;
  }

  async share(): Promise<void> {
    this.#isShared = true;
    if (!this.#isAlone) return;
    this.#isAlone = false;
    await this.#client?.query(SHARE, [LOCK]);
  }

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
      await this.#takeOn(client);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    this.#client = client;
    client.once("end", () => void this.#takeAgain());
  }

  /**
   * Alone it tries for a second: the server may not have noticed yet that the last holder is gone.
   * Beside others it gives the first of them the time to bring the database up to date.
   */
  async #takeOn(client: Client): Promise<void> {
    const { beside, machine } = this.#options;
    const attemptsMax = beside ? 100 : 10;
    for (let attempt = 1; ; attempt++) {
      this.#isAlone = !this.#isShared && (await isTaken(client, ALONE));
      if (this.#isAlone || (beside && (await isTaken(client, BESIDE)))) return;
      if (attempt === attemptsMax) throw beside ? kept() : inUse();
      await pause(machine, 100);
    }
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

/** Finds out within a minute that the other end of the line is gone. */
const KEEPALIVE = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10";

/** "casement" in ASCII, as a number: nobody else on a shared server locks this by accident. */
const LOCK = "7161131761960054388";

const ALONE = "select pg_try_advisory_lock($1::bigint) as taken";
const BESIDE = "select pg_try_advisory_lock_shared($1::bigint) as taken";

/** In this order: between the two nobody else can have it alone. */
const SHARE = "select pg_advisory_lock_shared($1::bigint), pg_advisory_unlock($1::bigint)";

async function isTaken(client: Client, asking: string): Promise<boolean> {
  const { rows } = await client.query(asking, [LOCK]);
  return rows[0]?.taken === true;
}

function inUse(): DatabaseFailure {
  return new DatabaseFailure(
    "in_use",
    "Another Casement is running on this database. Stop it first, or start this one in another " +
      "folder, or with another DATABASE_URL.",
  );
}

function kept(): DatabaseFailure {
  return new DatabaseFailure(
    "in_use",
    "Another Casement has this database to itself: a rebuild, say, or one that brings it up to " +
      "date. Start this one when that has ended, or with another DATABASE_URL.",
  );
}
