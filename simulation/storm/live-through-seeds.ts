import { fork } from "node:child_process";
import { once } from "node:events";
import { inspect } from "node:util";
import { Sightings } from "../sometimes.ts";
import { STORM_SIGHTS, type StormSight } from "./sights.ts";
import { liveThroughStorm, type Weathered } from "./storm.ts";

export interface SeedsWanted {
  readonly first: number;
  readonly last: number;
  readonly days: number;
  /** How many processes share the seeds. */
  readonly workers: number;
}

/** What a storm came to, as one process tells it to another. */
type Told = Omit<Weathered, "sightings"> & {
  readonly seed: number;
  readonly met: readonly (readonly [StormSight, number])[];
};

/** Fewer seeds than these need not have met everything. */
const SEEDS_FOR_ALL_SIGHTS = 100;

/** Lives through storms, tells what they found and met, and says whether all was well. */
export async function liveThroughSeeds(wanted: SeedsWanted): Promise<boolean> {
  const startedAt = performance.now();
  const sightings = new Sightings<StormSight>(STORM_SIGHTS);
  const sums = { seeds: 0, failed: 0, posts: 0, sends: 0, deaths: 0 };
  const tell = ({ seed, violations, traces, met, posts, sends, deaths }: Told): void => {
    sums.seeds += 1;
    sums.posts += posts;
    sums.sends += sends;
    sums.deaths += deaths;
    for (const [sight, times] of met) sightings.saw(sight, times);
    if (violations.length === 0) return;
    sums.failed += 1;
    console.log(`seed ${seed}: ${violations.length} violations`);
    for (const line of [...violations, ...traces]) console.log(`  ${line}`);
  };
  if (wanted.workers > 1) await shareOut(wanted, tell);
  else for (let seed = wanted.first; seed <= wanted.last; seed++) tell(await told(seed, wanted));
  for (const line of sightings.lines()) console.log(line);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
  console.log(
    `${sums.seeds} seeds of ${wanted.days} days, ${sums.failed} with violations, ${seconds} s: ` +
      `${sums.posts} posts, ${sums.sends} sends, ${sums.deaths} deaths`,
  );
  const never = sums.seeds < SEEDS_FOR_ALL_SIGHTS ? [] : sightings.never();
  if (never.length > 0) console.log(`never met: ${never.join("; ")}`);
  return sums.failed === 0 && never.length === 0;
}

/** A storm that does not come to its end is a violation too, and the next goes on. */
async function told(seed: number, { days }: Pick<SeedsWanted, "days">): Promise<Told> {
  try {
    const { sightings, ...rest } = await liveThroughStorm({ seed, days });
    return { seed, ...rest, met: sightings.met() };
  } catch (error) {
    // With what broke the storm may come what broke in clearing up after it.
    const what = inspect(error);
    return { seed, violations: [what], traces: [], met: [], posts: 0, sends: 0, deaths: 0 };
  }
}

/** Gives each process the next seed when it is done with its last. */
async function shareOut(
  { first, last, days, workers }: SeedsWanted,
  tell: (one: Told) => void,
): Promise<void> {
  let next = first;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const worker = fork(new URL("worker.ts", import.meta.url), [String(days)]);
      const giveNext = (): void => {
        if (next > last) worker.disconnect();
        else worker.send(next++);
      };
      worker.on("message", (one: Told) => {
        tell(one);
        giveNext();
      });
      giveNext();
      const [code] = await once(worker, "exit");
      if (code !== 0) throw new Error(`a worker ended with ${code}`);
    }),
  );
}

/** What a worker does: a storm for each seed that it is told, until nobody is there to tell it. */
export function workFor(days: number): void {
  process.on("message", (seed: number) => {
    void told(seed, { days }).then((one) => process.send?.(one));
  });
  // What a hub that was killed has left open ends with the process.
  process.on("disconnect", () => process.exit(0));
}
