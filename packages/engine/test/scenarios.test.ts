import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Charge, decimalFromMicros, type Instant, isoFromInstant } from "@casement/engine";
import { type Outcome, run } from "./timeline.ts";

// biome-ignore lint/suspicious/noExplicitAny: an expectation names the fields it is about.
type Json = any;

const file = new URL("./fixtures/scenarios.json", import.meta.url);
const scenarios: Json[] = JSON.parse(readFileSync(file, "utf8"));
const PMP_FROM = Date.parse("2025-07-01T00:00:00Z");

for (const scenario of scenarios) {
  test(`scenario ${scenario.id}: ${scenario.title}`, () => {
    const outcome = run(scenario.timeline);
    const seen = view(outcome, scenario);
    for (const [name, expected] of Object.entries(scenario.expect)) {
      assertMatches(seen[name], expected, name);
    }
  });
}

/** The outcome in the words of the timeline format. */
function view(outcome: Outcome, scenario: Json): Record<string, Json> {
  const isZoned = scenario.timeline.account.timeZone !== "UTC";
  return {
    windows: outcome.windows.map(plain),
    conversations: outcome.conversations
      .filter((one) => isZoned || one.openedAt < PMP_FROM || one.category === "referral_conversion")
      .map(plain),
    attached: Object.fromEntries(
      outcome.units.map((unit) => [unit.wamid, unit.conversation?.category ?? null]),
    ),
    charges: (scenario.expect.charges ?? []).map((expected: Json) => {
      const charge = outcome.charges.get(expected.message);
      const message = expected.message;
      if (charge !== undefined) return { message, ...chargeView(charge) };
      return { message, refused: outcome.refused.get(message) };
    }),
    billableCount: [...outcome.charges.values()]
      .filter((charge) => charge.billable === true)
      .reduce<Record<string, number>>((counts, { category }) => {
        counts[category] = (counts[category] ?? 0) + 1;
        return counts;
      }, {}),
    decisions: outcome.decisions.map((decision) =>
      decision.allowed
        ? { ...decision, reason: null, charge: chargeView(decision.charge) }
        : { ...decision, charge: null },
    ),
  };
}

function chargeView(charge: Charge) {
  const amount = charge.amountMicros === null ? null : decimalFromMicros(charge.amountMicros);
  return { ...charge, amount };
}

function plain(row: object): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) =>
      name.endsWith("At") && typeof value === "number"
        ? [name, isoFromInstant(value as Instant)]
        : [name, value],
    ),
  );
}

/** What is expected must be there; what is not named is free. */
function assertMatches(seen: Json, expected: Json, where: string): void {
  if (Array.isArray(expected)) {
    assert.equal(seen?.length, expected.length, `${where}: how many, of ${JSON.stringify(seen)}`);
    expected.forEach((one, index) => {
      assertMatches(seen[index], one, `${where}[${index}]`);
    });
  } else if (typeof expected === "object" && expected !== null) {
    for (const [name, value] of Object.entries(expected)) {
      assertMatches(seen?.[name], value, `${where}.${name}`);
    }
    if (where === "billableCount") assert.deepEqual(seen, expected);
  } else {
    assert.equal(seen, expected, where);
  }
}
