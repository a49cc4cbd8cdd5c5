import type { Check } from "../numbers/check.ts";
import { BucketFailure } from "./bucket-trouble.ts";
import type { OpenFiles } from "./open-files.ts";

/**
 * What stands against keeping files where the settings say; `undefined`: nothing. It writes a small
 * object and takes it away, unless nothing may be written. What fails otherwise, such as the disk
 * on which a body rests on its way, is trouble that may pass.
 */
export async function troubleWithFiles(
  files: Pick<OpenFiles, "look">,
  how: { readonly writes: boolean },
): Promise<BucketFailure | undefined> {
  try {
    await files.look(how);
    return undefined;
  } catch (error) {
    if (error instanceof BucketFailure) return error;
    return new BucketFailure("failed", { cause: error });
  }
}

/**
 * The same, as one of the checks before a number is connected, which it can be all the same. Of a
 * folder there is nothing to tell.
 */
export async function checkFiles(files: Pick<OpenFiles, "look" | "hasStore">): Promise<Check[]> {
  if (!files.hasStore) return [];
  const trouble = await troubleWithFiles(files, { writes: true });
  const check = "files";
  if (trouble === undefined) {
    return [{ check, ok: true, what: "the store keeps them", remedy: null }];
  }
  return [{ check, ok: false, what: "the store does not keep them", remedy: trouble.message }];
}
