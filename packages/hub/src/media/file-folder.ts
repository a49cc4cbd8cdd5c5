import { createReadStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Ids } from "../ids.ts";
import { fileNameFrom, newFileName } from "./file-name.ts";
import type { ByteRange, Files, Written } from "./files.ts";
import { pour } from "./pour.ts";

/** The folder in which the bytes of files are. */
export class FileFolder implements Files {
  readonly #folder: string;
  readonly #ids: Ids;

  constructor(folder: string, ids: Ids) {
    this.#folder = folder;
    this.#ids = ids;
  }

  async write(body: Readable, begins?: (place: string) => Promise<void>): Promise<Written> {
    const place = newFileName(this.#ids);
    await begins?.(place);
    await mkdir(join(this.#folder, place.slice(0, 2)), { recursive: true, mode: 0o700 });
    const path = this.#pathOf(place);
    const file = await open(path, "wx", 0o600);
    try {
      const poured = await pour(body, file);
      await file.sync();
      return { place, ...poured };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }

  async read(place: string, range?: ByteRange): Promise<Readable> {
    const stream = createReadStream(this.#pathOf(place), range);
    await new Promise<void>((done, failed) => {
      stream.once("open", () => done());
      stream.once("error", failed);
    });
    return stream;
  }

  async remove(place: string): Promise<void> {
    await rm(this.#pathOf(place), { force: true });
  }

  #pathOf(place: string): string {
    return join(this.#folder, fileNameFrom(place));
  }
}
