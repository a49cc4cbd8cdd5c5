import type { PoolClient } from "pg";
import type { Surroundings } from "../surroundings.ts";

/** How long to wait before asking again for what another node owns, or for a lost connection. */
export const RETRY_MS = 1_000;

/** Another node owns the number: it digests and sends, and this one does not. */
export class NotOwner extends Error {
  override readonly name = "NotOwner";
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
  #owned = new Set<bigint>();
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

  /** Resolves when all that was asked for so far is done. */
  async settled(): Promise<void> {
    await this.#line;
  }

  /** Does `work` as the owner of the number, after all that was asked for before. */
  run<T>(numberId: bigint, work: (client: PoolClient) => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const turn = this.#line.then(() => this.#asOwner(numberId, work));
    this.#line = turn.then(
      () => {},
      () => {},
    );
    return turn.finally(() => {
      this.#waiting -= 1;
    });
  }

  /**
   * Lets every number go, after what is under way. A server notices the end of a connection when it
   * does; whoever comes next is to find the numbers free at once.
   */
  async close(): Promise<void> {
    await this.#line;
    this.#closed = true;
    await this.#client?.query("select pg_advisory_unlock_all()").catch(() => {});
    this.#drop(undefined);
  }

  async #asOwner<T>(numberId: bigint, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#connected();
    try {
      if (!this.#owned.has(numberId)) await this.#own(client, numberId);
      return await work(client);
    } catch (error) {
      if (!(await isAlive(client))) this.#drop(client);
      throw error;
    }
  }

  async #connected(): Promise<PoolClient> {
    if (this.#closed) throw new Error("the hub is closing");
    if (this.#client === undefined) {
      const client = await this.#surroundings.db.connect();
      client.on("end", () => this.#drop(client));
      this.#client = client;
      this.#owned = new Set();
    }
    return this.#client;
  }

  async #own(client: PoolClient, numberId: bigint): Promise<void> {
    const { rows } = await client.query<{ owned: boolean }>(
      "select pg_try_advisory_lock($1) as owned",
      [numberId],
    );
    if (rows[0]?.owned !== true) throw new NotOwner(`another node owns the number ${numberId}`);
    await this.#taken(client, numberId);
    this.#owned.add(numberId);
  }

  /** A connection that failed goes back to be closed: its locks go with it. */
  #drop(client: PoolClient | undefined): void {
    if (client !== undefined && client !== this.#client) return;
    const dropped = this.#client;
    this.#client = undefined;
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
