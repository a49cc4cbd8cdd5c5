/** A thread with a message on its way, or whose first may not go yet; else there is no lane. */
interface Lane<T> {
  /** Whose turn it is, once the way is free: it stands in the queue of the number again. */
  next: T | undefined;
  readonly waiting: T[];
}

/**
 * Keeps the order within threads (SPEC S5): of each, one message is on its way at a time, and those
 * after it wait in the order in which they came.
 */
export class Lanes<T> {
  readonly #lanes = new Map<string, Lane<T>>();

  /** Whether `one` must wait for another message of the thread. */
  mustWait(threadId: string, one: T): boolean {
    const lane = this.#lanes.get(threadId);
    return lane !== undefined && lane.next !== one;
  }

  /** A message of the thread is on its way now. */
  begin(threadId: string): void {
    const lane = this.#laneOf(threadId);
    lane.next = undefined;
  }

  /**
   * Lets one wait for those before it. `false`: nothing is before it any more, so it is its turn,
   * and those that come after it wait.
   */
  join(threadId: string, one: T): boolean {
    const lane = this.#lanes.get(threadId);
    if (lane === undefined) this.#lanes.set(threadId, { next: one, waiting: [] });
    else lane.waiting.push(one);
    return lane !== undefined;
  }

  /** Holds the thread, with this one as its first. */
  hold(threadId: string, first: T): void {
    const lane = this.#laneOf(threadId);
    lane.next = undefined;
    lane.waiting.unshift(first);
  }

  /** The way is free: gives the one whose turn it is now, if one waits. */
  free(threadId: string): T | undefined {
    const lane = this.#lanes.get(threadId);
    if (lane === undefined) return undefined;
    lane.next = lane.waiting.shift();
    if (lane.next === undefined) this.#lanes.delete(threadId);
    return lane.next;
  }

  /** Its turn is over and it is not on its way: gives the one after it. */
  passed(threadId: string, one: T): T | undefined {
    return this.#lanes.get(threadId)?.next === one ? this.free(threadId) : undefined;
  }

  /** Takes out one that waits no longer; whether it did wait. */
  leave(threadId: string, one: T): boolean {
    const waiting = this.#lanes.get(threadId)?.waiting ?? [];
    const place = waiting.indexOf(one);
    if (place >= 0) waiting.splice(place, 1);
    return place >= 0;
  }

  #laneOf(threadId: string): Lane<T> {
    const known = this.#lanes.get(threadId);
    if (known !== undefined) return known;
    const lane: Lane<T> = { next: undefined, waiting: [] };
    this.#lanes.set(threadId, lane);
    return lane;
  }
}
