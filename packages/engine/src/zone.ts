import { type Instant, instantFromMs } from "./instant.ts";

// Calendars and zones, asked for in this one file. `Temporal` costs a microsecond a call, so every
// bound it is asked for is kept as an integer, once per zone.

/** Whether `text` is a time zone that this machine knows (an IANA name). */
export function isTimeZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return true;
  } catch {
    return false;
  }
}

/** The first moment of `date` (`YYYY-MM-DD`) in `timeZone`: 00:00, or the first there is. */
export function startOfDay(date: string, timeZone: string): Instant {
  const days = boundsOf(timeZone).days;
  const known = days.get(date);
  if (known !== undefined) return known;
  const start = instantFromMs(
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone }).epochMilliseconds,
  );
  days.set(date, start);
  return start;
}

/** The month of `at` in `timeZone`, as `YYYY-MM`. */
export function monthOf(at: Instant, timeZone: string): string {
  const utc = new Date(at);
  const month = utc.getUTCFullYear() * 12 + utc.getUTCMonth();
  if (at < startOfMonth(month, timeZone)) return monthName(month - 1);
  if (at >= startOfMonth(month + 1, timeZone)) return monthName(month + 1);
  return monthName(month);
}

/** Months are counted from year 0, so that the next one is one more. */
function startOfMonth(month: number, timeZone: string): Instant {
  const months = boundsOf(timeZone).months;
  const known = months.get(month);
  if (known !== undefined) return known;
  const start = startOfDay(`${monthName(month)}-01`, timeZone);
  months.set(month, start);
  return start;
}

function monthName(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, "0");
  return `${year}-${String((month % 12) + 1).padStart(2, "0")}`;
}

interface Bounds {
  readonly days: Map<string, Instant>;
  readonly months: Map<number, Instant>;
}

const BOUNDS: Map<string, Bounds> = new Map();

function boundsOf(timeZone: string): Bounds {
  const known = BOUNDS.get(timeZone);
  if (known !== undefined) return known;
  const bounds: Bounds = { days: new Map(), months: new Map() };
  BOUNDS.set(timeZone, bounds);
  return bounds;
}
