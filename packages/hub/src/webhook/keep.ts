import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import { insertPosts, type Post } from "./post-store.ts";

/** Posts of one number wait here together for the next free place to be written. */
interface Waiting {
  readonly numberId: bigint;
  readonly post: Post;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Two commits at a time: while one waits for the disk, the other is prepared. */
const IN_FLIGHT_MAX = 2;
const BATCH_MAX = 1_000;

/**
 * Writes posts that arrive together in one commit. There is no timer: a batch goes as soon as a
 * place is free, so a lone post waits for nobody and a flood forms batches by itself.
 *
 * A batch that fails is tried again post by post, so that one that cannot be stored takes no other
 * down with it.
 */
export class Keeper {
  readonly #db: Pool;
  readonly #ready: (at: Instant) => Promise<void>;
  #waiting: Waiting[] = [];
  #inFlight = 0;
  readonly #open = new Set<Promise<void>>();

  /** `ready` makes sure that posts of a moment have a partition. */
  constructor(db: Pool, ready: (at: Instant) => Promise<void>) {
    this.#db = db;
    this.#ready = ready;
  }

  /** Resolves when the post is durably kept under `numberId`; rejects when it could not be. */
  keep(numberId: bigint, post: Post): Promise<void> {
    const kept = new Promise<void>((done, failed) => {
      this.#waiting.push({ numberId, post, done, failed });
      // After the current turn of the loop, so that posts read in the same turn go together.
      if (this.#waiting.length === 1) setImmediate(() => this.#pump());
    });
    const end = kept.catch(() => {}).finally(() => this.#open.delete(end));
    this.#open.add(end);
    return kept;
  }

  /** Resolves when all that was handed over so far has been kept or given back. */
  async settled(): Promise<void> {
    await Promise.all(this.#open);
  }

  /** Whether everything that was handed over has been kept or given back. */
  get idle(): boolean {
    return this.#open.size === 0;
  }

  #pump(): void {
    while (this.#inFlight < IN_FLIGHT_MAX && this.#waiting.length > 0) {
      this.#inFlight += 1;
      void this.#write(this.#takeBatch()).finally(() => {
        this.#inFlight -= 1;
        this.#pump();
      });
    }
  }

  /** One number a batch: a statement that named two would cross shards. */
  #takeBatch(): Waiting[] {
    const numberId = this.#waiting[0]?.numberId;
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const one of this.#waiting) {
      if (one.numberId === numberId && batch.length < BATCH_MAX) batch.push(one);
      else rest.push(one);
    }
    this.#waiting = rest;
    return batch;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    try {
      await this.#ready(first.post.receivedAt);
      await insertPosts(
        this.#db,
        first.numberId,
        batch.map((one) => one.post),
      );
      for (const one of batch) one.done();
    } catch (error) {
      if (batch.length === 1) first.failed(error);
      else for (const one of batch) await this.#write([one]);
    }
  }
}
