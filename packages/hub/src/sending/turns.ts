import type { Instant } from "@casement/engine";
import type { Waiting } from "./in-line.ts";

/** Those who have their turn in the next batch, or as soon as there is room for them. */
export class Turns {
  readonly #asked: Waiting[] = [];
  /** Scheduled drafts whose moment has come: they have their turn when nobody asks. */
  readonly #due: Waiting[] = [];
  /** Those whose time is over: they need no room. */
  readonly #late: Waiting[] = [];

  get late(): number {
    return this.#late.length;
  }

  /** How many need room. */
  get count(): number {
    return this.#asked.length + this.#due.length;
  }

  add(one: Waiting): void {
    this.#asked.push(one);
  }

  /** It has its turn before all that came after it. */
  addFirst(one: Waiting): void {
    this.#asked.unshift(one);
  }

  addDue(one: Waiting): void {
    this.#due.push(one);
  }

  addLate(one: Waiting): void {
    this.#late.push(one);
  }

  /** Takes out one that asked; whether it was here. */
  remove(one: Waiting): boolean {
    const place = this.#asked.indexOf(one);
    if (place >= 0) this.#asked.splice(place, 1);
    return place >= 0;
  }

  /** Those that are late, and as many of the others as there is room for, in order. */
  take(room: number, now: Instant): Waiting[] {
    const asked = this.#asked.splice(0, room);
    const due = this.#due.splice(0, room - asked.length);
    const turns = [...this.#late.splice(0), ...asked, ...due];
    // Nobody waits for a scheduled one: how long it may take counts from its turn.
    for (const one of turns) if (one.due !== undefined) one.ask = { ...one.ask, askedAt: now };
    return turns;
  }
}
