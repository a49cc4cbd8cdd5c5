import assert from "node:assert/strict";
import { instantFromIso, startOfDay } from "@casement/engine";
import type { LedgerJson } from "@casement/engine/timeline";
import type { Scenario } from "./scenarios.ts";

// How a scenario's expectation is held against a ledger: what it names must be there, and what it
// leaves out is free.

type Row = Readonly<Record<string, unknown>>;

export function assertMatches(ledger: LedgerJson, scenario: Scenario): void {
  const seen = view(ledger, scenario);
  for (const [name, expected] of Object.entries(scenario.expect)) {
    assertHolds(seen[name], expected, name);
    if (name === "billableCount") assert.deepEqual(seen[name], expected);
  }
}

function view(ledger: LedgerJson, { timeline, expect }: Scenario): Row {
  const rows: Readonly<Record<keyof LedgerJson, readonly Row[]>> = JSON.parse(
    JSON.stringify(ledger),
  );
  const expected: readonly Row[] = Array.isArray(expect["charges"]) ? expect["charges"] : [];
  return {
    windows: rows.windows,
    conversations: rows.conversations.filter((one) => isDocumented(one, timeline.account.timeZone)),
    attached: attachedIn(rows.conversations),
    charges: expected.map(({ message }) => {
      const charge = rows.charges.find((one) => one["message"] === message);
      const refused = rows.refused.find((one) => one["message"] === message)?.["code"];
      return charge ?? { message, refused };
    }),
    billableCount: billableCountOf(rows.charges),
    decisions: rows.answers,
  };
}

/** From 2025-07-01 the platform names no conversations but free entry points. */
function isDocumented({ openedAt, category }: Row, timeZone: string): boolean {
  const at = instantFromIso(String(openedAt)) ?? assert.fail("openedAt is a moment");
  return at < startOfDay("2025-07-01", timeZone) || category === "referral_conversion";
}

function attachedIn(conversations: readonly Row[]): Row {
  return Object.fromEntries(
    conversations.flatMap(({ messages, category }) =>
      Array.isArray(messages) ? messages.map((message) => [message, category]) : [],
    ),
  );
}

function billableCountOf(charges: readonly Row[]): Row {
  const counts: Record<string, number> = {};
  for (const { billable, category } of charges) {
    if (billable === true) counts[String(category)] = (counts[String(category)] ?? 0) + 1;
  }
  return counts;
}

function assertHolds(seen: unknown, expected: unknown, where: string): void {
  if (Array.isArray(expected)) {
    const list: readonly unknown[] = Array.isArray(seen) ? seen : [];
    assert.equal(list.length, expected.length, `${where}: how many of ${JSON.stringify(seen)}`);
    for (const [index, one] of expected.entries()) {
      assertHolds(list[index], one, `${where}[${index}]`);
    }
  } else if (isRow(expected)) {
    for (const [name, value] of Object.entries(expected)) {
      assertHolds(isRow(seen) ? seen[name] : undefined, value, `${where}.${name}`);
    }
  } else {
    assert.equal(seen, expected, where);
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null;
}
