import { createHash } from "node:crypto";
import { pipeline, type Readable, Transform } from "node:stream";

/** What Meta tells of the bytes of a file, as far as it can be read. */
export interface ToldFile {
  readonly sha256: Uint8Array | undefined;
  readonly sizeBytes: number | undefined;
}

/** What came in a file's place is not that file. */
export class NotAsTold extends Error {
  override readonly name = "NotAsTold";
  /** How much came. */
  readonly sizeBytes: number;

  constructor(sizeBytes: number) {
    super(`${sizeBytes} bytes, and they are not those that were told of`);
    this.sizeBytes = sizeBytes;
  }
}

/**
 * The same body, which fails at its end if it is not what was told of (SPEC I16). Whoever keeps it
 * keeps it whole or not at all, so nothing else is ever kept under that file's name.
 *
 * The hash decides. Without one the size does; beside a hash that is right it says nothing more.
 */
export function asTold(told: ToldFile, body: Readable): Readable {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const compared = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      const came = { sha256: hash.digest(), sizeBytes };
      done(isSame(told, came) ? null : new NotAsTold(sizeBytes));
    },
  });
  pipeline(body, compared, () => {});
  return compared;
}

function isSame(told: ToldFile, came: { readonly sha256: Buffer; readonly sizeBytes: number }) {
  if (told.sha256 !== undefined) return came.sha256.equals(told.sha256);
  return told.sizeBytes === undefined || told.sizeBytes === came.sizeBytes;
}

/**
 * The hash of a file as Meta writes it: in hexadecimal beside a file's address, in base64 in
 * webhooks, and now and then the other way round. What is no 32 bytes in either tells nothing.
 */
export function sha256From(text: string | null): Uint8Array | undefined {
  if (text === null) return undefined;
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, "base64") : undefined;
}

/** A size as Meta writes it: a number, in its documents a text. */
export function sizeFrom(size: unknown): number | undefined {
  const isSize = typeof size === "number" || (typeof size === "string" && /^\d+$/.test(size));
  return isSize && Number.isSafeInteger(Number(size)) ? Number(size) : undefined;
}
