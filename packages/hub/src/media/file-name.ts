import type { Ids } from "../ids.ts";

const NAME_BYTES = 16;

/** Says of a file's place that it is in the store; those in the folder are older than it. */
export const IN_BUCKET = "s3:";

/** A new name of a file: random, in a folder of those that begin alike. */
export function newFileName(ids: Ids): string {
  const name = Buffer.from(ids.secret(NAME_BYTES)).toString("hex");
  return `${name.slice(0, 2)}/${name}`;
}

/** A place comes from our own database, and still names nothing but what we made. */
export function fileNameFrom(place: string): string {
  if (!/^[0-9a-f]{2}\/[0-9a-f]{32}$/.test(place)) throw new Error("no place of a file of ours");
  return place;
}
