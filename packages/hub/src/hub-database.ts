import type { Instant } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";
import type { HubConfig } from "./config.ts";
import {
  type Database,
  DatabaseFailure,
  migrate,
  migrationStateOf,
  openDatabase,
  openPool,
  startDatabase,
} from "./database/index.ts";
import type { Log } from "./log.ts";
import { selectNewestMoment } from "./newest-moment-store.ts";

/** A database that is the hub's, of the newest form. To be closed after the hub, last of all. */
export interface HubDatabase extends Database {
  /** The newest moment of business time in it: a clock begins no earlier (decision 0001). */
  readonly newestAt: Instant | undefined;
}

export interface OpenHubDatabaseOptions {
  readonly machine: MachineTime;
  readonly log: Log;
  /** Whether no hub may be on it: for an operation. */
  readonly alone?: boolean;
}

/**
 * Opens the database the configuration names, or starts the hub's own, and brings it up to date.
 *
 * On somebody else's server several hubs may be at work (decision 0002). The first of them brings
 * the database up to date; who comes later, and is newer, is refused: the others would not
 * understand what it made of their tables.
 */
export async function openHubDatabase(
  { databaseUrl, folder }: Pick<HubConfig, "databaseUrl" | "folder">,
  { machine, log, alone = false }: OpenHubDatabaseOptions,
): Promise<HubDatabase> {
  const database =
    databaseUrl === undefined
      ? await startDatabase({ folder, machine, log })
      : await openDatabase({ databaseUrl, machine, log, beside: !alone });
  try {
    if (database.isAlone) await migrate(database.url);
    else await refuseOtherForm(database.url, log);
    const newestAt = await newestMomentIn(database.url, log);
    if (!alone) await database.share();
    return { ...database, newestAt };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The others are at work on the database as it is: it stays so, and must be what we know. */
async function refuseOtherForm(databaseUrl: string, log: Log): Promise<void> {
  const db = openPool({ databaseUrl, log, connectionsMax: 1 });
  try {
    const { pending, unknown } = await migrationStateOf(db);
    if (pending.length + unknown.length === 0) return;
    const [one] = pending;
    throw new DatabaseFailure(
      one === undefined ? "too_new" : "in_use",
      one === undefined
        ? "The hubs on this database are of a newer Casement. Start that one here too."
        : `The hubs on this database are of an older Casement, without ${one}. Stop them all; ` +
            "the first of the new ones brings the database up to date.",
    );
  } finally {
    await db.end();
  }
}

async function newestMomentIn(databaseUrl: string, log: Log): Promise<Instant | undefined> {
  const db = openPool({ databaseUrl, log, connectionsMax: 1 });
  try {
    return await selectNewestMoment(db);
  } finally {
    await db.end();
  }
}
