import assert from "node:assert/strict";
import { test } from "node:test";
import { Sightings } from "../sometimes.ts";
import { failedStorms } from "./seeds.ts";
import { STORM_SIGHTS, type StormSight } from "./sights.ts";
import { liveThroughStorm } from "./storm.ts";

// `npm run check` weathers a few storms; `npm run sim -- --seeds 1..2000` as many as one likes, and
// demands that they met everything that is hard.

test("a day in which everything breaks leaves nothing lost and nothing sent twice", async () => {
  const outcome = await liveThroughStorm({ seed: 1, days: 1 });

  assert.deepEqual(outcome.violations, [], outcome.traces.join("\n"));
  assert.ok(outcome.deaths > 0, "the hub died");
});

const sightings = new Sightings<StormSight>(STORM_SIGHTS);
for (const seed of [2, 3, 4, 5, 6, 7, 8]) {
  test(`three days of storm with the seed ${seed} violate nothing`, async () => {
    const outcome = await liveThroughStorm({ seed, days: 3 });

    sightings.add(outcome.sightings);
    assert.deepEqual(outcome.violations, [], outcome.traces.join("\n"));
  });
}

test("the storms met most of what is hard; all of it takes a hundred of them", () => {
  assert.ok(sightings.never().length < STORM_SIGHTS.length / 3, sightings.never().join("; "));
});

for (const { found, ...storm } of failedStorms()) {
  test(`the storm ${storm.seed} of ${storm.days} days violates nothing again: ${found}`, async () => {
    const outcome = await liveThroughStorm(storm);

    assert.deepEqual(outcome.violations, [], outcome.traces.join("\n"));
  });
}
