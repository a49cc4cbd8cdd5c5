import { inspect } from "node:util";
import { later } from "@casement/engine";
import type { Party, VirtualClock } from "@casement/engine/clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Sightings } from "../sometimes.ts";
import type { Blow, Mark } from "./fuse.ts";
import { Life, type LifeOptions } from "./life.ts";
import type { StormSight } from "./sights.ts";

export interface HouseOptions extends Omit<LifeOptions, "passes"> {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly sightings: Sightings<StormSight>;
  readonly passes: LifeOptions["passes"];
  readonly onDeath?: () => void;
  /** Ends all sessions of the hub on the database's server. */
  readonly endSessions: () => Promise<void>;
}

/** Where one hub lives after another, on one database. Time waits for whoever lives there. */
export class House implements Party {
  readonly #options: HouseOptions;
  readonly #lives: Life[] = [];
  #now: Life | undefined;
  #opening: Promise<void> | undefined;
  #ending: Promise<void> = Promise.resolve();
  /** Why no hub came alive any more: told to whoever waits for this house. */
  #failure: Error | undefined;
  /** How often a hub died here. */
  deaths = 0;

  constructor(options: HouseOptions) {
    this.#options = options;
  }

  /** The hub that lives now, once its doors are open. */
  get life(): Life | undefined {
    return this.#now?.hub === undefined ? undefined : this.#now;
  }

  /** Starts a hub. If it dies while it starts, another is started. */
  open(): Promise<void> {
    this.#opening ??= this.#openUntilAlive().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #openUntilAlive(): Promise<void> {
    for (let attempt = 1; this.life === undefined; attempt += 1) {
      const life = new Life();
      this.#lives.push(life);
      this.#now = life;
      try {
        await Promise.race([life.open(this.#options), life.died]);
      } catch (error) {
        // The wires to the database may be cut while it starts: whoever runs it starts it again.
        life.die();
        if (attempt === ATTEMPTS_ODD) console.error(`start ${attempt} failed: ${inspect(error)}`);
        if (attempt === ATTEMPTS_MAX) throw this.#failedWith(error);
      }
      if (life.isDead) this.#now = undefined;
    }
  }

  #failedWith(cause: unknown): Error {
    this.#now = undefined;
    this.#failure = new Error(`no hub came alive in ${ATTEMPTS_MAX} starts`, { cause });
    return this.#failure;
  }

  /** What a fuse did. */
  blown(blow: Blow, mark: Mark): void {
    const { sightings, endSessions } = this.#options;
    if (blow === "crash") {
      this.#crash(mark);
    } else if (blow === "cut") {
      sightings.saw("all connections to the database cut");
      this.#now?.cutDatabase();
    } else {
      sightings.saw("all sessions of the database ended");
      this.#ending = endSessions();
    }
  }

  #crash(mark: Mark): void {
    const { clock, random, sightings } = this.#options;
    const dead = this.#now;
    if (dead === undefined) return;
    this.deaths += 1;
    sightings.saw(CRASHES[mark]);
    const wasOpen = dead.hub !== undefined;
    this.#options.onDeath?.();
    dead.die();
    this.#now = undefined;
    if (!wasOpen) return;
    // What comes of it, `quiet` tells.
    if (random.happens(0.6)) this.open().catch(() => {});
    else clock.schedule(later(clock.now(), random.below(AWAY_MS_MAX)), () => this.open());
  }

  /** Stops the hub as an operator does, and says whether there was one. */
  async stop(): Promise<boolean> {
    await this.#opening;
    const life = this.life;
    if (life === undefined) return false;
    await Promise.race([life.hub?.close(), life.died]);
    life.die();
    if (this.#now === life) this.#now = undefined;
    return true;
  }

  async quiet(): Promise<void> {
    await this.#ending;
    await this.#opening;
    if (this.#failure !== undefined) throw this.#failure;
    const life = this.life;
    if (life !== undefined) await Promise.race([life.hub?.quiet(), life.died]);
  }

  isQuiet(): boolean {
    return this.#opening === undefined && (this.life?.hub?.isQuiet() ?? true);
  }

  async close(): Promise<void> {
    // Why it failed was told already: what is left is to clear up.
    if (this.#failure === undefined) {
      await this.quiet();
      await this.stop();
    }
    for (const life of this.#lives) life.die();
    await Promise.all(this.#lives.map((life) => life.bury()));
  }
}

const ATTEMPTS_MAX = 20;
/** That so many starts fail is no wire that was just cut: why is told, should it go on for ever. */
const ATTEMPTS_ODD = 4;
const AWAY_MS_MAX: number = 6 * 3_600_000;

const CRASHES: Readonly<Record<Mark, StormSight>> = {
  "post asked for": "a crash before a post's commit",
  "post committed": "a crash between commit and ack",
  learning: "a crash in the middle of learning",
  "digest about to commit": "a crash before a digest's commit",
  "digest committed": "a crash after a digest's commit",
  "draft about to commit": "a crash before a draft's commit",
  "draft committed": "a crash after a draft's commit",
  "end about to commit": "a crash between an answer of Meta's and its commit",
  "send taken": "a crash between a send and its response",
  "file about to be kept": "a crash between a file and its commit",
  other: "a crash at any point",
};
