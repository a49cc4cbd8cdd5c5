import type { MachineTime } from "@casement/engine/clock";

interface Failures {
  readonly sinceMs: number;
  count: number;
}

/**
 * How often each address has shown a wrong key of late.
 *
 * Nobody guesses a key; the limit keeps a stranger from making the database look up one wrong key
 * after another. It runs on the time of the machine it protects, which is why it is ours and not a
 * plugin's.
 */
export class Strangers {
  readonly #machine: MachineTime;
  readonly #failures = new Map<string, Failures>();

  constructor(machine: MachineTime) {
    this.#machine = machine;
  }

  /** For how many seconds the address must wait before it may show another key; 0: it may now. */
  waitSecondsOf(address: string): number {
    const failures = this.#current(address);
    if (failures === undefined || failures.count < FAILURES_MAX) return 0;
    return Math.ceil((failures.sinceMs + SPAN_MS - this.#machine.nowMs()) / 1_000);
  }

  failed(address: string): void {
    const failures = this.#current(address);
    if (failures !== undefined) {
      failures.count += 1;
      return;
    }
    this.#failures.delete(address);
    this.#failures.set(address, { sinceMs: this.#machine.nowMs(), count: 1 });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > ADDRESSES_MAX && oldest.done !== true) {
      this.#failures.delete(oldest.value);
    }
  }

  #current(address: string): Failures | undefined {
    const failures = this.#failures.get(address);
    const isOver = failures !== undefined && this.#machine.nowMs() - failures.sinceMs >= SPAN_MS;
    return isOver ? undefined : failures;
  }
}

const SPAN_MS = 60_000;
const FAILURES_MAX = 20;
const ADDRESSES_MAX = 10_000;
