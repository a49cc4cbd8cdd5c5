import { assert } from "../assert.ts";
import { type Instant, instantFromMs } from "../instant.ts";
import { Appointments } from "./appointments.ts";
import type { Clock, MachineTime, NamedDue, Party, Task } from "./clock.ts";

/** The machine's time at one moment and the clock's at the same, and how fast the clock goes. */
interface Pace {
  readonly speed: number;
  readonly machine: MachineTime;
  readonly machineStart: number;
  readonly start: Instant;
  callOff: () => void;
}

/**
 * A clock that moves when it is told to, or goes by itself at a given speed between two turns.
 *
 * Turned, it stops at every appointment on the way and waits until every party is quiet before it
 * moves on: a run is repeatable. Running, it keeps appointments as the machine's time comes up to
 * them and waits for nobody. Time never goes back (SPEC K3 of the hub).
 */
export class VirtualClock implements Clock {
  #now: Instant;
  #turn: Promise<void> = Promise.resolve();
  #turning = false;
  #pace: Pace | undefined;
  readonly #appointments = new Appointments();
  readonly #parties = new Set<Party>();
  readonly #watchers = new Set<() => void>();
  readonly #report: (error: unknown) => void;

  /** `report` hears of a task that failed while the clock was running by itself. */
  constructor(start: Instant, report: (error: unknown) => void = rethrowLater) {
    this.#now = start;
    this.#report = report;
  }

  now(): Instant {
    if (this.#pace === undefined || this.#turning) return this.#now;
    const passedMs = (this.#pace.machine.nowMs() - this.#pace.machineStart) * this.#pace.speed;
    const now = Math.floor(this.#pace.start + passedMs);
    if (now > this.#now) this.#now = instantFromMs(now);
    return this.#now;
  }

  schedule(at: Instant, task: Task, what?: string): () => void {
    const appointment = this.#appointments.add(at, task, what);
    this.#setAlarm();
    return () => this.#appointments.callOff(appointment);
  }

  /** When the next appointment is, if there is one. */
  nextDueAt(): Instant | undefined {
    return this.#appointments.first()?.at;
  }

  /** The next appointments that say what they are, soonest first. */
  namedDue(count: number): NamedDue[] {
    return this.#appointments.named(count);
  }

  /** Makes every turn wait for `party`. Returns a function that lets it leave. */
  join(party: Party): () => void {
    this.#parties.add(party);
    return () => void this.#parties.delete(party);
  }

  /** Calls `watcher` whenever the clock was turned, or its speed changed. Returns how to stop. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** How many virtual milliseconds pass in a real one; 0 while the clock stands. */
  get speed(): number {
    return this.#pace?.speed ?? 0;
  }

  /**
   * Moves to `to`, keeping every appointment on the way at its own time, one after another.
   *
   * Jumping straight to `to` and then firing what is due would show each task the wrong time, and a
   * task that schedules another (a retry, a reminder) would schedule it from the wrong moment.
   * Before each step every party must be quiet. Ties are kept in the order of scheduling. A second
   * call waits for the first: two people may turn the clock at once, and each gets the whole way.
   */
  advanceTo(to: Instant): Promise<void> {
    const turn = this.#turn.then(() => this.#turnTo(() => to));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Moves on by `ms`, counted from the moment this turn begins. */
  advanceBy(ms: number): Promise<void> {
    assert(ms >= 0, "time does not go back");
    const turn = this.#turn.then(() => this.#turnTo((now) => instantFromMs(now + ms)));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Lets the clock go by itself, `speed` virtual milliseconds to a real one. */
  run(speed: number, machine: MachineTime): void {
    assert(speed > 0, "a clock runs forward");
    this.freeze();
    const start = this.#now;
    const machineStart = machine.nowMs();
    this.#pace = { speed, machine, machineStart, start, callOff: () => {} };
    this.#setAlarm();
    this.#tellWatchers();
  }

  /** Stops the clock where it is. It can still be turned. */
  freeze(): void {
    if (this.#pace === undefined) return;
    this.#now = this.now();
    this.#pace.callOff();
    this.#pace = undefined;
    this.#tellWatchers();
  }

  async #turnTo(target: (now: Instant) => Instant): Promise<void> {
    const pace = this.#pace;
    const to = target(this.now());
    assert(to >= this.#now, "time does not go back");
    pace?.callOff();
    this.#turning = true;
    try {
      await this.#keepAppointments(to);
      this.#now = to;
      // Whoever sees the new time may make an appointment for this very moment.
      await this.#keepAppointments(to);
    } finally {
      this.#turning = false;
      this.#resume();
      this.#tellWatchers();
    }
  }

  async #keepAppointments(to: Instant): Promise<void> {
    for (;;) {
      await this.#allQuiet();
      const next = this.#appointments.takeDue(to);
      if (next === undefined) return;
      if (next.at > this.#now) this.#now = next.at;
      await next.task();
    }
  }

  /**
   * Waits until all are quiet together: one party's last words give another something to do.
   *
   * A party that can say so at once (`isQuiet`) is asked after each round; for one that cannot, a
   * second round must do.
   */
  async #allQuiet(): Promise<void> {
    for (let round = 1; ; round++) {
      for (const party of this.#parties) await party.quiet();
      if (this.#parties.size < 2) return;
      const isStirring = [...this.#parties].some((party) => party.isQuiet?.() === false);
      if (round >= 2 && !isStirring) return;
      assert(round < ROUNDS_MAX, "parties come to rest");
    }
  }

  /** Goes on by itself after a turn, from where the turn ended, at the speed last asked for. */
  #resume(): void {
    const pace = this.#pace;
    if (pace === undefined) return;
    pace.callOff();
    this.#pace = { ...pace, start: this.#now, machineStart: pace.machine.nowMs() };
    this.#setAlarm();
  }

  #setAlarm(): void {
    const pace = this.#pace;
    if (pace === undefined || this.#turning) return;
    pace.callOff();
    const next = this.#appointments.first();
    if (next === undefined) return;
    const waitMs = Math.ceil(Math.max(0, next.at - this.now()) / pace.speed);
    pace.callOff = pace.machine.after(Math.min(waitMs, ALARM_MS_MAX), () => this.#ring());
  }

  #ring(): void {
    for (let kept = 0; kept < KEPT_A_RING_MAX; kept++) {
      if (this.#turning || this.#pace === undefined) return;
      const due = this.#appointments.takeDue(this.now());
      if (due === undefined) break;
      void runTask(due.task).catch(this.#report);
    }
    this.#setAlarm();
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

/** A machine's timer holds no more than 2^31 - 1 ms; a longer wait is cut and set again. */
const ALARM_MS_MAX: number = 2 ** 31 - 1;

/**
 * How many appointments are kept before the machine's timer is asked again. One a ring was no more
 * than 700 a second, and an emulator that sends 400 messages a second has more.
 */
const KEPT_A_RING_MAX: number = 256;

/** More rounds than this are two parties that answer each other for ever. */
const ROUNDS_MAX: number = 10_000;

/** A task that throws at once fails like one that fails later. */
async function runTask(task: Task): Promise<void> {
  await task();
}

function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
