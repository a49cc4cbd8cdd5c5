import { type Instant, instantFromMs } from "../instant.ts";
import type { Clock, MachineTime, Task } from "./clock.ts";

/** The time of this machine. The one place where a program here may ask for it. */
export const machineTime: MachineTime = {
  nowMs: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/** Real time as business time: what a hub runs on when it serves real numbers. */
export class SystemClock implements Clock {
  #latest = 0;
  readonly #machine: MachineTime;
  readonly #report: (error: unknown) => void;

  /** `report` hears of a task that failed; without one, the failure is thrown out of a timer. */
  constructor(machine: MachineTime = machineTime, report: (error: unknown) => void = rethrow) {
    this.#machine = machine;
    this.#report = report;
  }

  /** Never earlier than what it said before, even if the machine's clock is set back. */
  now(): Instant {
    this.#latest = Math.max(this.#latest, this.#machine.nowMs());
    return instantFromMs(this.#latest);
  }

  schedule(at: Instant, task: Task): () => void {
    let callOff = (): void => {};
    const wait = (): void => {
      const leftMs = at - this.now();
      if (leftMs <= 0) void runTask(task).catch(this.#report);
      else callOff = this.#machine.after(Math.min(leftMs, TIMER_MS_MAX), wait);
    };
    callOff = this.#machine.after(Math.min(Math.max(0, at - this.now()), TIMER_MS_MAX), wait);
    return () => callOff();
  }
}

/** The longest wait that a timer of the machine can hold. */
const TIMER_MS_MAX: number = 2 ** 31 - 1;

async function runTask(task: Task): Promise<void> {
  await task();
}

function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
