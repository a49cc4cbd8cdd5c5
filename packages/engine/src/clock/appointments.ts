import type { Instant } from "../instant.ts";
import type { NamedDue, Task } from "./clock.ts";

export interface Appointment {
  readonly at: Instant;
  readonly order: number;
  readonly task: Task;
  readonly what: string | undefined;
  calledOff: boolean;
}

/**
 * Appointments as a binary heap, soonest first, ties in the order they were made.
 *
 * A sorted set cost a second for 20,000 appointments. One that is called off stays in the heap and
 * is passed over when it comes up, for removing it from the middle would cost a search. Once most
 * are called off, all those go at once: somebody who moves one appointment for ever leaves no
 * trail.
 */
export class Appointments {
  #heap: Appointment[] = [];
  #order = 0;
  #calledOff = 0;

  add(at: Instant, task: Task, what?: string): Appointment {
    const appointment = { at, order: this.#order++, task, what, calledOff: false };
    this.#heap.push(appointment);
    this.#rise(this.#heap.length - 1);
    return appointment;
  }

  /** How many are held, called off or not. */
  get size(): number {
    return this.#heap.length;
  }

  /** Calls an appointment off, and clears the heap once most of it is called off. */
  callOff(appointment: Appointment): void {
    if (appointment.calledOff) return;
    appointment.calledOff = true;
    this.#calledOff++;
    if (this.#calledOff < CALLED_OFF_MIN || this.#calledOff * 2 < this.#heap.length) return;
    // A sorted list is a heap.
    this.#heap = this.#heap.filter((one) => !one.calledOff).sort(compareAppointments);
    this.#calledOff = 0;
  }

  /** The soonest appointment that still stands, or `undefined` if there is none. */
  first(): Appointment | undefined {
    while (this.#heap[0]?.calledOff) this.#removeFirst();
    return this.#heap[0];
  }

  /** The soonest of those that say what they are. */
  named(count: number): NamedDue[] {
    return this.#heap
      .filter((one) => one.what !== undefined && !one.calledOff)
      .sort(compareAppointments)
      .slice(0, count)
      .flatMap(({ at, what }) => (what === undefined ? [] : [{ at, what }]));
  }

  /** Takes out the soonest appointment, if it is due by `until`. */
  takeDue(until: Instant): Appointment | undefined {
    const first = this.first();
    if (first === undefined || first.at > until) return undefined;
    this.#removeFirst();
    return first;
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfBefore(child, parent)) return;
      child = parent;
    }
  }

  #sink(from: number): void {
    let parent = from;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= this.#heap.length) return;
      const child = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfBefore(child, parent)) return;
      parent = child;
    }
  }

  #swapIfBefore(a: number, b: number): boolean {
    if (!this.#isBefore(a, b)) return false;
    const one = this.#heap[a];
    const other = this.#heap[b];
    if (one === undefined || other === undefined) return false;
    this.#heap[a] = other;
    this.#heap[b] = one;
    return true;
  }

  #isBefore(a: number, b: number): boolean {
    const one = this.#heap[a];
    const other = this.#heap[b];
    if (one === undefined || other === undefined) return false;
    return compareAppointments(one, other) < 0;
  }
}

/** Fewer than these are not worth clearing away. */
const CALLED_OFF_MIN: number = 64;

function compareAppointments(a: Appointment, b: Appointment): number {
  return a.at === b.at ? a.order - b.order : a.at - b.at;
}
