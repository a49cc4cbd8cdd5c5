import { HOUR_MS, type Instant, later } from "@casement/engine";

/** The span over which the platform counts whom a business reached out of their windows. */
export const REACH_SPAN_MS: number = 24 * HOUR_MS;

/** The customers that a number reached out of their windows in the last 24 hours. */
export class Reached {
  /** When each was last reached; the longest ago first, but for the seconds that calls take. */
  readonly #at = new Map<string, Instant>();

  /** The latest note of a customer stands. */
  note(threadId: string, at: Instant): void {
    const noted = this.#at.get(threadId);
    if (noted !== undefined && noted >= at) return;
    this.#at.delete(threadId);
    this.#at.set(threadId, at);
  }

  /** Forgets what was noted for this moment; a later note stands. */
  takeBack(threadId: string, at: Instant): void {
    if (this.#at.get(threadId) === at) this.#at.delete(threadId);
  }

  has(threadId: string, now: Instant): boolean {
    const at = this.#at.get(threadId);
    return at !== undefined && later(at, REACH_SPAN_MS) > now;
  }

  count(now: Instant): number {
    for (const [threadId, at] of this.#at) {
      if (later(at, REACH_SPAN_MS) > now) break;
      this.#at.delete(threadId);
    }
    return this.#at.size;
  }
}
