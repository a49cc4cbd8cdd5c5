import { machineTime } from "@casement/engine/system-clock";
import { type HubConfig, type HubDatabase, type Log, openHubDatabase } from "@casement/hub";
import type { Stopping } from "./stopping.ts";

/**
 * Opens the hub's database, to be closed last.
 *
 * When another hub takes it while ours is away from it, everything stops. It is not closed then:
 * the server is that other hub's by now, and closing would stop it.
 */
export async function openDatabase(
  config: HubConfig,
  { stopping, log }: { readonly stopping: Stopping; readonly log: Log },
): Promise<HubDatabase> {
  const database = await openHubDatabase(config, { machine: machineTime, log });
  let isLost = false;
  void database.lost.then((failure) => {
    isLost = true;
    stopping.fail(failure);
  });
  const close = async (): Promise<void> => {
    if (!isLost) await database.close();
  };
  stopping.add("database", close, { outlivesUs: true });
  return database;
}
