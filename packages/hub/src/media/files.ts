import type { Readable } from "node:stream";

/** What was written, and by which name it is found again. */
export interface Written {
  readonly place: string;
  readonly sha256: Uint8Array;
  readonly sizeBytes: number;
}

/** From the first byte that is wanted to the last, both of them included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the bytes of files are: a folder, or a store (SPEC I14). A name is random: nothing that a
 * stranger wrote becomes part of a path or an address.
 */
export interface Files {
  /**
   * Keeps a body, whole or not at all. `begins` hears before the first byte where it will be: a
   * crash before its name is in the database leaves bytes, and no name without bytes.
   */
  write(body: Readable, begins?: (place: string) => Promise<void>): Promise<Written>;
  /** The bytes again, or some of them. */
  read(place: string, range?: ByteRange): Promise<Readable>;
  /** Takes bytes away; those that are gone already are no mistake. */
  remove(place: string): Promise<void>;
}
