import { DAY_MS, HOUR_MS, MINUTE_MS } from "@casement/engine";

/** How many milliseconds `2d 3h 10m` is. */
export function msFromWords(words: string): number {
  return words.split(" ").reduce((sum, word) => sum + msFromWord(word), 0);
}

function msFromWord(word: string): number {
  const unitMs = UNITS.get(word.slice(-1));
  const count = Number(word.slice(0, -1));
  if (unitMs === undefined || !Number.isInteger(count)) throw new Error(`${word} is no time`);
  return count * unitMs;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["d", DAY_MS],
  ["h", HOUR_MS],
  ["m", MINUTE_MS],
]);
