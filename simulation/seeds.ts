import { readFileSync } from "node:fs";
import { type Month, monthNamed } from "./months.ts";

export interface Seed {
  readonly month: Month;
  readonly seed: number;
  readonly customers: number;
  /** What it found when it failed. */
  readonly found: string;
}

/** The seeds that failed once: a line each, `2023-07 1 9 what it found`. */
export function failedSeeds(): Seed[] {
  const text = readFileSync(new URL("seeds.txt", import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [name = "", seed = "", customers = "", ...found] = line.split(" ");
    const month = monthNamed(name);
    if (month === undefined || !/^\d+ \d+$/.test(`${seed} ${customers}`))
      throw new Error(`seeds.txt: ${line}`);
    return { month, seed: Number(seed), customers: Number(customers), found: found.join(" ") };
  });
}
