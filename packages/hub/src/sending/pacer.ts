import type { Clock } from "@casement/engine/clock";
import { Pace } from "./pace.ts";

/** Lets the calls of a number go one after another, as fast as its pace allows. */
export class Pacer {
  readonly #clock: Clock;
  readonly #perSecond: () => number;
  #pace = new Pace();
  readonly #waiting: (() => void)[] = [];
  #callOffAlarm: (() => void) | undefined;

  /** `perSecond` is asked each time: Meta may say something else of the number meanwhile. */
  constructor(clock: Clock, perSecond: () => number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /** Resolves when one more call may go: at once, if that is now and nobody waits. */
  turn(): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push(go);
      this.#letGo();
    });
  }

  /** One went in a life of the hub before this one. */
  went(at: Parameters<Pace["went"]>[1]): void {
    this.#pace.went(this.#perSecond(), at);
  }

  /** What went before is told anew. */
  forget(): void {
    this.#pace = new Pace();
  }

  slowDown(chance: number): void {
    this.#pace.slowDown(this.#clock.now(), chance);
    this.#letGo();
  }

  close(): void {
    this.#callOffAlarm?.();
  }

  #letGo(): void {
    this.#callOffAlarm?.();
    this.#callOffAlarm = undefined;
    const perSecond = this.#perSecond();
    while (this.#waiting.length > 0) {
      const now = this.#clock.now();
      const at = this.#pace.nextAt(perSecond, now);
      if (at > now) {
        this.#callOffAlarm = this.#clock.schedule(at, () => this.#letGo());
        return;
      }
      this.#pace.went(perSecond, now);
      this.#waiting.shift()?.();
    }
  }
}
