import { resolve } from "node:path";
import { createEmulator, type Emulator } from "@casement/emulator";
import { type Instant, instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import {
  type Hub,
  type HubConfig,
  type HubDatabase,
  hubConfigFrom,
  silentLog,
  startHub,
  systemIds,
} from "@casement/hub";
import { builtScreens } from "@casement/web";
import { environment } from "../config.ts";
import { openDatabase } from "../open-database.ts";
import type { Stopping } from "../stopping.ts";
import { demoKey } from "./demo-key.ts";
import { connectionTo } from "./emulator-connection.ts";
import {
  type Keeper,
  keepEmulatorState,
  restoreEmulator,
  savedEmulatorState,
} from "./emulator-state.ts";
import { forget } from "./forget.ts";
import { checkPortsFree } from "./free-port.ts";
import { isHalfTold, markHalfTold, markTold } from "./half-told.ts";
import { type DemoSize, type Past, pastOf } from "./past.ts";
import { markRunning, unmarkRunning } from "./running.ts";
import { subscribe } from "./subscribe.ts";

export interface DemoOptions {
  readonly port: number;
  readonly emulatorPort: number;
  readonly folder: string;
  readonly fresh?: boolean;
  /** How much has happened already, if it begins anew. */
  readonly size: DemoSize;
  /** How many threads a large one has. */
  readonly threads: number;
}

/**
 * Starts both sides on this machine, on one clock.
 *
 * A demo that begins anew has a past, which both live through before the pages are offered: the
 * clock begins some days ago and is turned up to now. From then on it goes at real speed, and
 * further by what it is turned; it begins no earlier than anything in the database, so a second
 * start goes on from where the first one was (decision 0001).
 */
export async function runDemo(options: DemoOptions, stopping: Stopping): Promise<void> {
  const folder = resolve(options.folder);
  say("Starting Casement …");
  await checkPortsFree({ ...options, folder });
  const mustForget = options.fresh || (databaseUrl === undefined && (await isHalfTold(folder)));
  if (mustForget) await forget(folder, databaseUrl);
  const screens = await builtScreens();
  const config = demoConfig(options, folder);
  const database = await openDatabase(config, { stopping, log: silentLog });

  const saved = await savedEmulatorState(folder);
  const isNew = saved === undefined && database.newestAt === undefined;
  const past = isNew ? pastOf(options.size, options) : undefined;
  const clock = new VirtualClock(startOf(database, { savedAt: saved?.now, past }));
  const emulator = createEmulator({ clock, machine: machineTime, phonePage: screens.phone });
  let keeper: Keeper | undefined;
  stopping.add("emulator", async () => {
    await keeper?.close();
    await emulator.close();
  });
  if (saved !== undefined) await restoreEmulator(emulator, saved);
  await past?.begin(emulator);
  const { url: emulatorUrl } = await emulator.listen(options.emulatorPort);

  const hub = await startHub({
    config: { ...config, connection: connectionTo(emulator, emulatorUrl) },
    database,
    clock,
    machine: machineTime,
    ids: systemIds,
    log: silentLog,
    screens: screens.inbox,
    enterByLink: true,
  });
  stopping.add("hub", () => hub.close());
  await subscribe(emulator, `${hub.url}/webhooks/whatsapp`);
  clock.join(hub);
  const key = await demoKey(hub, folder);
  if (past !== undefined) await liveThrough(past, { emulator, hub, key, folder, stopping });
  keeper = keepEmulatorState(emulator, folder);
  await keeper.save();
  await markTold(folder);
  clock.run(1, machineTime);
  stopping.add("clock", () => clock.freeze());
  await markRunning(folder, {
    port: hub.port,
    emulatorPort: Number(new URL(emulatorUrl).port),
    hubUrl: hub.url,
  });
  stopping.add("mark", () => unmarkRunning(folder));
  sayWhere({ hub, key, emulatorUrl, phoneNumberId: emulator.credentials.phoneNumberId });
}

interface NewDemo {
  readonly emulator: Emulator;
  readonly hub: Hub;
  readonly key: string;
  readonly folder: string;
  readonly stopping: Stopping;
}

async function liveThrough(past: Past, demo: NewDemo): Promise<void> {
  const { emulator, hub, key, folder, stopping } = demo;
  await markHalfTold(folder);
  if (past.title !== undefined) say(past.title);
  const endsAt = instantFromMs(emulator.clock.now() + past.lengthMs);
  await past.live({ emulator, hub, key, endsAt, goOn: () => stopping.goOn(), say });
  await emulator.clock.advanceTo(instantFromMs(Math.max(endsAt, machineTime.nowMs())));
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
    endpointOrigins: hubConfigFrom(ENDPOINT_SETTINGS).endpointOrigins,
    endpointsHere: true,
  };
}

/** A demo takes no other settings of a hub: it is the same everywhere. */
const ENDPOINT_SETTINGS = {
  CASEMENT_ENDPOINT_ORIGINS: environment["CASEMENT_ENDPOINT_ORIGINS"],
};

interface Before {
  readonly savedAt: number | undefined;
  readonly past: Past | undefined;
}

/** Where the clock begins: with the past, or no earlier than anything that we know. */
function startOf(database: HubDatabase, { savedAt, past }: Before): Instant {
  const now = machineTime.nowMs();
  if (past !== undefined) return instantFromMs(now - past.lengthMs);
  return instantFromMs(Math.max(now, database.newestAt ?? 0, savedAt ?? 0));
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
