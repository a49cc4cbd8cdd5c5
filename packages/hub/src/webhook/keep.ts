import type { Instant } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";
import type { Pool } from "pg";
import { onOwnConnection } from "../database/index.ts";
import { insertPosts, type Post } from "./post-store.ts";

/** Two commits at a time: while one waits for the disk, the other is prepared. */
const IN_FLIGHT_MAX = 2;
const BATCH_MAX = 1_000;

/** A statement's text is twice that, and several copies of it are in memory while it is sent. */
const BATCH_BYTES_MAX: number = 16 * 1024 * 1024;

/** Meta waits ten seconds for an answer. What it waited for in vain it cannot be told to keep. */
export const KEEP_MS_MAX = 8_000;

/**
 * How many bytes may wait to be written: a minute of a thousand posts a second, and what a small
 * machine has to spare. A database that hangs would else take the process with it.
 */
const WAITING_BYTES_MAX: number = 256 * 1024 * 1024;

/** A post was not written in time, or too many wait before it: it is to be posted again. */
export class NotKept extends Error {
  override readonly name = "NotKept";
}

/** A post on its way under one number. Posts of one number wait together for a free place. */
interface Waiting {
  readonly numberId: bigint;
  readonly post: Post;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
  /** Its sender was told to post it again: nobody waits for it any more. */
  isGivenUp: boolean;
}

/** A batch that is being written. */
interface Writing {
  readonly batch: readonly Waiting[];
  readonly cut: AbortController;
}

export interface Keeping {
  readonly db: Pool;
  readonly machine: MachineTime;
  /** Makes sure that posts of a moment have a partition. */
  readonly ready: (at: Instant) => Promise<void>;
  /** Left out: `WAITING_BYTES_MAX`. */
  readonly waitingBytesMax?: number;
}

/**
 * Writes posts that arrive together in one commit. There is no timer: a batch goes as soon as a
 * place is free, so a lone post waits for nobody and a flood forms batches by itself.
 *
 * A batch that fails is tried again post by post, so that one that cannot be stored takes no other
 * down with it. One that hangs is cut off as soon as nobody waits for it: its place, and the memory
 * it holds, are for those that come then. Should the database have committed it all the same, the
 * post is kept twice, and what it says is still said once (SPEC I5).
 */
export class Keeper {
  readonly #db: Pool;
  readonly #machine: MachineTime;
  readonly #ready: (at: Instant) => Promise<void>;
  readonly #waitingBytesMax: number;
  readonly #waiting = new Set<Waiting>();
  readonly #writing = new Set<Writing>();
  readonly #open = new Set<Promise<unknown>>();
  #bytes = 0;

  constructor({ db, machine, ready, waitingBytesMax = WAITING_BYTES_MAX }: Keeping) {
    this.#db = db;
    this.#machine = machine;
    this.#ready = ready;
    this.#waitingBytesMax = waitingBytesMax;
  }

  /**
   * Resolves when the post is durably kept under each of these numbers; rejects when it could not
   * be, with `NotKept` if it was not in time. `kept` hears of each number as it is, even then.
   */
  async keep(
    numberIds: readonly bigint[],
    post: Post,
    kept: (numberId: bigint) => void,
  ): Promise<void> {
    const { length } = post.bytes;
    // However large, it is taken if it is alone: it would else come again and again in vain.
    if (this.#bytes > 0 && this.#bytes + length > this.#waitingBytesMax) {
      throw new NotKept("too many posts wait");
    }
    this.#bytes += length;
    const ways = numberIds.map((numberId) => this.#send(numberId, post, kept));
    const ends = ways.map((way) => way.end);
    const gone = Promise.allSettled(ends).then(() => {
      this.#bytes -= length;
      this.#open.delete(gone);
    });
    this.#open.add(gone);
    const late = Promise.withResolvers<never>();
    const callOff = this.#machine.after(KEEP_MS_MAX, () => {
      late.reject(new NotKept("not written in time"));
      for (const { one } of ways) this.#giveUp(one);
    });
    await Promise.race([Promise.all(ends), late.promise]).finally(callOff);
  }

  /** Resolves when all that was handed over so far has been kept or given back. */
  async settled(): Promise<void> {
    await Promise.all(this.#open);
  }

  /** Whether everything that was handed over has been kept or given back. */
  get idle(): boolean {
    return this.#open.size === 0;
  }

  #send(
    numberId: bigint,
    post: Post,
    kept: (numberId: bigint) => void,
  ): { readonly one: Waiting; readonly end: Promise<void> } {
    const { promise, resolve: done, reject: failed } = Promise.withResolvers<void>();
    const one = { numberId, post, done, failed, isGivenUp: false };
    this.#waiting.add(one);
    // After the current turn of the loop, so that posts read in the same turn go together.
    if (this.#waiting.size === 1) setImmediate(() => this.#pump());
    return { one, end: promise.then(() => kept(numberId)) };
  }

  #giveUp(one: Waiting): void {
    one.isGivenUp = true;
    if (this.#waiting.delete(one)) one.failed(new NotKept("not written in time"));
    for (const { batch, cut } of this.#writing) {
      if (batch.every((other) => other.isGivenUp)) cut.abort();
    }
  }

  #pump(): void {
    while (this.#writing.size < IN_FLIGHT_MAX && this.#waiting.size > 0) {
      const writing = { batch: this.#takeBatch(), cut: new AbortController() };
      this.#writing.add(writing);
      void this.#write(writing.batch, writing.cut.signal).finally(() => {
        this.#writing.delete(writing);
        this.#pump();
      });
    }
  }

  /** One number a batch: a statement that named two would cross shards. */
  #takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    let bytes = 0;
    for (const one of this.#waiting) {
      if (one.numberId !== (batch[0] ?? one).numberId) continue;
      bytes += one.post.bytes.length;
      if (batch.length === BATCH_MAX || (batch.length > 0 && bytes > BATCH_BYTES_MAX)) break;
      batch.push(one);
      this.#waiting.delete(one);
    }
    return batch;
  }

  async #write(batch: readonly Waiting[], cut: AbortSignal): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    try {
      await orCut(this.#ready(first.post.receivedAt), cut);
      const posts = batch.map((one) => one.post);
      await onOwnConnection(this.#db, cut, (db) => insertPosts(db, first.numberId, posts));
      for (const one of batch) one.done();
    } catch (error) {
      if (batch.length === 1) return first.failed(error);
      for (const one of batch) {
        if (one.isGivenUp) one.failed(error);
        else await this.#write([one], cut);
      }
    }
  }
}

/** What comes of `work`, unless somebody cuts it short first. */
async function orCut(work: Promise<void>, cut: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(cut.reason);
  cut.addEventListener("abort", end);
  await Promise.race([work, promise]).finally(() => cut.removeEventListener("abort", end));
}
