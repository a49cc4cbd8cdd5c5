import type { Instant } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";
import type { HubConfig } from "./config.ts";
import { type Database, migrate, openDatabase, openPool, startDatabase } from "./database/index.ts";
import type { Log } from "./log.ts";
import { selectNewestMoment } from "./newest-moment-store.ts";

/** A database that is the hub's, of the newest form. To be closed after the hub, last of all. */
export interface HubDatabase extends Database {
  /** The newest moment of business time in it: a clock begins no earlier (decision 0001). */
  readonly newestAt: Instant | undefined;
}

/**
 * Opens the database the configuration names, or starts the hub's own, and brings it up to date.
 */
export async function openHubDatabase(
  config: Pick<HubConfig, "databaseUrl" | "folder">,
  { machine, log }: { readonly machine: MachineTime; readonly log: Log },
): Promise<HubDatabase> {
  const database =
    config.databaseUrl === undefined
      ? await startDatabase({ folder: config.folder, machine, log })
      : await openDatabase({ databaseUrl: config.databaseUrl, machine, log });
  try {
    await migrate(database.url);
    return { ...database, newestAt: await newestMomentIn(database.url, log) };
  } catch (error) {
    await database.close();
    throw error;
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
