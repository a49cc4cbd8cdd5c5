import type { MachineTime } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { ManualMachine } from "./manual-machine.ts";

/**
 * A machine on which no second passes but by a test's hand: what a hub does there, it does because
 * it was told, however long that takes. What is shorter passes by itself, for a hub that is closed
 * looks again and again whether it is quiet.
 */
export class SecondsByHand implements MachineTime {
  readonly #seconds = new ManualMachine();

  nowMs(): number {
    return machineTime.nowMs();
  }

  after(ms: number, task: () => void): () => void {
    return (ms < 1_000 ? machineTime : this.#seconds).after(ms, task);
  }

  turn(ms: number): void {
    this.#seconds.turn(ms);
  }
}
