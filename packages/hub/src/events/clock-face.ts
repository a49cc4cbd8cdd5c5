import type { Clock } from "@casement/engine/clock";
import { isoOf } from "../api/instants.ts";
import type { ClockShape } from "../api/shapes.ts";

/** A clock that can be turned, or go faster than the machine's, and says when that happens. */
export interface ClockFace extends Clock {
  /** How many milliseconds pass on it in a real one; 0 while it stands. */
  readonly speed: number;
  /** Calls `watcher` whenever it was turned or its speed changed. Returns how to stop. */
  watch(watcher: () => void): () => void;
}

/**
 * Whether there is more to say of the clock than its time. Real time goes by itself, at speed 1.
 */
export function isClockFace(clock: Clock): clock is ClockFace {
  return "speed" in clock && "watch" in clock;
}

export function clockShape(clock: Clock): ClockShape {
  return { now: isoOf(clock.now()), speed: isClockFace(clock) ? clock.speed : 1 };
}
