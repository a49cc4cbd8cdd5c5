import type { Clock } from "@casement/engine/clock";
import { machineTime, SystemClock } from "@casement/engine/system-clock";
import {
  type HubConfig,
  type HubDatabase,
  hubConfigFrom,
  jsonLog,
  type Log,
  startHub,
  systemIds,
} from "@casement/hub";
import { builtScreens } from "@casement/web";
import { environment } from "./config.ts";
import { EmulatorControl } from "./emulated/emulator-control.ts";
import { type Following, followEmulator } from "./emulated/follow-emulator.ts";
import { checkNotBehind, checkRealTime } from "./emulated/real-time.ts";
import { openDatabase } from "./open-database.ts";
import type { Stopping } from "./stopping.ts";

export interface ServeOptions {
  readonly newKey?: string;
  readonly newOwner?: boolean;
  readonly clock?: string;
}

/** Runs a hub on real numbers until it is told to stop. Its failures are written for people. */
export async function serve(options: ServeOptions, stopping: Stopping): Promise<void> {
  const config = hubConfigFrom(environment);
  const log = jsonLog();
  const control = controlOf(options.clock, config);
  if (control === undefined) await checkRealTime(config.connection, machineTime);
  else await control.clock();
  const database = await openDatabase(config, { stopping, log });
  const following = control && (await follow(control, database, log));
  const { inbox } = await builtScreens();
  const hub = await startHub({
    config,
    database,
    clock: following?.clock ?? realTime(database),
    machine: machineTime,
    ids: systemIds,
    log,
    screens: inbox,
  });
  stopping.add("hub", () => hub.close());
  if (following !== undefined) {
    await following.begin(hub);
    stopping.add("clock", () => following.close());
  }
  log.info("hub_started", { port: hub.port });
  if (options.newKey !== undefined) {
    const key = await hub.createKey({ name: options.newKey, scopes: ["*"] });
    process.stdout.write(`Hub  ${hub.url}\nKey  ${key}\n`);
  }
  const ownerLink = await hub.ownerLink({ evenIfOwned: options.newOwner ?? false });
  if (ownerLink !== undefined) {
    process.stdout.write(
      `Open this link once, within a day, to become an owner:\n  ${ownerLink}\n`,
    );
  }
}

/** Of the worlds of an emulator, our token opens ours; each has a clock of its own. */
function controlOf(url: string | undefined, config: HubConfig): EmulatorControl | undefined {
  if (url === undefined) return undefined;
  const { connection } = config;
  const isOurs = connection && new URL(connection.apiUrl).origin === new URL(url).origin;
  const token = isOurs ? connection.accessToken : undefined;
  return new EmulatorControl({ url, machine: machineTime, token });
}

function follow(control: EmulatorControl, database: HubDatabase, log: Log): Promise<Following> {
  return followEmulator({ control, machine: machineTime, log, newestAt: database.newestAt });
}

function realTime(database: HubDatabase): Clock {
  checkNotBehind(database.newestAt, machineTime);
  return new SystemClock();
}
