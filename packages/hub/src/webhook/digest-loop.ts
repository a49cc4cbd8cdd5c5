import type { PoolClient } from "pg";
import { NotOwner, type Owner, RETRY_MS } from "../numbers/owner.ts";
import type { Surroundings } from "../surroundings.ts";

/** Digests a batch of a number and says how many posts it took; 0 when none waits. */
type DigestBatch = (client: PoolClient, numberId: bigint) => Promise<number>;

/**
 * Keeps digesting while there is something to digest, one batch of one number after another. There
 * is no polling: a post wakes it, and so does the start of the hub for what was left over.
 *
 * When the database is away it tries again after a while. What another node owns that node is told
 * of, and has from then on.
 */
export class DigestLoop {
  readonly #surroundings: Surroundings;
  readonly #owner: Owner;
  readonly #digestBatch: DigestBatch;
  readonly #others: (numberId: bigint) => void;
  readonly #waiting = new Set<bigint>();
  readonly #inWork = new Map<bigint, Promise<void>>();
  #closed = false;
  #callOffRetry: () => void = () => {};

  /** `others` is told of a number with posts that another node owns. */
  constructor(
    surroundings: Surroundings,
    owner: Owner,
    digestBatch: DigestBatch,
    others: (numberId: bigint) => void = () => {},
  ) {
    this.#surroundings = surroundings;
    this.#owner = owner;
    this.#digestBatch = digestBatch;
    this.#others = others;
  }

  /** These numbers have posts that wait. */
  wake(numberIds: readonly bigint[]): void {
    for (const numberId of numberIds) {
      this.#waiting.add(numberId);
      if (!this.#inWork.has(numberId) && !this.#closed) this.#begin(numberId);
    }
  }

  /** Resolves when all that was kept of the number before this call is digested, or has failed. */
  async caughtUp(numberId: bigint): Promise<void> {
    await this.#inWork.get(numberId);
  }

  /** The same of every number. */
  async settled(): Promise<void> {
    await Promise.all(this.#inWork.values());
  }

  /** Whether nothing waits and nothing is being digested. */
  get idle(): boolean {
    return this.#inWork.size === 0 && this.#waiting.size === 0;
  }

  close(): void {
    this.#closed = true;
    this.#callOffRetry();
  }

  #begin(numberId: bigint): void {
    const work = this.#digestAll(numberId).finally(() => {
      this.#inWork.delete(numberId);
    });
    this.#inWork.set(numberId, work);
  }

  async #digestAll(numberId: bigint): Promise<void> {
    while (this.#waiting.delete(numberId) && !this.#closed) {
      try {
        let taken = 1;
        while (taken > 0 && !this.#closed) {
          taken = await this.#owner.run(numberId, (client) => this.#digestBatch(client, numberId));
        }
      } catch (error) {
        if (error instanceof NotOwner) {
          this.#waiting.delete(numberId);
          return this.#others(numberId);
        }
        this.#surroundings.log.error("digest_failed", {
          numberId: String(numberId),
          errorName: error instanceof Error ? error.name : typeof error,
        });
        this.#tryAgain(numberId);
        return;
      }
    }
  }

  #tryAgain(numberId: bigint): void {
    if (this.#closed) return;
    this.#waiting.add(numberId);
    this.#callOffRetry();
    this.#callOffRetry = this.#surroundings.machine.after(RETRY_MS, () => {
      this.wake([...this.#waiting]);
    });
  }
}
