import { instantFromIso } from "@casement/engine";
import type { VirtualClock } from "@casement/engine/clock";
import { msFromDuration } from "../duration.ts";

/** The emulator's clock, in words. It stands still between two turns. */
export interface TestClock {
  /** The clock itself: a program that takes a `Clock` can run on it, too. */
  readonly virtual: VirtualClock;
  /** ISO 8601. */
  now(): string;
  /** Turns on by `"23h59m"`: all that falls due on the way happens, webhooks included. */
  advance(duration: string): Promise<void>;
  /** Turns on to a moment in ISO 8601. */
  advanceTo(moment: string): Promise<void>;
}

export function testClock(clock: VirtualClock): TestClock {
  return {
    virtual: clock,
    now: () => new Date(clock.now()).toISOString(),
    async advance(duration) {
      const ms = msFromDuration(duration);
      if (ms === undefined) throw new Error(`${duration} is no duration, as 90s or 23h59m`);
      await clock.advanceBy(ms);
    },
    async advanceTo(moment) {
      const at = instantFromIso(moment);
      if (at === undefined) throw new Error(`${moment} is no moment, as 2026-11-02T09:00:00Z`);
      await clock.advanceTo(at);
    },
  };
}
