import { machineTime } from "@casement/engine/system-clock";
import { hubConfigFrom, jsonLog, openWorkshop, systemIds, type Workshop } from "@casement/hub";
import { environment } from "./config.ts";

/**
 * Does `work` on the database of a stopped hub, and lets it go again, also when Ctrl-C comes: a
 * transaction that is under way is rolled back.
 */
export async function onStoppedHub<T>(work: (workshop: Workshop) => Promise<T>): Promise<T> {
  const config = hubConfigFrom(environment);
  const options = { machine: machineTime, ids: systemIds, log: jsonLog() };
  const workshop = await openWorkshop(config, options);
  const leave = (): void => void workshop.close().finally(() => process.exit(INTERRUPTED));
  for (const name of SIGNALS) process.once(name, leave);
  try {
    return await work(workshop);
  } finally {
    for (const name of SIGNALS) process.off(name, leave);
    await workshop.close();
  }
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** What a shell says of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;
