import type { MachineTime } from "@casement/engine/clock";

/** Waits for some of the machine's time. Cut short when `signal` says so. */
export function pause(machine: MachineTime, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = (): void => {
      callOff();
      // A signal that lives as long as the hub would else keep every pause there ever was.
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const callOff = machine.after(ms, end);
    signal?.addEventListener("abort", end);
  });
}
