import type { MachineTime } from "@casement/engine/clock";
import type { Pool, PoolClient } from "pg";
import type { Log } from "../log.ts";
import { EVENT_CHANNEL } from "./event-store.ts";

/** Called with the number that has new events; without one, when any may have. */
export type EventListener = (numberId: bigint | undefined) => void;

/**
 * Tells the streams of this process that a number has new events, wherever they were recorded.
 *
 * A commit that records events notifies every node through PostgreSQL, this one among them, so
 * whoever records need not remember to call anything. The signal carries nothing to show: who hears
 * it reads the event table. So a signal lost is made good by the next, and after a lost connection
 * everybody is told to look.
 */
export class EventSignal {
  readonly #surroundings: SignalSurroundings;
  readonly #listeners = new Set<EventListener>();
  #connection: PoolClient | undefined;
  #callOffRetry: () => void = () => {};
  #failures = 0;
  #closed = false;

  constructor(surroundings: SignalSurroundings) {
    this.#surroundings = surroundings;
  }

  /** Begins to listen. It keeps one connection of the pool until `close`. */
  async start(): Promise<void> {
    const connection = await this.#surroundings.db.connect();
    if (this.#closed) return connection.release();
    connection.on("notification", ({ channel, payload }) => {
      if (channel === EVENT_CHANNEL) this.tell(numberIn(payload));
    });
    connection.on("error", () => this.#lost(connection));
    connection.on("end", () => this.#lost(connection));
    this.#connection = connection;
    await connection.query(`listen ${EVENT_CHANNEL}`);
    this.#failures = 0;
  }

  /** Calls `listener` at each signal. Returns how to stop. */
  listen(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** How many listen: one for each stream that is open. */
  get listening(): number {
    return this.#listeners.size;
  }

  tell(numberId: bigint | undefined): void {
    for (const listener of this.#listeners) listener(numberId);
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
    const waitMs = Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#surroundings.log.warn("event_signal_lost", { count: this.#failures });
    this.#callOffRetry = this.#surroundings.machine.after(waitMs, () => {
      this.start().then(
        () => this.tell(undefined),
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

export interface SignalSurroundings {
  readonly db: Pool;
  readonly machine: MachineTime;
  readonly log: Log;
}

function numberIn(payload: string | undefined): bigint | undefined {
  const digits = /^\d+/.exec(payload ?? "")?.[0];
  return digits === undefined ? undefined : BigInt(digits);
}

const RETRY_MS = 250;
const RETRY_MS_MAX = 10_000;
