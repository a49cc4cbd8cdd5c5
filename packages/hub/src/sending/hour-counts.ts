import { MINUTE_MS } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";

const MINUTES = 60;

/** How often something of each name was done within the last hour, by the machine's minutes. */
export class HourCounts {
  readonly #machine: MachineTime;
  readonly #counts = new Map<string, Map<number, number>>();

  constructor(machine: MachineTime) {
    this.#machine = machine;
  }

  count(name: string): void {
    const minutes = this.#minutesOf(name);
    const minute = this.#minute();
    minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    this.#counts.set(name, minutes);
  }

  /** In how many milliseconds it is below `most` again; 0: it is now. */
  waitMsOf(name: string, most: number): number {
    const minutes = this.#minutesOf(name);
    let left = [...minutes.values()].reduce((sum, one) => sum + one, 0);
    for (const [minute, count] of minutes) {
      if (left < most) break;
      left -= count;
      if (left < most) return (minute + MINUTES) * MINUTE_MS - this.#machine.nowMs();
    }
    return 0;
  }

  /** Those of the last hour, oldest first. */
  #minutesOf(name: string): Map<number, number> {
    const minutes = this.#counts.get(name) ?? new Map();
    for (const minute of minutes.keys()) {
      if (minute <= this.#minute() - MINUTES) minutes.delete(minute);
    }
    return minutes;
  }

  #minute(): number {
    return Math.floor(this.#machine.nowMs() / MINUTE_MS);
  }
}
