import type { Instant } from "@casement/engine";
import { type MachineTime, type Party, type Task, VirtualClock } from "@casement/engine/clock";
import type { FollowedClock } from "@casement/hub";
import type { Told } from "./emulator-control.ts";

export interface FollowingOptions {
  readonly start: Instant;
  readonly machine: MachineTime;
  /** Asks the emulator what time it is. */
  readonly ask: () => Promise<Told>;
}

/**
 * A clock that goes by that of an emulator in another process.
 *
 * It moves to what the emulator says, keeping every appointment on the way; between two words it
 * goes on by itself, at the emulator's speed. It never goes back: where it is ahead, because a word
 * was late, it stands until the emulator has caught up.
 */
export class FollowingClock implements FollowedClock {
  readonly #inner: VirtualClock;
  readonly #machine: MachineTime;
  readonly #ask: () => Promise<Told>;
  readonly #watchers = new Set<() => void>();
  #speed = 0;
  #moving: Promise<void> = Promise.resolve();
  #callOffRun: () => void = () => {};
  #isClosed = false;

  constructor({ start, machine, ask }: FollowingOptions) {
    this.#inner = new VirtualClock(start);
    this.#machine = machine;
    this.#ask = ask;
  }

  now(): Instant {
    return this.#inner.now();
  }

  schedule(at: Instant, task: Task): () => void {
    return this.#inner.schedule(at, task);
  }

  /** The emulator's speed, as it was last told. */
  get speed(): number {
    return this.#speed;
  }

  /** Calls `watcher` whenever the clock was turned, or its speed changed. Returns how to stop. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Makes every move wait for `party`. Returns a function that lets it leave. */
  join(party: Party): () => void {
    return this.#inner.join(party);
  }

  async catchUp(): Promise<void> {
    await this.follow(await this.#ask());
  }

  /** Moves to what the emulator has said, one word after another. */
  follow(told: Told): Promise<void> {
    const move = this.#moving.then(() => this.#moveTo(told));
    this.#moving = move.catch(() => {});
    return move;
  }

  /** Stands still from now on, whatever the emulator says. */
  close(): void {
    this.#isClosed = true;
    this.#callOffRun();
    this.#inner.freeze();
  }

  async #moveTo({ now: to, speed }: Told): Promise<void> {
    if (this.#isClosed) return;
    if (speed === this.#speed && isNear(this.#inner.now() - to, speed)) return;
    this.#callOffRun();
    this.#inner.freeze();
    // Standing, so that it cannot pass by itself the moment that it is to move to.
    if (to > this.#inner.now()) await this.#inner.advanceTo(to);
    this.#speed = speed;
    if (speed > 0 && !this.#isClosed) this.#runFrom(to, speed);
    for (const watcher of this.#watchers) watcher();
  }

  #runFrom(to: Instant, speed: number): void {
    const waitMs = Math.min(Math.ceil((this.#inner.now() - to) / speed), ALARM_MS_MAX);
    if (waitMs === 0) this.#inner.run(speed, this.#machine);
    else {
      this.#callOffRun = this.#machine.after(waitMs, () => this.#inner.run(speed, this.#machine));
    }
  }
}

/**
 * Whether a word brings nothing new. Of a clock that goes, each word comes a little late, and to
 * move for that would make every webhook wait until the hub is quiet. One that stands is exact.
 */
function isNear(aheadMs: number, speed: number): boolean {
  return speed === 0 ? aheadMs >= 0 : Math.abs(aheadMs) <= LATENESS_MS;
}

const LATENESS_MS = 250;

/** What a timer of the machine can hold. */
const ALARM_MS_MAX: number = 2 ** 31 - 1;
