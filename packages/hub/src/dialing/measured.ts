import { pipeline, type Readable, Transform } from "node:stream";

/** A body is beyond its measure. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/**
 * The same body, which fails at the first byte beyond its measure. If either end breaks off, both
 * do: a pipe alone would leave the other waiting.
 */
export function atMost(bytesMax: number, body: Readable): Readable {
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      if (bytes > bytesMax) done(new TooLarge(`more than ${bytesMax} bytes`));
      else done(null, chunk);
    },
  });
  pipeline(body, measured, () => {});
  return measured;
}

/**
 * Ends a body that nobody reads. To be ended is an error to it, and one that nobody listens to ends
 * the process.
 */
export function letGo(body: Readable): void {
  body.on("error", () => {});
  body.destroy();
}

/** All bytes of a body; none of one that is not there. Fails as soon as they are too many. */
export async function bytesOf(body: Readable | undefined, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new TooLarge(`more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
