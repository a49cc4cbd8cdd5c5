import type { MachineTime } from "@casement/engine/clock";

/** The time of a machine that a test turns by hand. */
export class ManualMachine implements MachineTime {
  #now = 0;
  readonly #alarms = new Set<{ readonly at: number; readonly task: () => void }>();

  nowMs(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const alarm = { at: this.#now + ms, task };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }

  turn(ms: number): void {
    this.#now += ms;
    for (const alarm of [...this.#alarms].sort((a, b) => a.at - b.at)) {
      if (alarm.at > this.#now || !this.#alarms.delete(alarm)) continue;
      alarm.task();
    }
  }
}
