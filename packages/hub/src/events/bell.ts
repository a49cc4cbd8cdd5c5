/** What there is to do for one reader of events. */
export interface Due {
  /** Numbers that have new events; `all` if any may have. */
  readonly numberIds: ReadonlySet<bigint> | "all";
  readonly clock: boolean;
  readonly beat: boolean;
}

/**
 * Wakes one reader of events, and keeps what it is to do until it comes.
 *
 * A reader on a slow line comes seldom. However often the bell rings meanwhile, it holds one set of
 * numbers: who is behind catches up from the table and costs no memory here.
 */
export class Bell {
  #numberIds = new Set<bigint>();
  #all = false;
  #clock = false;
  #beat = false;
  #isSilent = false;
  #wake: () => void = () => {};

  ringFor(numberId: bigint | undefined): void {
    if (numberId === undefined) this.#all = true;
    else this.#numberIds.add(numberId);
    this.#wake();
  }

  ringForClock(): void {
    this.#clock = true;
    this.#wake();
  }

  ringForBeat(): void {
    this.#beat = true;
    this.#wake();
  }

  /** The reader is to go: from now on `next` gives nothing. */
  silence(): void {
    this.#isSilent = true;
    this.#wake();
  }

  get isSilent(): boolean {
    return this.#isSilent;
  }

  /** Waits until something is due and takes it; `undefined` once the bell was silenced. */
  async next(): Promise<Due | undefined> {
    while (!this.#isSilent && !this.#hasRung()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    if (this.#isSilent) return undefined;
    const due: Due = {
      numberIds: this.#all ? "all" : this.#numberIds,
      clock: this.#clock,
      beat: this.#beat,
    };
    this.#numberIds = new Set();
    this.#all = false;
    this.#clock = false;
    this.#beat = false;
    return due;
  }

  #hasRung(): boolean {
    return this.#all || this.#clock || this.#beat || this.#numberIds.size > 0;
  }
}
