import { parseArgs } from "node:util";
import { MONTHS, monthNamed } from "./months.ts";

/** What `npm run sim` was asked for. */
export type SimAsked =
  | { readonly kind: "help" }
  /** It was asked wrongly: in a line, how. */
  | { readonly kind: "wrong"; readonly what: string }
  | { readonly kind: "storms"; readonly wanted: StormsAsked }
  | { readonly kind: "months"; readonly wanted: MonthsAsked };

interface SeedsAsked {
  readonly first: number;
  readonly last: number;
}

interface StormsAsked extends SeedsAsked {
  readonly days: number;
  readonly workers: number;
  readonly record: string | undefined;
}

interface MonthsAsked extends SeedsAsked {
  readonly name: string;
  readonly days: number | undefined;
  readonly customers: number;
  readonly hasBursts: boolean | undefined;
}

export const SIM_USAGE = `npm run sim                          three days of storm, seed 1
npm run sim -- --seed 98 --days 3    another, and for how long
npm run sim -- --seeds 1..2000       many
  --workers 2                        by so many processes side by side
  --record FILE                      keep what each came to, and go on after the last
  --from 700                         begin there
npm run sim -- --month all           whole months instead
npm run sim -- --month 2023-07 --customers 60 --bursts --seed 5 --days 9`;

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  seed: { type: "string", default: "1" },
  seeds: { type: "string" },
  from: { type: "string" },
  record: { type: "string" },
  days: { type: "string" },
  workers: { type: "string", default: "1" },
  month: { type: "string" },
  customers: { type: "string", default: "24" },
  bursts: { type: "boolean" },
} as const;

/** Reads the words after `npm run sim --`. */
export function simAskedBy(args: readonly string[]): SimAsked {
  try {
    return askedBy(args);
  } catch (error) {
    if (error instanceof Error) return { kind: "wrong", what: error.message };
    throw error;
  }
}

function askedBy(args: readonly string[]): SimAsked {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.help === true) return { kind: "help" };
  const { first, last } = seedsFrom(values.seeds ?? values.seed);
  const days = values.days === undefined ? undefined : countFrom("--days", values.days);
  const workers = countFrom("--workers", values.workers);
  const customers = countFrom("--customers", values.customers);
  const { month: name, record, bursts: hasBursts } = values;
  if (name === undefined) {
    const from = values.from === undefined ? first : countFrom("--from", values.from);
    if (from > last) throw new Error(`--from ${from} is after the last seed, ${last}.`);
    return { kind: "storms", wanted: { first: from, last, days: days ?? 3, workers, record } };
  }
  if (name !== "all" && monthNamed(name) === undefined) {
    const all = MONTHS.map(({ month }) => month).join(", ");
    throw new Error(`--month ${name} is none of all, ${all}.`);
  }
  return { kind: "months", wanted: { first, last, days, name, customers, hasBursts } };
}

function seedsFrom(text: string): SeedsAsked {
  const [, one = "", other = one] = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(text) ?? [];
  const [first, last] = [Number(one), Number(other)];
  if (one === "" || last < first) throw new Error(`Seeds are 98, or 1..2000, and not ${text}.`);
  return { first, last };
}

function countFrom(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`${option} is a whole number from 1 up, and not ${text}.`);
}
