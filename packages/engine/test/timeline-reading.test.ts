import assert from "node:assert/strict";
import { test } from "node:test";
import { readTimeline } from "@casement/engine/timeline";
import fc from "fast-check";

// What the reader of timelines says of one that is wrong: where, and what.

const account = { timeZone: "UTC", currency: "USD" };
const heard = {
  kind: "customer_message",
  at: "2023-07-10T09:00:00Z",
  number: "n1",
  customer: "c1",
};
const sent = {
  kind: "business_message",
  id: "m1",
  at: "2023-07-10T09:05:00Z",
  number: "n1",
  customer: "c1",
  content: "free_form",
};
const delivered = {
  kind: "status",
  message: "m1",
  status: "delivered",
  at: "2023-07-10T09:05:01Z",
};

function faultIn(given: unknown): string {
  const reading = readTimeline(given);
  return reading.ok ? "none" : `${reading.fault.where}: ${reading.fault.what}`;
}

function faultInFacts(...facts: unknown[]): string {
  return faultIn({ account, facts });
}

test("a timeline needs an account and facts, and no more", () => {
  assert.equal(faultIn({ account, facts: [] }), "none");
  assert.equal(faultIn([]), "timeline: must be an object");
  assert.equal(faultIn(null), "timeline: must be an object");
  assert.equal(faultIn({ facts: [] }), "account: is missing");
  assert.equal(faultIn({ account }), "facts: is missing");
  assert.equal(faultIn({ account, facts: {} }), "facts: must be a list");
  assert.equal(faultIn({ account, facts: [7] }), "facts[0]: must be an object");
});

test("a fact that is wrong is named by its place and its field", () => {
  assert.equal(faultInFacts(heard, sent, delivered), "none");
  assert.equal(
    faultInFacts(heard, { ...sent, at: "10 July" }),
    "facts[1].at: must be a moment as in 2023-07-10T09:00:00Z",
  );
  assert.equal(faultInFacts({ ...heard, at: undefined }), "facts[0].at: is missing");
  assert.equal(faultInFacts({ ...heard, customer: 7 }), "facts[0].customer: must be text");
  assert.equal(
    faultInFacts({ ...heard, device: "desktop" }),
    "facts[0].device: must be phone or web",
  );
  assert.match(faultInFacts({ ...heard, kind: "message" }), /^facts\[0\]\.kind: must be customer_/);
  assert.equal(
    faultInFacts(sent, { ...delivered, pricing: { pricing_model: "CBP" } }),
    "facts[1].pricing.category: is missing",
  );
});

test("a template has a category", () => {
  const template = { ...sent, content: "template" };
  assert.equal(faultInFacts(template), "facts[0].category: is missing: a template has one");
  assert.equal(
    faultInFacts({ ...template, category: "UTILITY" }),
    "facts[0].category: must be marketing, utility or authentication",
  );
  assert.equal(faultInFacts({ ...template, category: "utility" }), "none");
});

test("a status is of a message in the timeline, before or after it", () => {
  assert.equal(faultInFacts(delivered, sent), "none");
  assert.equal(
    faultInFacts(sent, { ...delivered, message: "m2" }),
    "facts[1].message: is the id of no message in the timeline",
  );
});

test("a message may be listed twice, and two messages may not share an id", () => {
  assert.equal(faultInFacts(sent, sent), "none");
  assert.equal(
    faultInFacts(sent, { ...sent, customer: "c2" }),
    "facts[1].id: is that of another message, and this one says otherwise",
  );
});

test("an account that is wrong is named by its field", () => {
  const faultWith = (given: object): string =>
    faultIn({ account: { ...account, ...given }, facts: [] });
  assert.equal(faultWith({ timeZone: "Mars/Base" }), "account.timeZone: must be an IANA time zone");
  assert.equal(faultWith({ currency: "dollars" }), "account.currency: must be an ISO 4217 code");
  assert.equal(faultWith({ exempt: "yes" }), "account.exempt: must be true or false");
  assert.equal(faultWith({ freeUnitsUsed: -1 }), "account.freeUnitsUsed: must be a whole number");
  assert.equal(
    faultWith({ freeUnitsUsed: { "n 1": 0.5 } }),
    'account.freeUnitsUsed["n 1"]: must be a whole number',
  );
  assert.equal(
    faultWith({ authInternationalFrom: { India: "2024-07-01T00:00:00Z" } }),
    "account.authInternationalFrom.India: must be an ISO 3166 country of two letters",
  );
});

test("what the platform's webhook says of a conversation is read as it says it", () => {
  const asTold = { id: "f1", origin: "service", expiresAt: "2023-07-11T09:05:00Z" };
  const asPosted = { id: "f1", origin: { type: "service" }, expiration_timestamp: "1689066300" };

  const [one, other] = [asTold, asPosted].map((conversation) =>
    readTimeline({ account, facts: [sent, { ...delivered, conversation }] }),
  );

  assert.deepEqual(one, other);
});

test("fields that nobody reads are passed over, and null is no value", () => {
  assert.equal(faultInFacts({ ...heard, note: "by hand", referral: null }), "none");
});

test("whatever is given is read or has a fault, and nothing is thrown", () => {
  const facts = fc.array(fc.oneof(fc.constantFrom(heard, sent, delivered), fc.object()));
  const given = fc.oneof(
    fc.anything(),
    fc.record({ account: fc.oneof(fc.constant(account), fc.anything()), facts }),
  );
  fc.assert(
    fc.property(given, (one) => {
      const reading = readTimeline(one);
      assert.ok(reading.ok || reading.fault.where.length > 0);
    }),
    { numRuns: 500 },
  );
});
