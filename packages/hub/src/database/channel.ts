import type { MachineTime } from "@casement/engine/clock";
import type { Pool, PoolClient } from "pg";

export interface ChannelSurroundings {
  readonly db: Pool;
  readonly machine: MachineTime;
}

export interface ChannelListener {
  /** Something was told on the channel; `isOwn`: through this very connection. */
  readonly heard: (payload: string, isOwn: boolean) => void;
  /** The connection is back: whatever was told meanwhile was not heard. */
  readonly back: () => void;
  /** The connection was lost, or could not be made, for the `count`th time in a row. */
  readonly lost: (count: number) => void;
  /** How long to wait at most before it is made again; left out: ten seconds. */
  readonly retryMsMax?: number;
}

/**
 * A channel of PostgreSQL's, on which all processes of an installation hear each other.
 *
 * It keeps one connection of the pool. A lost one is made anew, after a while that grows. What is
 * told while nobody listens is lost, so nothing may be told that does not stand in a table too.
 */
export class Channel {
  readonly #name: string;
  readonly #surroundings: ChannelSurroundings;
  readonly #listener: ChannelListener;
  #connection: PoolClient | undefined;
  #callOffRetry: () => void = () => {};
  #failures = 0;
  #closed = false;

  constructor(name: string, surroundings: ChannelSurroundings, listener: ChannelListener) {
    this.#name = name;
    this.#surroundings = surroundings;
    this.#listener = listener;
  }

  /** Begins to listen, until `close`. */
  async start(): Promise<void> {
    const connection = await this.#surroundings.db.connect();
    if (this.#closed) return connection.release();
    let ownPid: number | undefined;
    connection.on("notification", ({ channel, payload = "", processId }) => {
      if (channel === this.#name) this.#listener.heard(payload, processId === ownPid);
    });
    connection.on("error", () => this.#lost(connection));
    connection.on("end", () => this.#lost(connection));
    this.#connection = connection;
    const { rows } = await connection.query<{ pid: number }>("select pg_backend_pid() as pid");
    ownPid = rows[0]?.pid;
    await connection.query(`listen ${this.#name}`);
    this.#failures = 0;
  }

  /** Tells everybody who listens, this process among them. Rejects while the connection is lost. */
  async notify(payload: string): Promise<void> {
    if (this.#connection === undefined) throw new Error("nothing can be told now");
    await this.#connection.query("select pg_notify($1, $2)", [this.#name, payload]);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#callOffRetry();
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.query("unlisten *").then(
      () => connection.release(),
      () => connection.release(true),
    );
  }

  #lost(connection: PoolClient): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    connection.release(true);
    this.#retry();
  }

  #retry(): void {
    if (this.#closed) return;
    const { retryMsMax = RETRY_MS_MAX } = this.#listener;
    const waitMs = Math.min(retryMsMax, RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#listener.lost(this.#failures);
    this.#callOffRetry = this.#surroundings.machine.after(waitMs, () => {
      this.start().then(
        () => this.#listener.back(),
        () => this.#retryAfterFailedStart(),
      );
    });
  }

  /** A connection that broke while it was being set up has already called for another try. */
  #retryAfterFailedStart(): void {
    const connection = this.#connection;
    if (connection !== undefined) this.#lost(connection);
    else this.#retry();
  }
}

const RETRY_MS = 250;
const RETRY_MS_MAX = 10_000;
