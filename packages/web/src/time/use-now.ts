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

/** The reader's own zone: times on screen are theirs, months of the ledger are the account's. */
export const ZONE: string = Intl.DateTimeFormat().resolvedOptions().timeZone;
