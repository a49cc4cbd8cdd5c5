import { type Instant, instantFromMs, SECOND_MS } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";
import type { ClockShape } from "@casement/hub/api";
import { momentFromIso } from "./moment.ts";

/** So that a clock at 600x does not draw six hundred times a second. */
const TICK_MS_MIN = 200;

/**
 * The time on screen: the hub's clock, carried on by the machine's between two words from the hub.
 *
 * All that counts down reads it, so a clock that is turned turns the countdowns too. `shown`
 * changes once a second and only then; a screen that read `now` while drawing would never be still.
 */
export class ScreenClock {
  readonly #machine: MachineTime;
  readonly #listeners = new Set<() => void>();
  #toldMs: number;
  #toldAtMs: number;
  #speed = 1;
  #shown: Instant;
  #callOff: (() => void) | undefined;

  constructor(machine: MachineTime) {
    this.#machine = machine;
    this.#toldMs = machine.nowMs();
    this.#toldAtMs = this.#toldMs;
    this.#shown = this.now();
  }

  now(): Instant {
    const passed = this.#machine.nowMs() - this.#toldAtMs;
    return instantFromMs(Math.floor(this.#toldMs + passed * this.#speed));
  }

  /** The time as of the last tick: what is on screen. */
  readonly shown = (): Instant => this.#shown;

  /** Takes the hub's word on what time it is and how fast it runs. */
  follow(clock: ClockShape): void {
    this.#toldMs = momentFromIso(clock.now);
    this.#toldAtMs = this.#machine.nowMs();
    this.#speed = clock.speed;
    this.#tick();
  }

  /** A field, for it must be the same at every drawing, or React subscribes anew at each. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#tick();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#callOff?.();
    };
  };

  #tick(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#shown = this.now();
    for (const listener of this.#listeners) listener();
    if (this.#speed === 0 || this.#listeners.size === 0) return;

    const toNextSecondMs = (SECOND_MS - (this.#shown % SECOND_MS)) / this.#speed;
    this.#callOff = this.#machine.after(Math.max(TICK_MS_MIN, toNextSecondMs), () => this.#tick());
  }
}
