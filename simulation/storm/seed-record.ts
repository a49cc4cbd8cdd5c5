import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { StormSight } from "./sights.ts";
import type { Weathered } from "./storm.ts";

/** What a storm came to, as one process tells it to another. */
export type Told = Omit<Weathered, "sightings"> & {
  readonly seed: number;
  readonly met: readonly (readonly [StormSight, number])[];
};

/** What a storm that came to no end has to tell. */
export function toldOfFailure(seed: number, what: string): Told {
  return { seed, violations: [what], traces: [], met: [], posts: 0, sends: 0, deaths: 0 };
}

/**
 * What storms came to, in a file: a line of JSON each, written as soon as one is over. So a run
 * that was broken off goes on where it was, and what it found is not lost with its window.
 */
export class SeedRecord {
  readonly #path: string | undefined;
  readonly #days: number;

  /** Without a path nothing is kept. Storms of another length are none of this record's. */
  constructor(path: string | undefined, days: number) {
    this.#path = path;
    this.#days = days;
  }

  /** What earlier runs recorded, by seed. A line that was cut off counts as not there. */
  known(): Map<number, Told> {
    const known = new Map<number, Told>();
    if (this.#path === undefined || !existsSync(this.#path)) return known;
    for (const line of readFileSync(this.#path, "utf8").split("\n")) {
      const one = lineFrom(line);
      if (one === undefined) continue;
      const { days, ...told } = one;
      if (days === this.#days) known.set(told.seed, told);
    }
    return known;
  }

  keep(told: Told): void {
    if (this.#path === undefined) return;
    appendFileSync(this.#path, `${JSON.stringify({ days: this.#days, ...told })}\n`);
  }
}

function lineFrom(line: string): (Told & { readonly days: number }) | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
