import type { Readable } from "node:stream";
import type { Surroundings } from "../surroundings.ts";
import { deleteBegunFile, insertBegunFile } from "./begun-file-store.ts";
import { BucketFailure } from "./bucket-trouble.ts";
import type { Files, Written } from "./files.ts";

export interface Beginning extends Pick<Surroundings, "db" | "clock"> {
  readonly files: Files;
}

/**
 * Keeps a body of a number, its place written down before the first byte: whatever breaks before a
 * row names the file, the daily sweep finds its bytes (SPEC I14).
 */
export async function beginFile(
  { db, clock, files }: Beginning,
  numberId: bigint,
  body: Readable,
): Promise<Written> {
  let begun: string | undefined;
  try {
    return await files.write(body, async (place) => {
      await insertBegunFile(db, numberId, { place, begunAt: clock.now() });
      begun = place;
    });
  } catch (error) {
    // A store that failed may have taken the bytes all the same, and is not waited for once more.
    if (begun !== undefined && !(error instanceof BucketFailure)) {
      await deleteBegunFile(db, numberId, begun).catch(() => {});
    }
    throw error;
  }
}

/** Takes the bytes of a file away that nothing is to name. If that fails now, the sweep does it. */
export async function dropBegun(
  { db, files }: Pick<Beginning, "db" | "files">,
  numberId: bigint,
  { place }: Pick<Written, "place">,
): Promise<void> {
  try {
    await files.remove(place);
    await deleteBegunFile(db, numberId, place);
  } catch {
    // Whoever asked for the file has an answer of their own.
  }
}
