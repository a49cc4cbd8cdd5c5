import type { MachineTime } from "@casement/engine/clock";

/** What `effect` brings, or `undefined` if it took longer than `ms` of the machine's time. */
export async function inTime<T>(
  machine: MachineTime,
  ms: number,
  effect: Promise<T>,
): Promise<T | undefined> {
  const { promise: outOfTime, resolve: giveUp } = Promise.withResolvers<undefined>();
  const callOff = machine.after(ms, () => giveUp(undefined));
  try {
    return await Promise.race([effect, outOfTime]);
  } finally {
    callOff();
  }
}
