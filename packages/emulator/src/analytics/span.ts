import {
  DAY_MS,
  type Instant,
  instantFromMs,
  MINUTE_MS,
  monthOf,
  startOfDay,
} from "@casement/engine";

/** What a report is cut into. */
export type Granularity = "half_hour" | "day" | "month";

/** A piece of a report: from `start` up to, and not including, `end`, in seconds as on the wire. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The piece that `at` falls in. Days and months are those of the account's zone. */
export function spanOf(at: Instant, granularity: Granularity, timeZone: string): Span {
  switch (granularity) {
    case "half_hour": {
      const start = Math.floor(at / HALF_HOUR_MS) * HALF_HOUR_MS;
      return seconds(start, start + HALF_HOUR_MS);
    }
    case "day": {
      const date = dateOf(at, timeZone);
      return seconds(startOfDay(date, timeZone), startOfDay(dayAfter(date, 1), timeZone));
    }
    default: {
      const month = monthOf(at, timeZone);
      const next = monthAfter(month);
      return seconds(startOfDay(`${month}-01`, timeZone), startOfDay(`${next}-01`, timeZone));
    }
  }
}

/** The date of `at` in a zone: that of UTC, or the one before or after it. */
function dateOf(at: Instant, timeZone: string): string {
  const date = new Date(at).toISOString().slice(0, 10);
  if (at < startOfDay(date, timeZone)) return dayAfter(date, -1);
  const next = dayAfter(date, 1);
  return at >= startOfDay(next, timeZone) ? next : date;
}

function dayAfter(date: string, days: number): string {
  const at = instantFromMs(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS);
  return new Date(at).toISOString().slice(0, 10);
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

function seconds(start: number, end: number): Span {
  return { start: start / 1_000, end: end / 1_000 };
}

const HALF_HOUR_MS: number = 30 * MINUTE_MS;
