import { DAY_MS, later } from "@casement/engine";
import { Random, randomStateFromSeed } from "../../packages/emulator/src/random.ts";
import { proveRebuilt } from "../../packages/hub/test/flows/prove-rebuilt.ts";
import { lookBack } from "../look-back.ts";
import { peopleFrom } from "../people.ts";
import type { Sightings } from "../sometimes.ts";
import { tracesOf } from "../trace.ts";
import { violations } from "./checks/violations.ts";
import { eventsOf, gatherEvidence } from "./evidence.ts";
import type { Mark } from "./fuse.ts";
import { type PostingRow, postingsOf } from "./ledger-evidence.ts";
import { PeopleInStorm } from "./people.ts";
import type { StormSight } from "./sights.ts";
import { openStage, type Stage } from "./stage.ts";
import { startFrom } from "./start.ts";

export interface Storm {
  readonly seed: number;
  readonly days: number;
}

/** What came of a storm. All is as it should be if nothing is violated. */
export interface Weathered {
  readonly violations: readonly string[];
  /** Where the platform and the hub part over money, message by message. */
  readonly traces: readonly string[];
  readonly sightings: Sightings<StormSight>;
  readonly posts: number;
  readonly sends: number;
  readonly deaths: number;
}

/**
 * Lives through some days in which everything breaks that can, then lets it calm down until all is
 * delivered that Meta still tries, and looks whether each invariant holds.
 */
export async function liveThroughStorm({ seed, days }: Storm): Promise<Weathered> {
  const start = startFrom(new Random(randomStateFromSeed(seed, "storm/start")));
  await using stage = await openStage(seed, start);
  const { clock, house, sightings, calls, acknowledged } = stage;
  const people = new PeopleInStorm(stage, peopleFrom(stage.chance("habits"), CUSTOMERS));
  await people.moveIn();
  people.plan(days);
  stage.calendar.plan(people.all, days * DAY_MS);
  breakThings(stage, days);
  stage.neighbour?.plan(days * DAY_MS);

  const postings: PostingRow[] = [];
  for (let day = 0; day < days; day++) {
    await clock.advanceBy(DAY_MS);
    postings.push(...(await postingsOf(stage)));
  }
  await stage.calm();
  // What Meta could not deliver it tries for seven days; what people read, they read within two.
  const early = await eventsOf(stage);
  await clock.advanceBy(4 * DAY_MS);
  const halfway = await eventsOf(stage);
  postings.push(...(await postingsOf(stage)));
  await clock.advanceBy(5 * DAY_MS);
  await house.quiet();

  const evidence = await gatherEvidence(stage, {
    events: new Map([...early, ...halfway]),
    postings,
  });
  const found = violations(evidence);
  await proveRebuilt(stage.db, BigInt(stage.numberId)).catch((error: unknown) => {
    found.push(`F2: ${error instanceof Error ? error.message : String(error)}`);
  });
  const town = { ...stage, sometimes: sightings, control: asBody(stage) };
  const traces = found.length === 0 ? [] : await tracesOf(town);
  await lookBack(town, start.month);
  return {
    ...{ sightings, traces, deaths: house.deaths },
    violations: found.map((what) => `${start.month.month} ${start.month.timeZone}: ${what}`),
    posts: acknowledged.length,
    sends: calls.length,
  };
}

const CUSTOMERS = 5;

/** Deaths, lost connections and one orderly stop, when chance would have them. */
function breakThings({ clock, fuse, house, chance, sightings }: Stage, days: number): void {
  const random = chance("breaks");
  for (let i = 0; i < 2 * days; i++) {
    const kind = random.below(10);
    const blow = kind < 7 ? "crash" : kind < 9 ? "sessions" : "cut";
    const mark = MARKS[random.below(MARKS.length)] ?? "other";
    const at = random.happens(0.3) ? 1 + random.below(150) : mark;
    clock.schedule(later(clock.now(), random.below(days * DAY_MS)), () => fuse.arm({ blow, at }));
  }
  if (!random.happens(0.3)) return;
  clock.schedule(later(clock.now(), random.below(days * DAY_MS)), async () => {
    if (!(await house.stop())) return;
    sightings.saw("a hub that was stopped and started again");
    clock.schedule(later(clock.now(), random.below(DAY_MS / 4)), () => house.open());
  });
}

const MARKS: readonly Mark[] = [
  "post asked for",
  "post committed",
  "learning",
  "digest about to commit",
  "digest committed",
  "draft about to commit",
  "draft committed",
  "end about to commit",
  "send taken",
];

function asBody({ control }: Stage): Parameters<typeof lookBack>[0]["control"] {
  return async (method, path) => ({ status: 200, body: await control(method, path) });
}
