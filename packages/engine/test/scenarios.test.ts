import assert from "node:assert/strict";
import { test } from "node:test";
import { assertMatches } from "./timeline/expectation.ts";
import { jsonOf, scenarios } from "./timeline/scenarios.ts";

// What is known to follow from 67 timelines, as the timeline format says it.

for (const scenario of scenarios) {
  test(`scenario ${scenario.id}: ${scenario.title}`, () => {
    assertMatches(jsonOf(scenario.timeline), scenario);
  });
}

test("there are 67 scenarios, each with a name of its own", () => {
  assert.equal(new Set(scenarios.map((one) => one.id)).size, 67);
});
