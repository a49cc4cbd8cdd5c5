import type { ThreadMerge } from "./thread-merge-store.ts";

/**
 * What of a thread is no longer part of it once `undone` is, by what each name stands for on its
 * own: all that hangs on the one that had become part of the other (SPEC F13).
 *
 * Nothing, where another merge holds the two together all the same.
 */
export function partedBy(
  merges: readonly Pick<ThreadMerge, "mergeId" | "fromOwn" | "intoOwn">[],
  undone: Pick<ThreadMerge, "mergeId" | "fromOwn" | "intoOwn">,
): ReadonlySet<string> {
  const left = merges.filter((one) => one.mergeId !== undone.mergeId);
  const parted = new Set([undone.fromOwn]);
  for (let size = 0; size < parted.size; ) {
    size = parted.size;
    for (const { fromOwn, intoOwn } of left) {
      if (!parted.has(fromOwn) && !parted.has(intoOwn)) continue;
      parted.add(fromOwn).add(intoOwn);
    }
  }
  return parted.has(undone.intoOwn) ? new Set() : parted;
}
