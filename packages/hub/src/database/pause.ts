import type { MachineTime } from "@casement/engine/clock";

/** Waits for some of the machine's time. Cut short when `signal` says so. */
export function pause(machine: MachineTime, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const callOff = machine.after(ms, resolve);
    signal?.addEventListener("abort", () => {
      callOff();
      resolve();
    });
  });
}
