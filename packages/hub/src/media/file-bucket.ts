import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Ids } from "../ids.ts";
import type { BucketClient } from "./bucket-client.ts";
import { fileNameFrom, newFileName } from "./file-name.ts";
import type { ByteRange, Files, Written } from "./files.ts";
import { pour } from "./pour.ts";

/**
 * The bucket of a store in which the bytes of files are (decision 0021).
 *
 * A body rests on the disk on its way: a store must be told length and hash before the first byte,
 * and Meta tells neither for certain. So a file of 100 MB takes no memory, a body that breaks off
 * or is too large never reaches the store, and a call that failed can be made anew.
 */
export class FileBucket implements Files {
  readonly #client: BucketClient;
  readonly #folder: string;
  readonly #ids: Ids;

  /** `folder`: where bodies rest on their way. */
  constructor(client: BucketClient, folder: string, ids: Ids) {
    this.#client = client;
    this.#folder = folder;
    this.#ids = ids;
  }

  async write(body: Readable, begins?: (place: string) => Promise<void>): Promise<Written> {
    const place = newFileName(this.#ids);
    const file = await this.#nameless(place);
    try {
      const poured = await pour(body, file);
      await begins?.(place);
      await this.#client.put(place, { ...poured, bytes: () => bytesFrom(file, poured.sizeBytes) });
      return { place, ...poured };
    } finally {
      await file.close();
    }
  }

  read(place: string, range?: ByteRange): Promise<Readable> {
    return this.#client.get(fileNameFrom(place), range);
  }

  remove(place: string): Promise<void> {
    return this.#client.remove(fileNameFrom(place));
  }

  /** A file that loses its name at once: whatever stops the hub leaves nothing of it. */
  async #nameless(place: string): Promise<FileHandle> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, place.replace("/", "-"));
    const file = await open(path, "wx+", 0o600);
    await rm(path);
    return file;
  }
}

/** As much is read at once. */
const CHUNK_BYTES = 64 * 1_024;

/**
 * The bytes of a file as a body, as often as one is asked for. A read stream of the handle's own
 * would close it when the call destroys its body, and a second attempt could read nothing.
 */
function bytesFrom(file: FileHandle, sizeBytes: number): Readable {
  return Readable.from(chunksOf(file, sizeBytes), { objectMode: false });
}

async function* chunksOf(file: FileHandle, sizeBytes: number): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < sizeBytes; ) {
    const length = Math.min(CHUNK_BYTES, sizeBytes - position);
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(length), position });
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}
