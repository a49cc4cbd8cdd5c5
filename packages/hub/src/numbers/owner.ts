import type { PoolClient } from "pg";
import type { Surroundings } from "../surroundings.ts";
import { disown, disownAll, enterAsOwner, tryOwn } from "./ownership-store.ts";

/** How long to wait before asking again for a lost connection, or what another node owns. */
export const RETRY_MS = 1_000;

/**
 * Another node owns the number: it digests and sends, and this one does not. Nothing was done, so
 * whoever asked may ask there, or here again once the number has come to us.
 */
export class NotOwner extends Error {
  override readonly name = "NotOwner";
  readonly numberId: bigint;

  constructor(numberId: bigint) {
    super(`another node owns the number ${numberId}`);
    this.numberId = numberId;
  }
}

/**
 * The connection that owns numbers (decision 0002).
 *
 * A number is owned by a session lock, held by the very connection that runs its digest and its
 * sends. Lose the connection, and lock and transaction are lost together: there is no lease to run
 * out and no moment at which two believe that they own. Work is done one piece after another.
 */
export class Owner {
  readonly #surroundings: Surroundings;
  readonly #taken: (client: PoolClient, numberId: bigint) => Promise<void>;
  #client: PoolClient | undefined;
  #session: number | undefined;
  #owned = new Set<bigint>();
  /** What was another's when we last asked, and until when we take it for that. */
  readonly #others = new Map<bigint, number>();
  #line: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #closed = false;

  /** `taken` is done first of all whenever a number becomes ours, or ours again. */
  constructor(
    surroundings: Surroundings,
    taken: (client: PoolClient, numberId: bigint) => Promise<void>,
  ) {
    this.#surroundings = surroundings;
    this.#taken = taken;
  }

  /** Whether nothing is being done and nothing waits. */
  get idle(): boolean {
    return this.#waiting === 0;
  }

  /** Whether the number is ours at this moment. */
  owns(numberId: bigint): boolean {
    return this.#owned.has(numberId);
  }

  /** All that is ours at this moment. */
  get owned(): readonly bigint[] {
    return [...this.#owned];
  }

  /** As whom other nodes see us, in `selectOwnership`; nobody while the connection is lost. */
  get session(): number | undefined {
    return this.#session;
  }

  /** Resolves when all that was asked for so far is done. */
  async settled(): Promise<void> {
    await this.#line;
  }

  /** Does `work` as the owner of the number, after all that was asked for before. */
  run<T>(numberId: bigint, work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.#inLine(() => this.#asOwner(numberId, work));
  }

  /** Makes sure that other nodes see us, whether we own anything or not. */
  enter(): Promise<void> {
    return this.#inLine(async () => void (await this.#connected()));
  }

  /** Gives a number up, after what was asked for before; for a while it is taken for another's. */
  letGo(numberId: bigint): Promise<void> {
    return this.#inLine(async () => {
      const client = this.#client;
      if (client === undefined || !this.#owned.has(numberId)) return;
      this.#owned.delete(numberId);
      this.#isOthers(numberId);
      await this.#watched(client, () => disown(client, numberId));
    });
  }

  /** These may be had now, it is said. */
  freed(numberIds: readonly bigint[]): void {
    for (const numberId of numberIds) this.#others.delete(numberId);
  }

  /**
   * Lets every number go, after what is under way, and says which. A server notices the end of a
   * connection when it does; whoever comes next is to find the numbers free at once.
   */
  async close(): Promise<readonly bigint[]> {
    await this.#line;
    this.#closed = true;
    const owned = this.owned;
    if (this.#client !== undefined) await disownAll(this.#client).catch(() => {});
    this.#drop(undefined);
    return owned;
  }

  #inLine<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const turn = this.#line.then(work);
    this.#line = turn.then(
      () => {},
      () => {},
    );
    return turn.finally(() => {
      this.#waiting -= 1;
    });
  }

  async #asOwner<T>(numberId: bigint, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#connected();
    return this.#watched(client, async () => {
      if (!this.#owned.has(numberId)) await this.#own(client, numberId);
      return work(client);
    });
  }

  /** What fails may have failed of its connection: then it is given up. */
  async #watched<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NotOwner) && !(await isAlive(client))) this.#drop(client);
      throw error;
    }
  }

  async #connected(): Promise<PoolClient> {
    if (this.#closed) throw new Error("the hub is closing");
    if (this.#client !== undefined) return this.#client;
    const client = await this.#surroundings.db.connect();
    client.on("end", () => this.#drop(client));
    try {
      this.#session = await enterAsOwner(client);
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#client = client;
    this.#owned = new Set();
    return client;
  }

  async #own(client: PoolClient, numberId: bigint): Promise<void> {
    const { machine } = this.#surroundings;
    if ((this.#others.get(numberId) ?? 0) > machine.nowMs()) throw new NotOwner(numberId);
    if (!(await tryOwn(client, numberId))) {
      this.#isOthers(numberId);
      throw new NotOwner(numberId);
    }
    this.#others.delete(numberId);
    try {
      await this.#taken(client, numberId);
    } catch (error) {
      // The lock counts: one that is left over would outlive our letting go.
      await disown(client, numberId).catch(() => {});
      throw error;
    }
    this.#owned.add(numberId);
  }

  /** A number under load would else be asked for at every post. */
  #isOthers(numberId: bigint): void {
    this.#others.set(numberId, this.#surroundings.machine.nowMs() + RETRY_MS);
  }

  /** A connection that failed goes back to be closed: its locks go with it. */
  #drop(client: PoolClient | undefined): void {
    if (client !== undefined && client !== this.#client) return;
    const dropped = this.#client;
    this.#client = undefined;
    this.#session = undefined;
    this.#owned = new Set();
    dropped?.release(true);
  }
}

async function isAlive(client: PoolClient): Promise<boolean> {
  try {
    await client.query("select 1");
    return true;
  } catch {
    return false;
  }
}
