import type { Instant } from "@casement/engine";
import type { Clock } from "@casement/engine/clock";
import { Pace } from "./pace.ts";

/** Lets the calls of a number go one after another, as fast as its pace allows. */
export class Pacer {
  readonly #clock: Clock;
  readonly #perSecond: () => number;
  #pace = new Pace();
  readonly #waiting: ((at: Instant | undefined) => void)[] = [];
  #isClosed = false;
  #alarm: { readonly at: Instant; readonly callOff: () => void } | undefined;

  /** `perSecond` is asked each time: Meta may say something else of the number meanwhile. */
  constructor(clock: Clock, perSecond: () => number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /**
   * Resolves when one more call may go: at once, if that is now and nobody waits. With the moment,
   * by which its answer is told; `undefined`: no call is to go any more.
   */
  turn(): Promise<Instant | undefined> {
    if (this.#isClosed) return Promise.resolve(undefined);
    return new Promise((go) => {
      this.#waiting.push(go);
      this.#letGo();
    });
  }

  /** One went in a life of the hub before this one. */
  went(at: Instant): void {
    this.#pace.went(this.#perSecond(), at);
  }

  /** The call that went at a moment was answered; the next may perhaps go sooner for that. */
  answered(wentAt: Instant): void {
    const now = this.#clock.now();
    this.#pace.answered(wentAt, now);
    if (this.#alarm === undefined) return;
    if (this.#pace.nextAt(this.#perSecond(), now) < this.#alarm.at) this.#letGo();
  }

  /** What went before is told anew. */
  forget(): void {
    this.#pace = new Pace();
  }

  slowDown(chance: number): void {
    this.#pace.slowDown(this.#clock.now(), chance);
    this.#letGo();
  }

  /** Whoever waits for a turn, or comes for one, is told that there is none. */
  close(): void {
    this.#isClosed = true;
    this.#alarm?.callOff();
    for (const go of this.#waiting.splice(0)) go(undefined);
  }

  #letGo(): void {
    this.#alarm?.callOff();
    this.#alarm = undefined;
    const perSecond = this.#perSecond();
    while (this.#waiting.length > 0) {
      const now = this.#clock.now();
      const at = this.#pace.nextAt(perSecond, now);
      if (at > now) {
        const callOff = this.#clock.schedule(
          at,
          () => this.#letGo(),
          "a message goes, at its pace",
        );
        this.#alarm = { at, callOff };
        return;
      }
      this.#pace.went(perSecond, now);
      this.#waiting.shift()?.(now);
    }
  }
}
