import { DAY_MS, HOUR_MS, later } from "@casement/engine";
import type { VirtualClock } from "@casement/engine/clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Sightings } from "../sometimes.ts";
import { Fuse } from "./fuse.ts";
import { House, type HouseOptions } from "./house.ts";
import type { Life } from "./life.ts";
import type { StormSight } from "./sights.ts";

export interface NeighbourOptions extends Omit<HouseOptions, "passes"> {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly sightings: Sightings<StormSight>;
}

/**
 * A second node that comes and goes on the same database: it dies, or is stopped in order, and now
 * and then comes back. Who asks the business's hub, or posts to it, reaches either of the two.
 */
export class Neighbour {
  readonly house: House;
  readonly #options: NeighbourOptions;
  readonly #fuse: Fuse = new Fuse((blow, mark) => this.house.blown(blow, mark));
  #isCalm = false;

  constructor(options: NeighbourOptions) {
    this.#options = options;
    this.house = new House({ ...options, passes: (mark) => this.#fuse.passes(mark) });
  }

  /** Plans when it comes and how it goes, from the clock's now on. */
  plan(spanMs: number): void {
    const { clock, random } = this.#options;
    for (let at = random.below(DAY_MS); at < spanMs; at += random.below(DAY_MS)) {
      clock.schedule(later(clock.now(), at), () => this.#come());
      at += HOUR_MS + random.below(8 * HOUR_MS);
      clock.schedule(later(clock.now(), at), () => this.#go());
    }
  }

  /** Either of the two that are there. */
  oneOf(home: Life | undefined): Life | undefined {
    const { life } = this.house;
    if (home === undefined || life === undefined) return home ?? life;
    return this.#options.random.happens(0.5) ? home : life;
  }

  async calm(): Promise<void> {
    this.#isCalm = true;
    this.#fuse.disarm();
    await this.house.stop();
  }

  async #come(): Promise<void> {
    const { random, sightings } = this.#options;
    if (this.#isCalm) return;
    sightings.saw("a second node that came");
    await this.house.open();
    // At one of what passes its borders: a little work, or a few hours of it.
    if (random.happens(0.5)) this.#fuse.arm({ blow: "crash", at: 1 + random.below(400) });
  }

  async #go(): Promise<void> {
    this.#fuse.disarm();
    if (await this.house.stop()) this.#options.sightings.saw("a second node that went in order");
  }
}
