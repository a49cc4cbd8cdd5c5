import assert from "node:assert/strict";
import { test } from "node:test";
import type { Evidence } from "../evidence.ts";
import { journalFaults, monthFaults, sealFaults } from "./journal.ts";
import { DAY_MS, posting, seal, unit, WROTE, well } from "./planted.ts";

test("a posting that was seen and is gone, or is another now, is told", () => {
  const faultsOf = (...postings: Evidence["postings"]): string[] =>
    journalFaults(well({ postings, earlierPostings: [posting(), posting()] }));

  assert.deepEqual(faultsOf(posting(), posting({ id: "q", place: 1 })), []);
  assert.deepEqual(faultsOf(posting({ id: "q", place: 1 })), [
    "L2: posting 0 of wamid.out is gone",
  ]);
  for (const change of [{ amount: 4_000 }, { recorded: WROTE }, { period: "2025-07" }]) {
    assert.deepEqual(faultsOf(posting(change)), ["L2: posting 0 of wamid.out was changed"]);
  }
});

test("a month whose units come to another sum than its postings is told", () => {
  const june = "2025-06 service:United Kingdom";
  const july = "2025-07 service:United Kingdom";
  const faultsOf = (changes: Partial<Evidence>): string[] => monthFaults(well(changes));

  assert.deepEqual(faultsOf({}), []);
  assert.deepEqual(faultsOf({ units: [unit({ amount: 6_000 })] }), [
    `L3: ${june} comes to 6000, and 5000 is booked`,
  ]);
  assert.deepEqual(faultsOf({ postings: [posting({ period: "2025-07" })] }), [
    `L3: ${june} comes to 5000, and 0 is booked`,
    `L3: ${july} comes to 0, and 5000 is booked`,
  ]);
  const late = posting({ period: "2025-07", lateFor: "2025-06" });
  assert.deepEqual(faultsOf({ postings: [late] }), []);
  const nearly = Date.UTC(2025, 5, 30, 23, 30);
  const ofJuly = {
    units: [unit({ delivered: nearly })],
    postings: [posting({ period: "2025-07" })],
  };
  assert.deepEqual(faultsOf(ofJuly), [], "in London it is July by then");
  const india = { debit: "cost:1:service:India" };
  assert.equal(faultsOf({ postings: [posting(india)] }).length, 2);
});

test("a closed month that says another sum or count, or was booked in since, is told", () => {
  const faultsOf = (changes: Partial<Evidence>): string[] => sealFaults(well(changes));

  assert.deepEqual(faultsOf({}), []);
  assert.deepEqual(faultsOf({ seals: [seal({ postings: 2 })] }), [
    "L9: 2025-06 was closed with 2 postings, and has 1",
  ]);
  assert.deepEqual(faultsOf({ seals: [seal({ sums: { "meta:1 USD": -5_000 } })] }), [
    "L9: 2025-06 was closed with 0 in cost:1:service:United Kingdom USD, and its postings are 5000",
  ]);
  assert.deepEqual(faultsOf({ postings: [posting({ recorded: WROTE + 9 * DAY_MS + 1 })] }), [
    "L9: wamid.out was booked in 2025-06 after it was closed",
  ]);
  const late = posting({ period: "2025-07", lateFor: "2025-06" });
  assert.deepEqual(faultsOf({ postings: [late], seals: [] }), [
    "L3: wamid.out is late for 2025-06, which is open",
  ]);
});
