import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Writes to standard output as fast as it is read. Whoever stops reading has read enough. */
export async function print(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}
