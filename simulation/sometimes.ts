/**
 * What a run may meet. A simulation that never meets the hard cases proves little, so they are
 * counted, and the test requires each of them of its runs together.
 */
export const SIGHTS = [
  "a free entry point",
  "a message delivered in another month than it was sent",
  "a message delivered on a day of 23 or 25 hours",
  "a message delivered under another way of charging than it was sent",
  "a message learned of after its window had closed",
  "a post answered 503",
  "a post during which the hub was down",
  "a post whose answer was lost",
  "a reply at the first moment past the window",
  "a reply at the last second of the window",
  "a reply refused for a closed window",
  "a send whose answer was lost",
  "a status before the answer to its send",
  "a status learned of in a later month",
  "delivered after failed",
  "delivered before sent",
  "duplicate after the window had closed",
  "failed after delivered",
  "failed and never delivered",
  "read before delivered",
  "read without delivered",
  "several notices in one post",
  "two messages of a customer in one second",
] as const;

export type Sight = (typeof SIGHTS)[number];

/** How often each sight was met, of all that there are to meet. */
export class Sightings<S extends string> {
  readonly #all: readonly S[];
  readonly #counts = new Map<S, number>();

  constructor(all: readonly S[]) {
    this.#all = all;
  }

  saw(sight: S, times = 1): void {
    this.#counts.set(sight, this.count(sight) + times);
  }

  count(sight: S): number {
    return this.#counts.get(sight) ?? 0;
  }

  /** Counts what another run met, too. */
  add(other: Sightings<S>): void {
    for (const [sight, times] of other.met()) this.saw(sight, times);
  }

  /** What was met, with how often. */
  met(): [S, number][] {
    return [...this.#counts];
  }

  never(): S[] {
    return this.#all.filter((sight) => this.count(sight) === 0);
  }

  /** A line for each sight with its count. */
  lines(): string[] {
    return this.#all.map((sight) => `${String(this.count(sight)).padStart(6)}  ${sight}`);
  }
}

/** Those of a month. */
export class Sometimes extends Sightings<Sight> {
  constructor() {
    super(SIGHTS);
  }
}
