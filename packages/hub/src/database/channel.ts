import type { MachineTime } from "@casement/engine/clock";
import type { Pool, PoolClient } from "pg";
import { pause } from "./pause.ts";

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

/** The connection that a channel listens on, until it ends. */
interface Line {
  readonly connection: PoolClient;
  readonly ended: Promise<void>;
  /** Gives it back to the pool, once. */
  readonly release: (isBroken: boolean) => void;
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
  readonly #closing = new AbortController();
  #line: Line | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(name: string, surroundings: ChannelSurroundings, listener: ChannelListener) {
    this.#name = name;
    this.#surroundings = surroundings;
    this.#listener = listener;
  }

  /** Begins to listen, until `close`. */
  async start(): Promise<void> {
    const line = await this.#open();
    this.#work = this.#keepFrom(line);
  }

  /** Whether something can be told now. */
  get isOpen(): boolean {
    return this.#line !== undefined;
  }

  /** Tells everybody who listens, this process among them. Rejects while the connection is lost. */
  async notify(payload: string): Promise<void> {
    if (this.#line === undefined) throw new Error("nothing can be told now");
    await this.#line.connection.query("select pg_notify($1, $2)", [this.#name, payload]);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const line = this.#line;
    this.#line = undefined;
    await line?.connection.query("unlisten *").then(
      () => line.release(false),
      () => line.release(true),
    );
    await this.#work;
  }

  /**
   * One connection after another. Whoever loses one does not make the next by itself: one that
   * breaks while it is set up is lost to several at once, and each would make another.
   */
  async #keepFrom(first: Line): Promise<void> {
    let line: Line | undefined = first;
    while (line !== undefined) {
      await line.ended;
      line = await this.#openAgain();
    }
  }

  /** The next connection; none, once it is closed. */
  async #openAgain(): Promise<Line | undefined> {
    const { machine } = this.#surroundings;
    const { retryMsMax = RETRY_MS_MAX, lost, back } = this.#listener;
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted; ) {
      const waitMs = Math.min(retryMsMax, RETRY_MS * 2 ** failures);
      failures += 1;
      lost(failures);
      await pause(machine, waitMs, signal);
      const line = signal.aborted ? undefined : await this.#open().catch(() => undefined);
      if (line === undefined) continue;
      back();
      return line;
    }
    return undefined;
  }

  async #open(): Promise<Line> {
    const line = lineOn(await this.#surroundings.db.connect());
    const { connection } = line;
    let ownPid: number | undefined;
    connection.on("notification", ({ channel, payload = "", processId }) => {
      if (channel === this.#name) this.#listener.heard(payload, processId === ownPid);
    });
    try {
      const { rows } = await connection.query<{ pid: number }>("select pg_backend_pid() as pid");
      ownPid = rows[0]?.pid;
      await connection.query(`listen ${this.#name}`);
    } catch (error) {
      line.release(true);
      throw error;
    }
    if (this.#closing.signal.aborted) line.release(true);
    else this.#line = line;
    void line.ended.then(() => {
      if (this.#line === line) this.#line = undefined;
    });
    return line;
  }
}

function lineOn(connection: PoolClient): Line {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let isReleased = false;
  const release = (isBroken: boolean): void => {
    if (isReleased) return;
    isReleased = true;
    connection.release(isBroken);
    end();
  };
  connection.on("error", () => release(true));
  connection.on("end", () => release(true));
  return { connection, ended, release };
}

const RETRY_MS = 250;
const RETRY_MS_MAX = 10_000;
