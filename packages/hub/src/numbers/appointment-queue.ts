import { assert, later } from "@casement/engine";
import type { PoolClient } from "pg";
import { wordsOfAppointment } from "../appointment-words.ts";
import type { Surroundings } from "../surroundings.ts";
import {
  type Appointment,
  deleteAppointment,
  type KindsWanted,
  moveAppointment,
  selectDue,
  selectNextDue,
} from "./appointment-store.ts";
import type { Keep, Kept } from "./appointments.ts";
import { inOwnTransaction } from "./own-transaction.ts";
import { NotOwner, type Owner, RETRY_MS } from "./owner.ts";

/** How many are kept at once: most of them wait for Meta. */
const AT_ONCE_MAX = 4;

/** When an effect that failed in a way it does not know itself is tried again, in its own time. */
const AFTER_FAILURE_MS = 60_000;

/** Whose appointments are kept here, and how. */
export interface Keeping {
  readonly owner: Owner;
  /** How each kind is kept; of another kind there is nothing to do. */
  readonly keeps: ReadonlyMap<string, Keep>;
  readonly kinds: KindsWanted;
}

/**
 * The appointments of some kinds, of each number a handful at a time and the next when those are
 * kept: one that takes long holds up the others of its number here, and none elsewhere.
 *
 * A number has one alarm on the hub's clock, for its next appointment; there is no polling. What
 * is due is done outside the owner's line, so that a slow answer of Meta's holds up no digest, and
 * what comes of it is written in that line. On a clock that is turned, each falls due at its very
 * moment, and the clock waits until it is kept.
 */
export class AppointmentQueue {
  readonly #surroundings: Surroundings;
  readonly #keeping: Keeping;
  readonly #waiting = new Set<bigint>();
  readonly #inWork = new Map<bigint, Promise<void>>();
  readonly #alarms = new Map<bigint, () => void>();
  #closed = false;
  readonly #retries = new Map<bigint, () => void>();

  constructor(surroundings: Surroundings, keeping: Keeping) {
    this.#surroundings = surroundings;
    this.#keeping = keeping;
  }

  /** These numbers may have new appointments, or some that are due. */
  wake(numberIds: readonly bigint[]): void {
    for (const numberId of numberIds) {
      this.#waiting.add(numberId);
      if (!this.#inWork.has(numberId) && !this.#closed) this.#begin(numberId);
    }
  }

  get idle(): boolean {
    return this.#inWork.size === 0 && this.#waiting.size === 0;
  }

  async settled(): Promise<void> {
    await Promise.all(this.#inWork.values());
  }

  close(): void {
    this.#closed = true;
    for (const callOff of [...this.#alarms.values(), ...this.#retries.values()]) callOff();
  }

  #begin(numberId: bigint): void {
    const work = this.#keepAll(numberId).finally(() => {
      this.#inWork.delete(numberId);
    });
    this.#inWork.set(numberId, work);
  }

  async #keepAll(numberId: bigint): Promise<void> {
    while (this.#waiting.delete(numberId) && !this.#closed) {
      try {
        while (!this.#closed && (await this.#keepDue(numberId))) {
          // Until nothing is due: keeping one may have made another.
        }
        await this.#setAlarm(numberId);
      } catch (error) {
        this.#tryAgain(numberId, error);
        return;
      }
    }
  }

  /** Keeps a handful of those that are due; whether there were any. */
  async #keepDue(numberId: bigint): Promise<boolean> {
    const now = this.#surroundings.clock.now();
    const { owner, kinds } = this.#keeping;
    const due = await owner.run(numberId, (client) =>
      selectDue(client, numberId, { now, kinds, limit: AT_ONCE_MAX }),
    );
    await Promise.all(due.map((one) => this.#keepOne(numberId, one)));
    return due.length > 0;
  }

  async #keepOne(numberId: bigint, appointment: Appointment): Promise<void> {
    const kept = await this.#kept(numberId, appointment);
    await this.#keeping.owner.run(numberId, (client) =>
      inOwnTransaction(client, () => this.#settle(client, numberId, { appointment, kept })),
    );
  }

  async #kept(numberId: bigint, appointment: Appointment): Promise<Kept> {
    const { clock, log } = this.#surroundings;
    const keep = this.#keeping.keeps.get(appointment.kind);
    if (keep === undefined) return {};
    try {
      return await keep(numberId, appointment);
    } catch (error) {
      log.error("appointment_failed", { numberId: String(numberId), errorName: nameOf(error) });
      return { again: later(clock.now(), AFTER_FAILURE_MS) };
    }
  }

  async #settle(
    client: PoolClient,
    numberId: bigint,
    { appointment, kept: { again, settle } }: { appointment: Appointment; kept: Kept },
  ): Promise<void> {
    assert(again === undefined || again > appointment.dueAt, "what is kept again is kept later");
    if (again === undefined) await deleteAppointment(client, numberId, appointment);
    else await moveAppointment(client, numberId, { ...appointment, dueAt: again });
    await settle?.(client);
  }

  async #setAlarm(numberId: bigint): Promise<void> {
    const { owner, kinds } = this.#keeping;
    const next = await owner.run(numberId, (client) => selectNextDue(client, numberId, kinds));
    this.#alarms.get(numberId)?.();
    this.#alarms.delete(numberId);
    if (next === undefined || this.#closed) return;
    const wake = (): void => this.wake([numberId]);
    const what = wordsOfAppointment(next.kind);
    const callOff = this.#surroundings.clock.schedule(next.dueAt, wake, what);
    this.#alarms.set(numberId, callOff);
  }

  /** What another node owns is its to keep; what failed here is work that is still to be done. */
  #tryAgain(numberId: bigint, error: unknown): void {
    if (this.#closed) return;
    this.#alarms.get(numberId)?.();
    this.#alarms.delete(numberId);
    if (error instanceof NotOwner) return void this.#waiting.delete(numberId);
    const { log, machine } = this.#surroundings;
    log.error("appointments_not_kept", { numberId: String(numberId), errorName: nameOf(error) });
    this.#waiting.add(numberId);
    this.#retries.get(numberId)?.();
    this.#retries.set(
      numberId,
      machine.after(RETRY_MS, () => this.wake([numberId])),
    );
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
