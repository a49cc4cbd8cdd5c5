import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createEmulator, type Emulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import {
  type Hub,
  type HubConfig,
  type HubDatabase,
  openHubDatabase,
  silentLog,
  startHub,
  systemIds,
} from "@casement/hub";
import { builtScreens } from "@casement/web";
import { environment } from "../config.ts";
import { Stopping } from "../stopping.ts";
import { demoKey } from "./demo-key.ts";
import { keepEmulatorState, savedEmulatorState } from "./emulator-state.ts";
import { firstCustomersWrite } from "./first-customers.ts";
import { checkPortsFree } from "./free-port.ts";

export interface DemoOptions {
  readonly port: number;
  readonly emulatorPort: number;
  readonly folder: string;
  readonly fresh?: boolean;
}

/**
 * Runs both sides on this machine, on one clock, until Ctrl-C.
 *
 * The clock goes at real speed, and further by what it is turned; it begins no earlier than
 * anything in the database, so a second start goes on from where the first one was (decision 0001).
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  const stopping = new Stopping();
  const signalled = stopping.untilSignal();
  try {
    await startDemo(options, stopping);
  } catch (error) {
    await stopping.stop();
    throw error;
  }
  await signalled;
}

async function startDemo(options: DemoOptions, stopping: Stopping): Promise<void> {
  const folder = resolve(options.folder);
  say("Starting Casement …");
  await checkPortsFree([options.port, options.emulatorPort]);
  if (options.fresh) await forget(folder);
  const screens = await builtScreens();
  const config = demoConfig(options, folder);
  const database = await openHubDatabase(config, { machine: machineTime, log: silentLog });
  stopping.add("database", () => database.close());

  const saved = await savedEmulatorState(folder);
  const clock = clockFor(database, saved?.now);
  const emulator = createEmulator({
    clock,
    machine: machineTime,
    webhook: `http://127.0.0.1:${options.port}/webhooks/whatsapp`,
    phonePage: screens.phone,
  });
  const keeper = await keepEmulatorState(emulator, folder, saved);
  stopping.add("emulator", async () => {
    await keeper.close();
    await emulator.close();
  });
  const { url: emulatorUrl } = await emulator.listen(options.emulatorPort);

  const hub = await startHub({
    config: { ...config, connection: connectionTo(emulator, emulatorUrl) },
    database,
    clock,
    machine: machineTime,
    ids: systemIds,
    log: silentLog,
    screens: screens.inbox,
  });
  stopping.add("hub", () => hub.close());
  clock.join(hub);
  clock.run(1, machineTime);
  stopping.add("clock", () => clock.freeze());
  if (saved === undefined) await firstCustomersWrite(emulator);
  sayWhere(hub, await demoKey(hub, folder), emulatorUrl);
}

async function forget(folder: string): Promise<void> {
  for (const name of ["database", "emulator.json", "demo.key", "secret.key"]) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

function demoConfig(options: DemoOptions, folder: string): HubConfig {
  return {
    host: "127.0.0.1",
    port: options.port,
    folder,
    databaseUrl: environment["DATABASE_URL"] || undefined,
    secretKey: undefined,
    connection: undefined,
  };
}

function clockFor(database: HubDatabase, savedAt: number | undefined): VirtualClock {
  const start = Math.max(machineTime.nowMs(), database.newestAt ?? 0, savedAt ?? 0);
  return new VirtualClock(instantFromMs(start));
}

function connectionTo(emulator: Emulator, url: string): HubConfig["connection"] {
  const { credentials } = emulator;
  return {
    apiUrl: url,
    graphVersion: "v25.0",
    accountId: BigInt(credentials.wabaId),
    accessToken: credentials.token,
    numberId: BigInt(credentials.phoneNumberId),
    appId: BigInt(credentials.appId),
    appSecret: credentials.appSecret,
    verifyToken: credentials.verifyToken,
  };
}

function sayWhere(hub: Hub, key: string, emulatorUrl: string): void {
  say(`
  Inbox   ${hub.url}/enter?key=${key}
          The business's side. The link lets this browser in.
  Phone   ${emulatorUrl}/phone/
          Be a customer, and turn the clock.

  Cloud API for an SDK
          base URL ${hub.url}, number ${NUMBER}, token ${key}

  Ctrl-C stops everything. The next start goes on from here; --fresh begins anew.`);
}

const NUMBER = "100000000000020";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
