import { DAY_MS, later } from "@casement/engine";
import type { Surroundings } from "../surroundings.ts";
import { type Sweeping, sweep } from "./sweep.ts";

/**
 * Sweeps when the hub starts and every day after, by the hub's clock. Several nodes may do it at
 * once: what is gone is gone. What fails is done the next day.
 */
export class Sweeper {
  readonly #surroundings: Surroundings;
  readonly #sweeping: Sweeping;
  #work: Promise<void> | undefined;
  #callOff: () => void = () => {};
  #closed = false;

  constructor(surroundings: Surroundings, sweeping: Sweeping) {
    this.#surroundings = surroundings;
    this.#sweeping = sweeping;
  }

  start(): void {
    if (this.#closed) return;
    const { clock } = this.#surroundings;
    this.#work ??= this.#sweep().finally(() => {
      this.#work = undefined;
    });
    this.#callOff = clock.schedule(later(clock.now(), DAY_MS), () => this.start());
  }

  get idle(): boolean {
    return this.#work === undefined;
  }

  async settled(): Promise<void> {
    await this.#work;
  }

  close(): void {
    this.#closed = true;
    this.#callOff();
  }

  async #sweep(): Promise<void> {
    const { clock, log } = this.#surroundings;
    try {
      const { parts, deliveries, messages, files } = await sweep(this.#sweeping, clock.now());
      const count = parts + deliveries + messages + files;
      if (count > 0) log.info("swept", { count });
    } catch (error) {
      const errorName = error instanceof Error ? error.name : typeof error;
      log.error("sweep_failed", { errorName });
    }
  }
}
