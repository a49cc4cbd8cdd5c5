import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@casement/engine";

const PART = /(\d+)(ms|s|m|h|d)/g;
const WHOLE = /^(\d+(ms|s|m|h|d))+$/;

/** The milliseconds in `23h59m` or `1d`, or `undefined` if the text is no duration. */
export function msFromDuration(text: string): number | undefined {
  if (!WHOLE.test(text)) return undefined;
  let ms = 0;
  for (const [, count, unit] of text.matchAll(PART)) ms += Number(count) * msOf(unit);
  return Number.isSafeInteger(ms) && ms <= DURATION_MS_MAX ? ms : undefined;
}

function msOf(unit: string | undefined): number {
  switch (unit) {
    case "s":
      return SECOND_MS;
    case "m":
      return MINUTE_MS;
    case "h":
      return HOUR_MS;
    case "d":
      return DAY_MS;
    default:
      return 1;
  }
}

/** Nobody turns a clock further than this on purpose: a hundred years. */
const DURATION_MS_MAX: number = 36_525 * DAY_MS;
