import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Ids } from "../ids.ts";

/** What was written, and by which name it is found again. */
export interface Written {
  readonly place: string;
  readonly sha256: Uint8Array;
  readonly sizeBytes: number;
}

const NAME_BYTES = 16;

/**
 * The folder in which the bytes of files are. A name is random: nothing that a stranger wrote
 * becomes part of a path.
 */
export class FileFolder {
  readonly #folder: string;
  readonly #ids: Ids;

  constructor(folder: string, ids: Ids) {
    this.#folder = folder;
    this.#ids = ids;
  }

  /**
   * Writes a body to the disk, whole or not at all. A crash before its name is in the database
   * leaves bytes that nobody finds, and no name without bytes.
   */
  async write(body: Readable): Promise<Written> {
    const name = Buffer.from(this.#ids.secret(NAME_BYTES)).toString("hex");
    const place = `${name.slice(0, 2)}/${name}`;
    await mkdir(join(this.#folder, name.slice(0, 2)), { recursive: true, mode: 0o700 });
    const path = this.#pathOf(place);
    const file = await open(path, "wx", 0o600);
    const hash = createHash("sha256");
    let sizeBytes = 0;
    try {
      for await (const chunk of body) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        await file.appendFile(chunk);
      }
      await file.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return { place, sha256: hash.digest(), sizeBytes };
  }

  /** The bytes again, or those from `start` to `end`, both of them included. */
  async read(place: string, range?: { start: number; end: number }): Promise<Readable> {
    const stream = createReadStream(this.#pathOf(place), range);
    await new Promise<void>((done, failed) => {
      stream.once("open", () => done());
      stream.once("error", failed);
    });
    return stream;
  }

  /** Takes bytes away; those that are gone already are no mistake. */
  async remove(place: string): Promise<void> {
    await rm(this.#pathOf(place), { force: true });
  }

  /** A place comes from our own database, and still names nothing outside the folder. */
  #pathOf(place: string): string {
    if (!/^[0-9a-f]{2}\/[0-9a-f]{32}$/.test(place)) throw new Error("no place of a file of ours");
    return join(this.#folder, place);
  }
}
