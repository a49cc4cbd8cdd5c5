import { type Instant, type PairPace, pairPaceAfter, pairSendAt } from "@casement/engine";

/** What a number lately sent to each customer, as far as the pair rate cares (SPEC S7). */
export class PairPaces {
  readonly #paces = new Map<string, PairPace>();

  /** From when on one more message may go to the customer of a thread. */
  sendAt(threadId: string, now: Instant): Instant {
    return pairSendAt(this.#paces.get(threadId) ?? null, now);
  }

  went(threadId: string, at: Instant): void {
    const pace = pairPaceAfter(this.#paces.get(threadId) ?? null, at);
    this.#paces.delete(threadId);
    this.#paces.set(threadId, pace);
    this.#forget(at);
  }

  /** Those at the front were written to longest ago; what is paid for holds nobody up. */
  #forget(now: Instant): void {
    for (const [threadId, { paidAt }] of this.#paces) {
      if (paidAt > now) return;
      this.#paces.delete(threadId);
    }
  }
}
