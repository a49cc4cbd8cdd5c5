import { BucketFailure } from "./bucket-trouble.ts";

/**
 * Whether a file could not be read because nothing is at its place: the folder of another disk or
 * machine, a backup without its files. It is not fetched anew for that: a folder that is not
 * mounted just now would be filled with what is in it already.
 */
export function isOfLostBytes(error: unknown): boolean {
  if (error instanceof BucketFailure) return error.trouble === "gone";
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
