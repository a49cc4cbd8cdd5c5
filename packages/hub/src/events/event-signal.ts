import type { MachineTime } from "@casement/engine/clock";
import type { Pool } from "pg";
import { Channel } from "../database/channel.ts";
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
  readonly #channel: Channel;
  readonly #listeners = new Set<EventListener>();

  constructor(surroundings: SignalSurroundings) {
    this.#channel = new Channel(EVENT_CHANNEL, surroundings, {
      heard: (payload) => this.tell(numberIn(payload)),
      back: () => this.tell(undefined),
      lost: (count) => surroundings.log.warn("event_signal_lost", { count }),
    });
  }

  /** Begins to listen. It keeps one connection of the pool until `close`. */
  start(): Promise<void> {
    return this.#channel.start();
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

  close(): Promise<void> {
    return this.#channel.close();
  }
}

export interface SignalSurroundings {
  readonly db: Pool;
  readonly machine: MachineTime;
  readonly log: Log;
}

function numberIn(payload: string): bigint | undefined {
  const digits = /^\d+/.exec(payload)?.[0];
  return digits === undefined ? undefined : BigInt(digits);
}
