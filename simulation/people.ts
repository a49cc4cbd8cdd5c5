import type { Random } from "../packages/emulator/src/random.ts";

/** A customer of the simulated business, and how they are. */
export interface Person {
  readonly phone: string;
  /** How soon they read, as the emulator takes it; `null`: never. */
  readonly readsAfter: string | null;
  /** How surely a message reaches them. */
  readonly receives: number;
  readonly device: "phone" | "web";
  /** How likely they write on a day, and answer a message. */
  readonly writes: number;
  readonly replies: number;
}

/** Numbers that belong to nobody, where a country has set some aside; else of no network. */
const PREFIXES: readonly string[] = [
  "447700900",
  "1555010",
  "5511990000",
  "91990000",
  "4915500000",
  "62810000",
  "3363998",
  "23480000",
  "9715000",
];

/** A few dozen people of every habit, from countries of different prices. */
export function peopleFrom(random: Random, count: number): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const prefix = PREFIXES[index % PREFIXES.length] ?? "";
    const habit = random.below(10);
    return {
      phone: `${prefix}${String(100 + index).padStart(3, "0")}`,
      readsAfter: READS_AFTER[index % READS_AFTER.length] ?? null,
      receives: habit === 0 ? 0.7 : 1,
      device: habit === 1 ? "web" : "phone",
      // One in five ignores all that comes.
      writes: habit < 2 ? 0 : 0.1,
      replies: habit < 2 ? 0 : 0.4,
    };
  });
}

/** `0s`: the chat is open, and Meta reports no `delivered`. */
const READS_AFTER: readonly (string | null)[] = ["40s", null, "0s", "3h", "1s", "26h", "9m"];
