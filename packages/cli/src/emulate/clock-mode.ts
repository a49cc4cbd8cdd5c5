import { type Instant, instantFromIso, instantFromMs } from "@casement/engine";
import { InvalidArgumentError } from "commander";

/** How fast the emulator's clock goes, 0 for not at all, and where it starts if that was said. */
export interface ClockMode {
  readonly speed: number;
  readonly start?: Instant;
}

/** `--clock`: `real`, `frozen`, a speed, or a moment to start at, frozen. */
export function clockModeFrom(text: string): ClockMode {
  if (text === "real") return { speed: 1 };
  if (text === "frozen") return { speed: 0 };
  const speed = /^(\d+(?:\.\d+)?)x$/.exec(text)?.[1];
  if (speed !== undefined && Number(speed) > 0) return { speed: Number(speed) };
  const start = instantFromIso(text);
  if (start !== undefined) return { speed: 0, start };
  throw new InvalidArgumentError("real, frozen, a speed such as 60x, or 2023-07-10T00:00:00Z");
}

/**
 * Where the clock starts. Time does not go back: a world that was saved goes on at its own moment
 * or later. Real time is the machine's; a clock that stands, or has a speed of its own, goes on
 * where it was.
 */
export function startOf(
  { speed, start }: ClockMode,
  machineNowMs: number,
  savedAt: Instant | undefined,
): Instant {
  if (start === undefined && speed !== 1 && savedAt !== undefined) return savedAt;
  return instantFromMs(Math.max(start ?? machineNowMs, savedAt ?? 0));
}
