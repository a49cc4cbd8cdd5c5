import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Surroundings } from "../surroundings.ts";
import { AppointmentQueue } from "./appointment-queue.ts";
import type { Appointment } from "./appointment-store.ts";
import type { Owner } from "./owner.ts";

/** How an appointment was kept. */
export interface Kept {
  /** When it is to be kept again; left out: it is done with. */
  readonly again?: Instant | undefined;
  /** What is written down of it, in the transaction that moves or ends the appointment. */
  readonly settle?: ((db: Pick<ClientBase, "query">) => Promise<void>) | undefined;
}

/**
 * Keeps one appointment. What it does may be done twice, if the hub is stopped in between; only
 * what it settles is not.
 */
export type Keep = (numberId: bigint, appointment: Appointment) => Promise<Kept>;

/**
 * What falls due (decision 0002): rows of `appointment`, kept by the owner of their number.
 *
 * Some kinds may take as long as a store or a stranger's host likes. They have room of their own,
 * so that a message that is scheduled does not wait for a file.
 */
export class Appointments {
  readonly #queues: readonly AppointmentQueue[];

  /** `keeps` says how each kind is kept, and `slow` which may take so long. */
  constructor(
    surroundings: Surroundings,
    owner: Owner,
    {
      slow,
      ...kinds
    }: {
      readonly keeps: Readonly<Record<string, Keep>>;
      readonly slow: readonly string[];
    },
  ) {
    const keeps = new Map(Object.entries(kinds.keeps));
    this.#queues = [false, true].map(
      (areNamed) =>
        new AppointmentQueue(surroundings, { owner, keeps, kinds: { named: slow, areNamed } }),
    );
  }

  /** These numbers have new appointments, or some that are due. */
  wake(numberIds: readonly bigint[]): void {
    for (const queue of this.#queues) queue.wake(numberIds);
  }

  get idle(): boolean {
    return this.#queues.every((queue) => queue.idle);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#queues.map((queue) => queue.settled()));
  }

  close(): void {
    for (const queue of this.#queues) queue.close();
  }
}
