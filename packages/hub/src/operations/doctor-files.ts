import { join } from "node:path";
import type { HubConfig } from "../config.ts";
import { letGo } from "../dialing/measured.ts";
import { troubleWithFiles } from "../media/check-files.ts";
import type { Files } from "../media/files.ts";
import { isOfLostBytes } from "../media/lost-bytes.ts";
import { hasFilesIn, selectNewestPlaces } from "../media/media-store.ts";
import { openFiles } from "../media/open-files.ts";
import { counted, type Finding, fine, wrong } from "./finding.ts";
import type { Workshop } from "./workshop.ts";

const CHECK = "files";

/** Of so many files, the newest, it is seen whether their bytes are there. */
const LOOKED_AT_MAX = 50;

/**
 * Whether the store of the files is as the settings say, and whether one is needed; and whether the
 * files are where the database has them.
 */
export async function lookAtFiles(
  workshop: Workshop,
  { bucket, folder }: Pick<HubConfig, "bucket" | "folder">,
): Promise<Finding[]> {
  const { surroundings } = workshop;
  const files = openFiles({ folder: join(folder, "media"), bucket }, surroundings);
  try {
    const inFolder = await lookForBytes(workshop, files, "folder");
    if (bucket === undefined) {
      if (!(await hasFilesIn(surroundings.db, "store"))) return inFolder;
      return [wrong(CHECK, "some are in a store, and no setting names one", NAME_IT), ...inFolder];
    }
    const trouble = await troubleWithFiles(files, { writes: false });
    if (trouble !== undefined) {
      return [wrong(CHECK, "the store is not usable", trouble.message), ...inFolder];
    }
    const old = (await hasFilesIn(surroundings.db, "folder")) ? ", older ones in the folder" : "";
    return [
      fine(CHECK, `the store answers, and the bucket is there${old}`),
      ...(await lookForBytes(workshop, files, "store")),
      ...inFolder,
    ];
  } finally {
    await files.close();
  }
}

const NAME_IT = "Set CASEMENT_S3_ENDPOINT, _REGION, _BUCKET, _KEY_ID and _SECRET as they were.";

/** The newest: what is lost of a backup, or on a disk that is not mounted, is among them. */
async function lookForBytes(
  { surroundings: { db } }: Workshop,
  files: Pick<Files, "read">,
  where: "store" | "folder",
): Promise<Finding[]> {
  const places = await selectNewestPlaces(db, { where, limit: LOOKED_AT_MAX });
  let lost = 0;
  for (const place of places) if (await isLost(files, place)) lost += 1;
  if (lost === 0) return [];
  const those = `of the newest ${counted(places.length, "file")} in the ${where}`;
  return [wrong(CHECK, `${lost} ${those} ${lost === 1 ? "is" : "are"} not there`, FIND_THEM)];
}

const FIND_THEM =
  "See that `media/` of the hub's folder, or the bucket, is the one of this database: mounted, " +
  "the same on every node, and of the same backup.";

async function isLost(files: Pick<Files, "read">, place: string): Promise<boolean> {
  try {
    letGo(await files.read(place, { start: 0, end: 0 }));
    return false;
  } catch (error) {
    return isOfLostBytes(error);
  }
}
