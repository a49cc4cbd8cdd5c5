import type { Instant } from "@casement/engine";

/**
 * How much later than it left a message may be taken to have arrived, at most; and until its answer
 * comes. An emulator on a busy machine stood still for 65 ms.
 */
export const LATE_MS_MAX = 100;

/** Left, arrived and answered are told in whole milliseconds, each cut off. */
const ROUNDING_MS = 2;

/** What is counted as late costs as much of the throughput: 25 ms of a second are 2.5 %. */
const AVERAGE_MS_MAX = 25;
/** The average is over about so long: answers that come all at once are one moment of it. */
const AVERAGE_OVER_MS = 1_500;

/** The way may become longer: the least of longer ago than this and twice this counts no more. */
const LEAST_FOR_MS = 5_000;

/** So many answers tell what the way takes; the first of all may be those of a standstill. */
const ANSWERS_MIN = 200;

/**
 * How late messages came to Meta, told by when they were answered (SPEC S6).
 *
 * The quickest answer lately is what the way takes, there and back. One that took longer may have
 * come later by as much: the other side, or this machine, stood still. Whether the time went on the
 * way there or after it cannot be told; where answers take very different times, most of it went
 * after, and so the average of what is counted is bounded.
 */
export class Lateness {
  #leastMs = Number.POSITIVE_INFINITY;
  #leastBeforeMs = Number.POSITIVE_INFINITY;
  #since = 0;
  #answers = 0;
  #averageMs = 0;
  #lastAt: number | undefined;

  /** When a message that left at `left` and was answered at `answered` had come, at the latest. */
  arrivedMs(left: Instant, answered: Instant): number {
    const tookMs = Math.max(0, answered - left);
    const leastMs = this.#leastAt(answered, tookMs);
    const lateMs = Math.min(LATE_MS_MAX, tookMs - leastMs + ROUNDING_MS);
    const sinceMs = answered - (this.#lastAt ?? answered);
    this.#lastAt = answered;
    this.#averageMs +=
      (lateMs - this.#averageMs) * Math.min(1, Math.max(0, sinceMs) / AVERAGE_OVER_MS);
    const share = Math.min(1, AVERAGE_MS_MAX / Math.max(1, this.#averageMs));
    return left + Math.round(lateMs * share);
  }

  #leastAt(now: Instant, tookMs: number): number {
    if (now - this.#since >= LEAST_FOR_MS) {
      this.#leastBeforeMs = this.#leastMs;
      this.#leastMs = Number.POSITIVE_INFINITY;
      this.#since = now;
    }
    this.#leastMs = Math.min(this.#leastMs, tookMs);
    this.#answers += 1;
    if (this.#answers < ANSWERS_MIN) return 0;
    return Math.min(this.#leastMs, this.#leastBeforeMs);
  }
}
