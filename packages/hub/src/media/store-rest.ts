import { type Instant, later } from "@casement/engine";
import { STORE_WAIT_MS_MAX, WAIT_MS_MIN } from "./fetch-times.ts";

/**
 * Until when a store that did not do its part is left alone, by the hub's clock: each time twice as
 * long.
 *
 * One for all numbers: the store of one is the store of all. What waits for it costs neither the
 * store a call nor Meta the bytes.
 */
export class StoreRest {
  #restMs = 0;
  #until: Instant | undefined;

  /** Until when it rests; `undefined`: it may be asked. */
  untilAfter(now: Instant): Instant | undefined {
    return this.#until !== undefined && this.#until > now ? this.#until : undefined;
  }

  /** It failed at `now`. Calls that were under way together count once. */
  failed(now: Instant): void {
    if (this.untilAfter(now) !== undefined) return;
    this.#restMs = Math.min(STORE_WAIT_MS_MAX, Math.max(WAIT_MS_MIN, 2 * this.#restMs));
    this.#until = later(now, this.#restMs);
  }

  /** It did its part. */
  answered(): void {
    this.#restMs = 0;
    this.#until = undefined;
  }
}
