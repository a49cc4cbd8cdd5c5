import assert from "node:assert/strict";
import { test } from "node:test";
import { ledgerOf, readTimeline } from "@casement/engine/timeline";
import { explanationText } from "../../src/timeline/explanation.ts";
import { ledgerText } from "../../src/timeline/ledger-tables.ts";

// What is said of each thing that can become of a message.

const ends = { number: "n1", customer: "c1" };
const heard = { kind: "customer_message", at: "2025-08-11T09:00:00Z", ...ends };

function sent(id: string, at: string, more: object = { content: "free_form" }): object {
  return { kind: "business_message", id, at, ...ends, ...more };
}

function status(message: string, word: string, at: string, more: object = {}): object {
  return { kind: "status", message, status: word, at, ...more };
}

function ledgerFrom(...facts: object[]) {
  const reading = readTimeline({ account: { timeZone: "UTC", currency: "USD" }, facts });
  assert.ok(reading.ok, JSON.stringify(reading));
  return ledgerOf(reading.timeline);
}

function sentencesOf(...facts: object[]): string[] {
  return explanationText(ledgerFrom(...facts))
    .trimEnd()
    .split("\n")
    .slice(1);
}

test("of a message that reached nobody it says why", () => {
  const at = "2025-08-11T10:00:00Z";

  assert.deepEqual(
    sentencesOf(heard, sent("m1", at), status("m1", "failed", at, { code: 131026 })),
    ["  Failed with 131026: it opened nothing and costs nothing. (D4)"],
  );
  assert.deepEqual(sentencesOf(heard, sent("m1", at)), [
    "  No delivery is reported, and only what is delivered can cost. (P1)",
  ]);
  assert.deepEqual(sentencesOf(sent("m1", at)), [
    "  Not sent: the service window is closed. A template can still be sent. (A2)",
  ]);
  assert.deepEqual(sentencesOf({ kind: "echo", id: "e1", at, ...ends }), [
    "  Sent from the business's own phone app: it opens nothing and costs nothing. (C12)",
  ]);
});

test("of a price that the platform reported it says what the rules would have", () => {
  const at = "2025-08-11T09:00:05Z";
  const template = { content: "template", category: "utility" };
  const pricing = { pricing_model: "PMP", category: "marketing", type: "regular", billable: true };

  const said = sentencesOf(sent("m1", at, template), status("m1", "delivered", at, { pricing }));

  assert.deepEqual(said, [
    "  Costs 0.0604 USD as marketing to Other, by Meta's price list of 2025-07-01. (P15)",
    "  So the platform says; by its rules it would be utility, charged. (P15)",
    "  It opened a utility conversation, which ends at 2025-08-12T09:00:05Z. (C3)",
  ]);
});

test("of a message in a conversation it says who opened it", () => {
  const [one, two] = ["2025-08-11T09:00:05Z", "2025-08-11T09:00:06Z"];
  const facts = [heard, sent("m1", one), sent("m2", two)];

  const said = sentencesOf(...facts, status("m1", "delivered", one), status("m2", "read", two));

  assert.equal(said.at(-1), "  It joined a service conversation, which m1 opened.");
});

test("the sum counts what is charged at a price not known, and does not guess it", () => {
  const at = "2026-08-11T09:00:05Z";
  const byAgent = { content: "free_form", by: "business_agent" };
  const told = ledgerFrom({ ...heard, at }, sent("m1", at, byAgent), status("m1", "read", at));

  const text = ledgerText(told);

  assert.match(text, /^ {2}m1 .* unknown {2}P10$/m);
  assert.match(
    text,
    /\n1 of 1 delivered messages charged: 0.0000 USD, and 1 at a price not known.\n$/,
  );
});

test("of nothing it says so", () => {
  assert.equal(ledgerText(ledgerFrom()), "Nothing was delivered that could cost.\n");
  assert.equal(explanationText(ledgerFrom()), "Nothing was sent, and nothing asked.\n");
});
