import { DAY_MS, type Instant, instantFromMs, later, startOfDay } from "@casement/engine";
import type { Random } from "../../packages/emulator/src/random.ts";
import { MONTHS, type Month, monthsLater } from "../months.ts";

/** Where and when a storm begins. */
export interface Start {
  readonly month: Month;
  readonly at: Instant;
}

/**
 * Beside those of the long runs: months that begin with another way of charging, and clocks that
 * change.
 */
const MORE: readonly Month[] = [
  { month: "2023-06", timeZone: "America/Sao_Paulo", country: "BR", hasBursts: false },
  { month: "2024-11", timeZone: "Pacific/Auckland", country: "NZ", hasBursts: false },
  { month: "2025-07", timeZone: "Europe/Madrid", country: "ES", hasBursts: true },
  { month: "2026-03", timeZone: "America/New_York", country: "US", hasBursts: true },
];

/**
 * A third begins before a month does, a third before the clocks change if they do, the rest
 * anywhen.
 */
export function startFrom(random: Random): Start {
  const all = [...MONTHS, ...MORE];
  const month = all[random.below(all.length)] ?? MONTHS[0];
  if (month === undefined) throw new Error("there are months");
  const first = startOfDay(`${month.month}-01`, month.timeZone);
  const next = startOfDay(`${monthsLater(month.month, 1)}-01`, month.timeZone);
  const kind = random.below(3);
  const anywhen = instantFromMs(first + random.below(next - first));
  if (kind === 0) return { month, at: later(first, -DAY_MS + random.below(DAY_MS / 2)) };
  const odd = kind === 1 ? oddDay(month, first, next) : undefined;
  return { month, at: odd === undefined ? anywhen : later(odd, -random.below(DAY_MS)) };
}

/** The first midnight of a day that has not 24 hours. */
function oddDay({ timeZone }: Month, first: Instant, next: Instant): Instant | undefined {
  for (let day = first; day < next; day = later(day, DAY_MS)) {
    const date = Temporal.Instant.fromEpochMilliseconds(day).toZonedDateTimeISO(timeZone);
    if (date.hoursInDay !== 24) return instantFromMs(date.startOfDay().epochMilliseconds);
  }
  return undefined;
}
