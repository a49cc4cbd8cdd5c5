import { machineTime, SystemClock } from "@casement/engine/system-clock";
import { hubConfigFrom, jsonLog, openHubDatabase, startHub, systemIds } from "@casement/hub";
import { builtScreens } from "@casement/web";
import type { Command } from "commander";
import { environment } from "./config.ts";
import { Stopping } from "./stopping.ts";

/** `casement serve`: the hub on real numbers, from the environment's names. */
export function addServe(program: Command): void {
  program
    .command("serve")
    .description("run the hub; settings come from the environment (WHATSAPP_…, DATABASE_URL, PORT)")
    .option("--new-key <name>", "make an API key of that name with every scope, and print it once")
    .action(serve);
}

async function serve(options: { newKey?: string }): Promise<void> {
  const stopping = new Stopping();
  const signalled = stopping.untilSignal();
  try {
    const config = hubConfigFrom(environment);
    const log = jsonLog();
    const database = await openHubDatabase(config, { machine: machineTime, log });
    stopping.add("database", () => database.close());
    const { inbox } = await builtScreens();
    const hub = await startHub({
      config,
      database,
      clock: new SystemClock(),
      machine: machineTime,
      ids: systemIds,
      log,
      screens: inbox,
    });
    stopping.add("hub", () => hub.close());
    log.info("hub_started", { port: hub.port });
    if (options.newKey !== undefined) {
      const key = await hub.createKey({ name: options.newKey, scopes: ["*"] });
      process.stdout.write(`${hub.url}/enter?key=${key}\n`);
    }
  } catch (error) {
    await stopping.stop();
    throw error;
  }
  await signalled;
}
