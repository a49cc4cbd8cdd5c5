import { DAY_MS, later } from "@casement/engine";
import type { Surroundings } from "../surroundings.ts";
import { factsKeptFrom } from "./keeping.ts";
import type { Raising } from "./raise-floor.ts";
import { type Sweeping, sweep } from "./sweep.ts";
import { sweepFacts } from "./sweep-facts.ts";
import { SweepFailures } from "./sweep-failures.ts";

/**
 * Sweeps when the hub starts and every day after, by the hub's clock. Several nodes may do it at
 * once: what is gone is gone. What fails is done the next day.
 */
export class Sweeper {
  readonly #surroundings: Surroundings;
  readonly #sweeping: Sweeping & Raising;
  #work: Promise<void> | undefined;
  #callOff: () => void = () => {};
  #closed = false;

  constructor(surroundings: Surroundings, sweeping: Sweeping & Raising) {
    this.#surroundings = surroundings;
    this.#sweeping = sweeping;
  }

  start(): void {
    if (this.#closed) return;
    const { clock } = this.#surroundings;
    this.#work ??= this.#sweep().finally(() => {
      this.#work = undefined;
    });
    this.#callOff = clock.schedule(later(clock.now(), DAY_MS), () => this.start(), WHAT);
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
    const failures = new SweepFailures();
    let count = 0;
    await failures.attempt("streams", async () => {
      const swept = await sweep(this.#sweeping, clock.now(), failures);
      const { parts, deliveries, messages, files, filesLeft } = swept;
      if (filesLeft > 0) log.error("sweep_failed", { count: filesLeft });
      count += parts + deliveries + messages + files;
    });
    const factsFrom = factsKeptFrom(this.#sweeping.keeping, clock.now());
    await failures.attempt("facts", async () => {
      if (factsFrom === undefined) return;
      count += await sweepFacts(this.#sweeping, factsFrom, failures);
    });
    failures.log(log);
    if (count > 0) log.info("swept", { count });
  }
}

/** For whoever turns the clock. */
const WHAT = "what is old is deleted";
