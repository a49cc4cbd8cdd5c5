import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Marks a folder while its past is being lived through. A start that was stopped in the middle
 * leaves the mark, and the next one begins anew: half a past has no second half.
 */
export async function markHalfTold(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, MARK), "");
}

export function markTold(folder: string): Promise<void> {
  return rm(join(folder, MARK), { force: true });
}

export function isHalfTold(folder: string): Promise<boolean> {
  return access(join(folder, MARK)).then(
    () => true,
    () => false,
  );
}

/** Made on an empty database only, and gone when the emulator's world is saved. */
export const MARK = "half-told";
