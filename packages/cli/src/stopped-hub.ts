import { machineTime } from "@casement/engine/system-clock";
import { hubConfigFrom, jsonLog, openWorkshop, systemIds, type Workshop } from "@casement/hub";
import { InvalidArgumentError } from "commander";
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

/** The id that Meta gives a phone number. */
export function numberIdFrom(text: string): bigint {
  if (/^[1-9]\d{0,17}$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError("It must be the numeric id that Meta gives the number.");
}
