import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@casement/engine";

/** What a phone number is made of, or `undefined` if the text is none: 7 to 15 digits. */
export function digitsOf(text: string): string | undefined {
  const digits = text.replace(/[\s().+-]/g, "");
  return /^\d{7,15}$/.test(digits) ? digits : undefined;
}

/** A span as the clock takes it, from what people write: `1 h`, `23h 59m`, `90 s`, `2d`. */
export function durationOf(text: string): string | undefined {
  const span = text.toLowerCase().replace(/[\s,]+/g, "");
  return /^(\d+(ms|s|m|h|d))+$/.test(span) ? span : undefined;
}

/** How long a span that `durationOf` gave is. */
export function msOfDuration(duration: string): number {
  let ms = 0;
  for (const [, count = "0", unit = "ms"] of duration.matchAll(/(\d+)(ms|s|m|h|d)/g)) {
    ms += Number(count) * (UNITS.get(unit) ?? 1);
  }
  return ms;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["s", SECOND_MS],
  ["m", MINUTE_MS],
  ["h", HOUR_MS],
  ["d", DAY_MS],
]);
