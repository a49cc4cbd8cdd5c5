import { machineTime } from "@casement/engine/system-clock";

/** Lets real time pass: what is killed here lives on no other clock. */
export function pause(ms: number): Promise<void> {
  return new Promise((done) => void machineTime.after(ms, done));
}
