import { rm } from "node:fs/promises";
import { join } from "node:path";
import { machineTime } from "@casement/engine/system-clock";
import { ConfigFailure } from "@casement/hub";
import { removeInstallation } from "@casement/hub/database";
import { MARK } from "./half-told.ts";
import { RUNNING } from "./running.ts";

/**
 * Removes all that an earlier demo left in its folder. Rejects if one is running there.
 *
 * A database that is not ours is not emptied: whoever gave its address may have more in it.
 */
export async function forget(folder: string, databaseUrl: string | undefined): Promise<void> {
  if (databaseUrl !== undefined) {
    throw new ConfigFailure(
      "--fresh does not empty the database at DATABASE_URL. Name an empty one, or leave it out.",
    );
  }
  await removeInstallation({ folder, machine: machineTime });
  for (const name of ["emulator.json", "demo.key", "secret.key", "media", MARK, RUNNING]) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
