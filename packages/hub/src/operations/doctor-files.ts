import { join } from "node:path";
import type { HubConfig } from "../config.ts";
import { troubleWithFiles } from "../media/check-files.ts";
import { hasFilesIn } from "../media/media-store.ts";
import { openFiles } from "../media/open-files.ts";
import { type Finding, fine, wrong } from "./finding.ts";
import type { Workshop } from "./workshop.ts";

/** Whether the store of the files is as the settings say, and whether one is needed. */
export async function lookAtFiles(
  { surroundings }: Workshop,
  { bucket, folder }: Pick<HubConfig, "bucket" | "folder">,
): Promise<Finding[]> {
  const check = "files";
  if (bucket === undefined) {
    if (!(await hasFilesIn(surroundings.db, "store"))) return [];
    return [wrong(check, "some are in a store, and no setting names one", NAME_IT)];
  }
  const files = openFiles({ folder: join(folder, "media"), bucket }, surroundings);
  try {
    const trouble = await troubleWithFiles(files, { writes: false });
    if (trouble !== undefined) return [wrong(check, "the store is not usable", trouble.message)];
    const old = (await hasFilesIn(surroundings.db, "folder")) ? ", older ones in the folder" : "";
    return [fine(check, `the store answers, and the bucket is there${old}`)];
  } finally {
    await files.close();
  }
}

const NAME_IT = "Set CASEMENT_S3_ENDPOINT, _REGION, _BUCKET, _KEY_ID and _SECRET as they were.";
