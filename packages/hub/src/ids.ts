/** Where new identifiers and secrets come from. A test makes them sequential. */
export interface Ids {
  /** A new UUID; later ones sort after earlier ones, as far as the source can see to it. */
  uuid(): string;
  /** `length` bytes that nobody can guess. */
  secret(length: number): Uint8Array;
}

/** Ids 1, 2, 3 … for a run that must be repeatable. Never for real secrets. */
export function sequentialIds(): Ids {
  let last = 0;
  return {
    uuid() {
      last += 1;
      return `00000000-0000-7000-8000-${last.toString(16).padStart(12, "0")}`;
    },
    secret(length) {
      last += 1;
      const bytes = new Uint8Array(length);
      new DataView(bytes.buffer).setUint32(0, last);
      return bytes;
    },
  };
}
