import { Sightings } from "../sometimes.ts";
import { SeedRecord, type Told } from "./seed-record.ts";
import { STORM_SIGHTS, type StormSight } from "./sights.ts";
import { shareOut, told } from "./workers.ts";

export interface SeedsWanted {
  readonly first: number;
  readonly last: number;
  readonly days: number;
  /** How many processes share the seeds. */
  readonly workers: number;
  /** A file that keeps what each came to: seeds that stand in it are not lived through again. */
  readonly record: string | undefined;
}

/** Fewer seeds than these need not have met everything. */
const SEEDS_FOR_ALL_SIGHTS = 100;
/** After so many a line says how far it is. */
const SEEDS_BETWEEN_LINES = 20;

/** Lives through storms, tells what they found and met, and says whether all was well. */
export async function liveThroughSeeds(wanted: SeedsWanted): Promise<boolean> {
  const { first, last, days, workers } = wanted;
  const record = new SeedRecord(wanted.record, days);
  const known = record.known();
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const storms = all.filter((seed) => !known.has(seed)).map((seed) => ({ seed, days }));
  const sums = new Sums(all.length);
  for (const seed of all) sums.add(known.get(seed));
  sums.begin();
  const tell = (one: Told): void => {
    record.keep(one);
    sums.add(one);
    sums.tellProgress();
  };
  if (all.length === 1) for (const storm of storms) tell(await told(storm));
  else await shareOut({ storms, workers, tell });
  return sums.tellAll(days);
}

/** What storms came to together. */
class Sums {
  readonly #sightings = new Sightings<StormSight>(STORM_SIGHTS);
  readonly #wanted: number;
  readonly #failed: number[] = [];
  readonly #startedAt = performance.now();
  #seeds = 0;
  #seedsBefore = 0;
  #posts = 0;
  #sends = 0;
  #deaths = 0;

  constructor(wanted: number) {
    this.#wanted = wanted;
  }

  /** What failed is told at once. */
  add(one: Told | undefined): void {
    if (one === undefined) return;
    this.#seeds += 1;
    this.#posts += one.posts;
    this.#sends += one.sends;
    this.#deaths += one.deaths;
    for (const [sight, times] of one.met) this.#sightings.saw(sight, times);
    if (one.violations.length === 0) return;
    this.#failed.push(one.seed);
    console.log(`seed ${one.seed}: ${one.violations.length} violations`);
    for (const line of [...one.violations, ...one.traces]) console.log(`  ${line}`);
  }

  /** What was added so far was known before. */
  begin(): void {
    this.#seedsBefore = this.#seeds;
    if (this.#seeds > 0) console.log(`${this.#seeds} of ${this.#wanted} are on record`);
  }

  tellProgress(): void {
    if (this.#seeds % SEEDS_BETWEEN_LINES !== 0 || this.#seeds === this.#wanted) return;
    const each = this.#seconds() / (this.#seeds - this.#seedsBefore);
    const left = Math.ceil((each * (this.#wanted - this.#seeds)) / 60);
    console.log(
      `${this.#seeds} of ${this.#wanted}, ${this.#failed.length} failed, ` +
        `${each.toFixed(1)} s each, ${left} min to go`,
    );
  }

  tellAll(days: number): boolean {
    for (const line of this.#sightings.lines()) console.log(line);
    console.log(
      `${this.#seeds} seeds of ${days} days, ${this.#failed.length} with violations, ` +
        `${this.#seconds().toFixed(0)} s: ` +
        `${this.#posts} posts, ${this.#sends} sends, ${this.#deaths} deaths`,
    );
    if (this.#failed.length > 0) console.log(`failed: ${this.#failed.join(" ")}`);
    const never = this.#seeds < SEEDS_FOR_ALL_SIGHTS ? [] : this.#sightings.never();
    if (never.length > 0) console.log(`never met: ${never.join("; ")}`);
    return this.#failed.length === 0 && never.length === 0;
  }

  #seconds(): number {
    return (performance.now() - this.#startedAt) / 1_000;
  }
}
