import { resolve } from "node:path";
import { createEmulator, type Emulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import {
  type Hub,
  type HubConfig,
  type HubDatabase,
  silentLog,
  startHub,
  systemIds,
} from "@casement/hub";
import { builtScreens } from "@casement/web";
import { environment } from "../config.ts";
import { openDatabase } from "../open-database.ts";
import type { Stopping } from "../stopping.ts";
import { demoKey } from "./demo-key.ts";
import { keepEmulatorState, savedEmulatorState } from "./emulator-state.ts";
import { firstCustomersWrite } from "./first-customers.ts";
import { forget } from "./forget.ts";
import { checkPortsFree } from "./free-port.ts";
import { subscribe } from "./subscribe.ts";

export interface DemoOptions {
  readonly port: number;
  readonly emulatorPort: number;
  readonly folder: string;
  readonly fresh?: boolean;
}

/**
 * Starts both sides on this machine, on one clock.
 *
 * The clock goes at real speed, and further by what it is turned; it begins no earlier than
 * anything in the database, so a second start goes on from where the first one was (decision 0001).
 */
export async function runDemo(options: DemoOptions, stopping: Stopping): Promise<void> {
  const folder = resolve(options.folder);
  say("Starting Casement …");
  await checkPortsFree([options.port, options.emulatorPort]);
  if (options.fresh) await forget(folder, databaseUrl);
  const screens = await builtScreens();
  const config = demoConfig(options, folder);
  const database = await openDatabase(config, { stopping, log: silentLog });

  const saved = await savedEmulatorState(folder);
  const clock = clockFor(database, saved?.now);
  const emulator = createEmulator({ clock, machine: machineTime, phonePage: screens.phone });
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
  await subscribe(emulator, `${hub.url}/webhooks/whatsapp`);
  clock.join(hub);
  clock.run(1, machineTime);
  stopping.add("clock", () => clock.freeze());
  if (saved === undefined) await firstCustomersWrite(emulator);
  const { phoneNumberId } = emulator.credentials;
  sayWhere({ hub, key: await demoKey(hub, folder), emulatorUrl, phoneNumberId });
}

/** An empty one is none, as everywhere. */
const databaseUrl = environment["DATABASE_URL"] || undefined;

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

interface Where {
  readonly hub: Hub;
  readonly key: string;
  readonly emulatorUrl: string;
  readonly phoneNumberId: string;
}

function sayWhere({ hub, key, emulatorUrl, phoneNumberId }: Where): void {
  say(`
  Inbox   ${hub.url}/enter?key=${key}
          The business's side. The link lets this browser in.
  Phone   ${emulatorUrl}/phone/
          Be a customer, and turn the clock.

  Cloud API for an SDK
          base URL ${hub.url}, number ${phoneNumberId}, token ${key}

  Ctrl-C stops everything. The next start goes on from here; --fresh begins anew.`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
