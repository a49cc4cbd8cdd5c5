import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from "@casement/engine";

// Moments and spans in words. All take the zone, so that a test is the same everywhere; on screen
// it is the reader's own.

/** `14:02` */
export function clockTime(at: Instant, zone: string): string {
  return format(at, zone, { hour: "2-digit", minute: "2-digit" });
}

/** `14:02:09` */
export function clockSeconds(at: Instant, zone: string): string {
  return format(at, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** `Today`, `Yesterday`, `Thursday 12 October`, or with the year where it is another one. */
export function dayName(at: Instant, now: Instant, zone: string): string {
  const days = daysBetween(at, now, zone);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const sameYear = year(at, zone) === year(now, zone);
  const named = { weekday: "long", day: "numeric", month: "long" } as const;
  return format(at, zone, sameYear ? named : { ...named, year: "numeric" }).replace(",", "");
}

/** `14:02:31`; of a day that is not today `12 Oct 14:02:31`. */
export function secondsOfDay(at: Instant, now: Instant, zone: string): string {
  const seconds = clockSeconds(at, zone);
  if (dayOf(at, zone) === dayOf(now, zone)) return seconds;
  return `${format(at, zone, { day: "numeric", month: "short" })} ${seconds}`;
}

/** `Thu 12 Oct` */
export function weekday(at: Instant, zone: string): string {
  const day = { weekday: "short", day: "numeric", month: "short" } as const;
  return format(at, zone, day).replace(",", "");
}

/** `2026-10-01`: two moments with the same are on the same day. */
export function dayOf(at: Instant, zone: string): string {
  return formatOf("sv-SE", zone, ISO_DAY).format(at);
}

/** As short as it can be without being mistaken: `14:05`, `Fri 08:02`, `3 Mar 08:02`. */
export function shortMoment(at: Instant, now: Instant, zone: string): string {
  const days = Math.abs(daysBetween(at, now, zone));
  if (days === 0) return clockTime(at, zone);
  if (days < 7) return `${format(at, zone, { weekday: "short" })} ${clockTime(at, zone)}`;
  return `${shortDate(at, now, zone)} ${clockTime(at, zone)}`;
}

/** For a list: `14:05`, `Yesterday`, `Tue`, `3 Mar`. */
export function listMoment(at: Instant, now: Instant, zone: string): string {
  const days = daysBetween(at, now, zone);
  if (days === 0) return clockTime(at, zone);
  if (days === 1) return "Yesterday";
  if (days > 1 && days < 7) return format(at, zone, { weekday: "short" });
  return shortDate(at, now, zone);
}

/** `Thu 12 Oct 2023 14:02:09`: when there is room to be exact. */
export function fullMoment(at: Instant, zone: string): string {
  const day = format(at, zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return `${day.replace(",", "")} ${clockSeconds(at, zone)}`;
}

/** `July 2023`, of `2023-07`. */
export function monthName(month: string): string {
  const at = Date.parse(`${month}-15T12:00:00Z`);
  return formatOf("en-GB", "UTC", { month: "long", year: "numeric" }).format(at);
}

/** The month `count` after `month`, or before it. */
export function monthLater(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/**
 * A span in its two largest units: `2 d 3 h`, `17 h 40 m`, `42 m`, and the seconds of the last ten
 * minutes, when they begin to matter.
 */
export function spanWords(spanMs: number): string {
  const ms = Math.max(0, spanMs);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  if (ms >= 2 * DAY_MS) return `${Math.floor(ms / DAY_MS)} d ${hours} h`;
  if (ms >= HOUR_MS) return `${Math.floor(ms / HOUR_MS)} h ${two(minutes)} m`;
  if (ms >= 10 * MINUTE_MS) return `${minutes} m`;
  const seconds = Math.floor((ms % MINUTE_MS) / SECOND_MS);
  return minutes > 0 ? `${minutes} m ${two(seconds)} s` : `${seconds} s`;
}

/** `just now`, `4 m ago`, `2 d ago`: the largest unit alone. */
export function agoWords(at: Instant, now: Instant): string {
  const ms = now - at;
  if (ms < MINUTE_MS) return "just now";
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} m ago`;
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} h ago`;
  return `${Math.floor(ms / DAY_MS)} d ago`;
}

function shortDate(at: Instant, now: Instant, zone: string): string {
  const day = { day: "numeric", month: "short" } as const;
  const sameYear = year(at, zone) === year(now, zone);
  return format(at, zone, sameYear ? day : { ...day, year: "numeric" });
}

/** Whole days of the calendar from `at` to `now`. */
function daysBetween(at: Instant, now: Instant, zone: string): number {
  return Math.round((Date.parse(dayOf(now, zone)) - Date.parse(dayOf(at, zone))) / DAY_MS);
}

function year(at: Instant, zone: string): string {
  return dayOf(at, zone).slice(0, 4);
}

function two(figure: number): string {
  return String(figure).padStart(2, "0");
}

const ISO_DAY = {};

function format(at: Instant, zone: string, options: Intl.DateTimeFormatOptions): string {
  return formatOf("en-GB", zone, options).format(at);
}

/** Formats are few, and dear to make: to make one takes longer than to draw the row it is for. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  let found = FORMATS.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    FORMATS.set(key, found);
  }
  return found;
}
