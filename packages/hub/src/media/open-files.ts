import { join } from "node:path";
import { Readable } from "node:stream";
import type { MachineTime } from "@casement/engine/clock";
import type { Ids } from "../ids.ts";
import { type Bucket, BucketClient } from "./bucket-client.ts";
import { FileBucket } from "./file-bucket.ts";
import { FileFolder } from "./file-folder.ts";
import { IN_BUCKET } from "./file-name.ts";
import type { ByteRange, Files, Written } from "./files.ts";

/** Where a hub's files are, and how it is seen that they can be. */
export interface OpenFiles extends Files {
  /** Whether new files go into a store. */
  readonly hasStore: boolean;
  /**
   * Whether the store is as the settings say, and whether it lets the hub write; throws a
   * `BucketFailure`. A folder is always as it says.
   */
  look(how: { readonly writes: boolean }): Promise<void>;
  close(): Promise<void>;
}

/**
 * The files of a hub: in its folder, or, where settings name one, in a store.
 *
 * Each file's place says where it is, so that those from before the store stay where they are and
 * can be read and taken away.
 */
export function openFiles(
  { folder, bucket }: { readonly folder: string; readonly bucket: Bucket | undefined },
  { ids, machine }: { readonly ids: Ids; readonly machine: MachineTime },
): OpenFiles {
  const local = new FileFolder(folder, ids);
  const client = bucket && new BucketClient(bucket, machine);
  const remote = client && new FileBucket(client, join(folder, "on-the-way"), ids);
  const whereIs = (place: string): [Files, string] => {
    if (!place.startsWith(IN_BUCKET)) return [local, place];
    if (remote !== undefined) return [remote, place.slice(IN_BUCKET.length)];
    throw new Error("the file is in a store, and no setting names one");
  };
  return {
    hasStore: remote !== undefined,
    async write(body: Readable, begins?: (place: string) => Promise<void>): Promise<Written> {
      if (remote === undefined) return local.write(body, begins);
      const written = await remote.write(body, begins && ((name) => begins(`${IN_BUCKET}${name}`)));
      return { ...written, place: `${IN_BUCKET}${written.place}` };
    },
    async read(place: string, range?: ByteRange): Promise<Readable> {
      const [files, name] = whereIs(place);
      return files.read(name, range);
    },
    async remove(place: string): Promise<void> {
      const [files, name] = whereIs(place);
      await files.remove(name);
    },
    async look({ writes }) {
      await client?.look();
      if (!writes || remote === undefined) return;
      const { place } = await remote.write(Readable.from(["Casement was here."]));
      await remote.remove(place);
    },
    async close() {
      await client?.close();
    },
  };
}
