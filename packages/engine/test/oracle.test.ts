import assert from "node:assert/strict";
import { test } from "node:test";
import { type Draft, HOUR_MS } from "@casement/engine";
import fc from "fast-check";
import { asStored, booksInBatches } from "./oracle/batches.ts";
import { engineBooks, oracleBooks } from "./oracle/comparison.ts";
import { engineForecast, momentNear, oracleForecast } from "./oracle/forecast.ts";
import { timelines } from "./oracle/timelines.ts";

// The engine against an oracle that was written from SPEC.md alone, and laws that hold of any
// rules whatever. `npm run check` runs 5,000 timelines, `npm test` fewer; CASEMENT_ORACLE_RUNS says
// how many.

const usual = process.env["CASEMENT_TESTS"] === "all" ? 5_000 : 1_000;
const numRuns = Number(process.env["CASEMENT_ORACLE_RUNS"] ?? usual);
const fewer = { numRuns: Math.ceil(numRuns / 5) };

test("windows, conversations, units and charges are as the oracle says", () => {
  const law = fc.property(timelines, (timeline) => {
    assert.deepEqual(engineBooks(timeline), oracleBooks(timeline));
  });
  fc.assert(law, { numRuns });
});

test("[A2] [A16] a decision says what the oracle says would come of the send", () => {
  const moments = fc.tuple(
    fc.nat(60),
    fc.constantFrom(1_000, 2_000, HOUR_MS, 24 * HOUR_MS, 24 * HOUR_MS - 1_000, 72 * HOUR_MS),
  );
  const countries = fc.constantFrom("IN", "GB");
  const law = fc.property(timelines, drafts, moments, countries, (timeline, draft, at, country) => {
    const question = { timeline, draft, now: momentNear(timeline, ...at), country };
    assert.deepEqual(engineForecast(question), oracleForecast(question));
  });
  fc.assert(law, fewer);
});

test("[D2] any order, any duplicates: the set of facts decides", () => {
  const disturbed = timelines.chain((timeline) =>
    fc.tuple(...timeline.threads.map(({ facts }) => disturbedFrom(facts))).map((lists) => ({
      timeline,
      other: {
        ...timeline,
        threads: timeline.threads.map((one, index) => ({ ...one, facts: lists[index] ?? [] })),
      },
    })),
  );
  const law = fc.property(disturbed, ({ timeline, other }) => {
    assert.deepEqual(engineBooks(other), engineBooks(timeline));
  });
  fc.assert(law, fewer);
});

test("[D2] time adds up: at once is in batches, cut anywhere, is one by one", () => {
  const law = fc.property(timelines, fc.array(fc.nat(6), { maxLength: 12 }), (timeline, sizes) => {
    const whole = booksInBatches(timeline, [Number.POSITIVE_INFINITY]);
    assert.deepEqual(booksInBatches(timeline, sizes), whole);
    assert.deepEqual(booksInBatches(timeline, []), whole);
    assert.deepEqual(whole.threads, asStored(engineBooks(timeline).threads));
  });
  fc.assert(law, fewer);
});

/** The same facts in another order, some of them twice. */
function disturbedFrom<T>(facts: readonly T[]): fc.Arbitrary<T[]> {
  const list = [...facts];
  return fc
    .tuple(fc.shuffledSubarray(list, { minLength: list.length }), fc.shuffledSubarray(list))
    .map(([all, again]) => [...all, ...again]);
}

const drafts = fc.constantFrom<Draft>(
  { content: "free_form" },
  { content: "free_form", by: "business_agent" },
  { content: "reaction" },
  { content: "template", category: "marketing" },
  { content: "template", category: "marketing", api: "marketing_messages" },
  { content: "template", category: "utility" },
  { content: "template", category: "authentication" },
);
