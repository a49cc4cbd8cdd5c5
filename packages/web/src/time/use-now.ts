import type { Instant } from "@casement/engine";
import { machineTime } from "@casement/engine/system-clock";
import { createContext, useContext, useSyncExternalStore } from "react";
import { ScreenClock } from "./screen-clock.ts";

export const ScreenClockContext = createContext(new ScreenClock(machineTime));

/** The time on screen; the part that asks is drawn again each second. */
export function useNow(): Instant {
  const clock = useContext(ScreenClockContext);
  return useSyncExternalStore(clock.subscribe, clock.shown);
}

/**
 * The time on screen, for a part that is drawn again only when `seen` makes something else of it: a
 * row that shows minutes need not be drawn sixty times in each of them.
 */
export function useNowWhen(seen: (now: Instant) => string | number): Instant {
  const clock = useContext(ScreenClockContext);
  useSyncExternalStore(clock.subscribe, () => seen(clock.shown()));
  return clock.shown();
}

/** The reader's own zone: times on screen are theirs, months of the ledger are the account's. */
export const ZONE: string = Intl.DateTimeFormat().resolvedOptions().timeZone;
