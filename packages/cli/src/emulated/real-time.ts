import { type Instant, isoFromInstant } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";
import { ClockFailure } from "./clock-failure.ts";
import { EmulatorControl } from "./emulator-control.ts";

/**
 * Makes sure that a hub on real time does not serve an emulator that is on another.
 *
 * Its windows would close at the wrong moment and its prices be those of another day, and nothing
 * would look wrong. Meta itself is not asked; nor is it known that another address is an emulator,
 * so one that does not tell the time is let be.
 */
export async function checkRealTime(
  connection: { readonly apiUrl: string; readonly accessToken: string } | undefined,
  machine: MachineTime,
): Promise<void> {
  if (connection === undefined || isMeta(connection.apiUrl)) return;
  const { apiUrl: url, accessToken: token } = connection;
  const told = await new EmulatorControl({ url, machine, token }).clock().catch(() => undefined);
  if (told === undefined || Math.abs(told.now - machine.nowMs()) <= OFF_MS_MAX) return;
  throw new ClockFailure(
    `The emulator at ${url} says it is ${isoFromInstant(told.now)}, and the hub would run on ` +
      `real time. Start it with --clock ${new URL(url).origin} (CASEMENT_CLOCK) to follow that.`,
  );
}

/** Makes sure that real time is not behind what the database has already seen. */
export function checkNotBehind(newestAt: Instant | undefined, machine: MachineTime): void {
  if (newestAt === undefined || newestAt - machine.nowMs() <= OFF_MS_MAX) return;
  throw new ClockFailure(
    `The database has already seen ${isoFromInstant(newestAt)}, on a clock that was turned, ` +
      "and real time is behind that. Follow that clock with --clock, or give the hub another " +
      "database (CASEMENT_FOLDER or DATABASE_URL).",
  );
}

function isMeta(url: string): boolean {
  return /(^|\.)facebook\.com$/.test(new URL(url).hostname);
}

const OFF_MS_MAX = 60_000;
