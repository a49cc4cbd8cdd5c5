import { rm } from "node:fs/promises";
import { join } from "node:path";
import { installedBinaries } from "./binaries.ts";
import { type StartDatabaseOptions, SYSTEM_FOLDER, startDatabase } from "./database.ts";
import { DatabaseFailure } from "./failure.ts";
import { hasInstallation, openInstallation } from "./installation.ts";
import { postmasterOf } from "./server.ts";

/**
 * Removes the database of a folder, wherever its data are. Rejects if a hub is running on it.
 *
 * A server that a killed hub has left behind is stopped first, by the way of every start: whoever
 * can have the lock is alone. The folder goes last, for it alone knows where the data are.
 */
export async function removeInstallation(options: StartDatabaseOptions): Promise<void> {
  const home = join(options.folder, "database");
  const clusterFolder = await clusterFolderOf(options);
  if (clusterFolder !== undefined) await rm(clusterFolder, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}

/** Where the data are, with no server on them; `undefined` if there are none any more. */
async function clusterFolderOf(options: StartDatabaseOptions): Promise<string | undefined> {
  const { folder, binaries = installedBinaries(), systemFolder = SYSTEM_FOLDER } = options;
  if (!(await hasInstallation(folder))) return undefined;
  try {
    const installation = await openInstallation({ folder, binaries, systemFolder });
    if ((await postmasterOf(installation)) !== undefined) {
      await (await startDatabase(options)).close();
    }
    return installation.clusterFolder;
  } catch (error) {
    if (error instanceof DatabaseFailure && error.problem === "data_missing") return undefined;
    throw error;
  }
}
