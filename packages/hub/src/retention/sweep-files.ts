import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import { inTransaction } from "../database/index.ts";
import { deleteBegunFile, lockBegunFile } from "../media/begun-file-store.ts";
import { BucketFailure } from "../media/bucket-trouble.ts";
import { IN_BUCKET } from "../media/file-name.ts";
import type { Files } from "../media/files.ts";
import { deleteFiles } from "../media/media-store.ts";
import { inSteps } from "./in-steps.ts";
import { selectOldFiles } from "./retention-store.ts";

/** Takes bytes away, and says whether they are gone. */
export type Remove = (place: string) => Promise<boolean>;

/** How many files are gone, and how many could not be taken away. */
export interface SweptFiles {
  readonly gone: number;
  readonly left: number;
}

/**
 * The bytes first: a row without bytes is found again, bytes without a row are not. A file that
 * cannot be taken away keeps its row and holds up no other; none is tried twice.
 */
export async function sweepFiles(
  db: Pool,
  numberId: bigint,
  { from, remove }: { from: Instant; remove: Remove },
): Promise<SweptFiles> {
  const left: string[] = [];
  const seen = await inSteps(async () => {
    const old = await selectOldFiles(db, numberId, { before: from, except: left });
    const gone: string[] = [];
    for (const { mediaId, place } of old) {
      const isGone = place === null || (await remove(place));
      (isGone ? gone : left).push(mediaId);
    }
    if (gone.length > 0) await deleteFiles(db, numberId, gone);
    return old.length;
  });
  return { gone: seen - left.length, left: left.length };
}

/**
 * Takes away what was begun before a moment and never came to be named: an upload that was broken
 * off, a file whose message was erased while it came (SPEC I14). The row is held meanwhile, so that
 * nobody names bytes that are just going.
 */
export async function sweepBegunFiles(
  db: Pool,
  numberId: bigint,
  { before, remove }: { before: Instant; remove: Remove },
): Promise<SweptFiles> {
  const left: string[] = [];
  const seen = await inSteps(() =>
    inTransaction(db, async (client) => {
      const place = await lockBegunFile(client, numberId, { before, except: left });
      if (place === undefined) return 0;
      if (await remove(place)) await deleteBegunFile(client, numberId, place);
      else left.push(place);
      return 1;
    }),
  );
  return { gone: seen - left.length, left: left.length };
}

/**
 * Why bytes cannot be taken away may name a file, so it is not told. A store that is not reached is
 * not asked again: each file would wait for its silence anew.
 */
export function removerOf(files: Pick<Files, "remove">): Remove {
  let isStoreAway = false;
  return async (place) => {
    if (isStoreAway && place.startsWith(IN_BUCKET)) return false;
    try {
      await files.remove(place);
      return true;
    } catch (error) {
      isStoreAway ||= error instanceof BucketFailure && error.trouble === "not_reached";
      return false;
    }
  };
}
