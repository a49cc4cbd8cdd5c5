import { type Instant, instantFromMs, later, SECOND_MS, throughputSendAt } from "@casement/engine";
import { LATE_MS_MAX, Lateness } from "./lateness.ts";

/**
 * How much may go at once after a pause: what goes evenly is answered evenly, but what was not used
 * while the machine was busy is made up for. Of 80 a second, 8 at once were too few on a busy
 * machine, which sent 70; of 1,000 a second, 250 at once came so late, the last of them, that 1,010
 * arrived in one second.
 */
const BURST_MS = 100;
const BURST_MESSAGES = 20;
/** How much slower a number sends once Meta said that it is too fast, and how it finds back. */
const SLOWER = 0.7;
const FASTER_EACH_SECOND = 0.05;

/** As fast as a number sends of which Meta has said nothing (SPEC A18 of the engine). */
export const PER_SECOND_USUAL = 80;

/**
 * When a number may send its next message, as Meta counts: so many in any second (SPEC S6). Pure
 * but for what it remembers; it waits for nothing.
 *
 * What counts is when messages arrive, and only their answers tell. So each is taken to arrive as
 * late as it can have, and the next one at once: then no second holds too many. To space what
 * leaves, and 20 ms for the way, was not enough: when the other side stood still for 30 ms, 1,010
 * arrived in a second; and with 27 ms for all of them too few were sent.
 */
export class Pace {
  /** When the last ones have arrived at the latest, earliest first. */
  #arrivedAt: Instant[] = [];
  readonly #lateness = new Lateness();
  /** When the next one would be due if all went evenly, in milliseconds. */
  #evenMs = 0;
  #slowed: { readonly at: Instant; readonly share: number } | undefined;
  #heldUntil: Instant = instantFromMs(0);

  /** The first moment from `now` on at which one more may go. */
  nextAt(perSecond: number, now: Instant): Instant {
    if (now < this.#heldUntil) return this.#heldUntil;
    const allowed = this.#perSecondAt(perSecond, now);
    if (!Number.isFinite(allowed)) return now;
    const burstMs = Math.max(BURST_MS, (BURST_MESSAGES * SECOND_MS) / allowed);
    const even = Math.ceil(this.#evenMs - burstMs);
    const free = throughputSendAt(this.#arrivedAt, allowed, now);
    return even > free ? instantFromMs(even) : free;
  }

  went(perSecond: number, at: Instant): void {
    const allowed = this.#perSecondAt(perSecond, at);
    if (!Number.isFinite(allowed)) return;
    this.#evenMs = Math.max(this.#evenMs, at) + SECOND_MS / allowed;
    this.#add(later(at, LATE_MS_MAX));
    const count = Math.ceil(perSecond);
    if (this.#arrivedAt.length > 4 * count) this.#arrivedAt = this.#arrivedAt.slice(-2 * count);
  }

  /** What went at `wentAt` was answered: it has arrived before. */
  answered(wentAt: Instant, at: Instant): void {
    const arrived = instantFromMs(this.#lateness.arrivedMs(wentAt, at));
    const place = this.#placeOf(later(wentAt, LATE_MS_MAX));
    if (this.#arrivedAt[place] !== later(wentAt, LATE_MS_MAX)) return;
    this.#arrivedAt.splice(place, 1);
    this.#add(arrived);
  }

  #add(arrived: Instant): void {
    this.#arrivedAt.splice(this.#placeOf(arrived), 0, arrived);
  }

  /** Where a moment stands, or would: searched from the end, where the latest are. */
  #placeOf(moment: Instant): number {
    let place = this.#arrivedAt.length;
    while (place > 0 && (this.#arrivedAt[place - 1] ?? moment) >= moment) place -= 1;
    return place;
  }

  /**
   * Meta said that the number is too fast: all of it rests for a second or two, and goes on slower.
   * Many are told so at once, of what is one mistake. `chance` is from 0 to 1, so that several
   * numbers do not come back together.
   */
  slowDown(at: Instant, chance: number): void {
    if (this.#slowed !== undefined && at < later(this.#slowed.at, SECOND_MS)) return;
    this.#slowed = { at, share: Math.max(0.01, this.#shareAt(at) * SLOWER) };
    this.#heldUntil = later(at, Math.round(SECOND_MS * (1 + chance)));
  }

  #perSecondAt(perSecond: number, now: Instant): number {
    const share = this.#shareAt(now);
    return share === 1 ? perSecond : Math.max(1, Math.floor(perSecond * share));
  }

  #shareAt(now: Instant): number {
    if (this.#slowed === undefined) return 1;
    const seconds = Math.floor((now - this.#slowed.at) / SECOND_MS);
    return Math.min(1, this.#slowed.share + seconds * FASTER_EACH_SECOND);
  }
}
