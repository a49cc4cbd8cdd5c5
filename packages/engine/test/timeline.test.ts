import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jsonOf, scenarios } from "./timeline/scenarios.ts";

// What follows from a timeline, beyond what the scenarios are about.

const account = { timeZone: "UTC", currency: "USD" };
const UK = "447700900123";
const MARKETING = { content: "template", category: "marketing" };

/** A customer of n1 writes, and is answered with `id`; delivered in the same second, or not. */
function exchange(at: string, id: string, customer = UK, isDelivered = true): object[] {
  const message = {
    kind: "business_message",
    id,
    at,
    number: "n1",
    customer,
    content: "free_form",
  };
  return [
    { kind: "customer_message", at, number: "n1", customer },
    message,
    ...(isDelivered ? [{ kind: "status", message: id, status: "delivered", at }] : []),
  ];
}

function question(at: string, fields: object = {}): object {
  return { at, number: "n1", customer: UK, content: "free_form", ...fields };
}

type Row = Readonly<Record<string, unknown>>;

interface Rows {
  readonly charges: readonly Row[];
  readonly conversations: readonly Row[];
  readonly refused: readonly Row[];
  readonly answers: readonly (Row & { readonly charge: Row | null })[];
}

function rowsOf(given: unknown): Rows {
  return JSON.parse(JSON.stringify(jsonOf(given)));
}

/** Of each row, the fields named. */
function fieldsOf(list: readonly Row[], ...names: string[]) {
  return list.map((row) => names.map((name) => row[name]));
}

test("[D2] the order in which a timeline lists its facts changes nothing, nor do repeats", () => {
  const listed = fc.constantFrom(...scenarios).chain(({ timeline }) => {
    const facts = [...timeline.facts];
    const all = fc.shuffledSubarray(facts, { minLength: facts.length });
    return fc.tuple(fc.constant(timeline), all, fc.shuffledSubarray(facts));
  });
  fc.assert(
    fc.property(listed, ([timeline, all, again]) => {
      const other = { ...timeline, facts: [...all, ...again] };

      assert.deepEqual(jsonOf(other), jsonOf(timeline));
    }),
    { numRuns: 300 },
  );
});

test("what happens after a question changes no answer, nor do other questions", () => {
  const asked = fc.constantFrom(...scenarios).chain(({ timeline }) => {
    const moments = timeline.facts.map(momentOf).sort((a, b) => a - b);
    const [first = 0, last = 0] = [moments[0], moments.at(-1)];
    const at = fc.integer({ min: first, max: last + 100_000_000 });
    return fc.tuple(fc.constant(timeline), fc.array(at, { minLength: 1, maxLength: 5 }));
  });
  fc.assert(
    fc.property(asked, ([timeline, moments]) => {
      const questions = moments.map((at) =>
        question(new Date(at).toISOString(), endsIn(timeline.facts)),
      );
      const { answers } = jsonOf({ ...timeline, questions });
      for (const [index, one] of questions.entries()) {
        const until = Math.floor((moments[index] ?? 0) / 1_000) * 1_000;
        const facts = timeline.facts.filter((fact) => momentOf(fact) <= until);
        const sent = new Set(facts.map((fact) => wordOf(fact, "id")));
        const told = facts.filter(
          (fact) => wordOf(fact, "kind") !== "status" || sent.has(wordOf(fact, "message")),
        );

        const alone = jsonOf({ ...timeline, facts: told, questions: [one] });

        assert.deepEqual(answers[index], alone.answers[0]);
      }
    }),
    { numRuns: 200 },
  );
});

test("[T1] free units used before count in the month of the first fact, and in no other", () => {
  const facts = [
    ...exchange("2023-07-10T09:00:00Z", "m1"),
    ...exchange("2023-08-10T09:00:00Z", "m2"),
  ];

  const { charges } = rowsOf({ account: { ...account, freeUnitsUsed: 1000 }, facts });

  assert.deepEqual(fieldsOf(charges, "message", "billable", "freeTierMonth"), [
    ["m1", true, null],
    ["m2", false, "2023-08"],
  ]);
});

test("[T1] a question knows how many free units the month had used, and not those of another", () => {
  const facts = [
    ...exchange("2026-10-12T09:00:00Z", "m1", "447700900124"),
    ...exchange("2026-11-02T09:00:00Z", "m2"),
  ];
  const given = { ...account, freeUnitsUsed: { n1: 999 } };
  const questions = [question("2026-11-02T10:00:00Z"), question("2026-10-12T08:59:59Z")];
  const heard = {
    kind: "customer_message",
    at: "2026-10-12T08:00:00Z",
    number: "n1",
    customer: UK,
  };
  const asked = { ...question("2026-10-12T10:00:00Z") };

  const { answers } = rowsOf({
    account: given,
    facts: [heard, ...facts],
    questions: [...questions, asked],
  });

  const free = answers.map(({ charge }) => charge?.["usesFreeTier"]);
  assert.deepEqual(free, [true, true, false]);
});

test("[A13] what is under way may use up what is free, and the answer is a range", () => {
  const facts = [
    { kind: "customer_message", at: "2026-10-12T09:00:00Z", number: "n1", customer: UK },
    ...exchange("2026-10-12T09:30:00Z", "m1", "447700900124", false),
  ];
  const charged = (used: number): unknown[] => {
    const given = { ...account, freeUnitsUsed: { n1: used } };
    const asked = { account: given, facts, questions: [question("2026-10-12T10:00:00Z")] };
    const charge = rowsOf(asked).answers[0]?.charge;
    return [charge?.["amount"], charge?.["amountMax"]];
  };

  assert.deepEqual(charged(998), ["0.0000", undefined]);
  assert.deepEqual(charged(999), ["0.0000", "0.0220"]);
  assert.deepEqual(charged(1000), ["0.0220", undefined]);
});

test("[A13] what has arrived is not under way, and is counted once, whenever its price comes", () => {
  const pricing = { pricing_model: "PMP", category: "service", type: "free_customer_service" };
  const delivered = { kind: "status", message: "m1", status: "delivered" };
  const read = { ...delivered, status: "read", at: "2026-10-12T09:31:00Z", pricing };
  const questions = [question("2026-10-12T09:30:30Z"), question("2026-10-12T10:00:00Z")];
  // By the platform's clock it may arrive before ours says that it was sent.
  const arrivals = [
    [{ ...delivered, at: "2026-10-12T09:30:01Z" }, read],
    [{ ...delivered, at: "2026-10-12T09:29:59Z" }],
  ];
  for (const arrival of arrivals) {
    const facts = [
      { kind: "customer_message", at: "2026-10-12T09:00:00Z", number: "n1", customer: UK },
      ...exchange("2026-10-12T09:30:00Z", "m1", "447700900124", false),
      ...arrival,
    ];

    const { answers } = rowsOf({ account: { ...account, freeUnitsUsed: 998 }, facts, questions });

    const amounts = answers.map(({ charge }) => [charge?.["amount"], charge?.["amountMax"]]);
    assert.deepEqual(amounts, [
      ["0.0000", undefined],
      ["0.0000", undefined],
    ]);
  }
});

test("[T1] what another number has under way is no matter where each has an allowance", () => {
  const heard = {
    kind: "customer_message",
    at: "2026-10-12T09:00:00Z",
    number: "n2",
    customer: UK,
  };
  const facts = [heard, ...exchange("2026-10-12T09:30:00Z", "m1", "447700900124", false)];
  const questions = [question("2026-10-12T10:00:00Z", { number: "n2" })];

  const { answers } = rowsOf({ account: { ...account, freeUnitsUsed: 999 }, facts, questions });

  assert.equal(answers[0]?.charge?.["amountMax"], undefined);
});

test("[T1] what is said of each number is said of an allowance they share", () => {
  const freeUnitsUsed = { n1: 400, n2: 600 };

  const { charges } = rowsOf({
    account: { ...account, freeUnitsUsed },
    facts: exchange("2023-07-10T09:00:00Z", "m1"),
  });

  assert.deepEqual(fieldsOf(charges, "billable"), [[true]]);
});

test("charges stand in the order of delivery, and of messages in one second", () => {
  const at = "2023-07-10T09:00:00Z";
  const late = { kind: "status", message: "a", status: "delivered", at: "2023-07-10T09:00:05Z" };
  const facts = [...exchange(at, "a", UK, false), late, ...exchange(at, "c"), ...exchange(at, "b")];

  const { charges, conversations } = rowsOf({ account, facts });

  assert.deepEqual(fieldsOf(charges, "message"), [["b"], ["c"], ["a"]]);
  assert.deepEqual(fieldsOf(conversations, "openedBy", "messages"), [["b", ["b", "c", "a"]]]);
});

test("[C8] a conversation of a time when messages are charged is charged neither way", () => {
  const facts = [
    { ...question("2025-08-11T09:00:00Z", MARKETING), kind: "business_message", id: "m1" },
    { kind: "status", message: "m1", status: "delivered", at: "2025-08-11T09:00:01Z" },
  ];

  const { charges, conversations } = rowsOf({ account, facts });

  assert.deepEqual(fieldsOf(charges, "billable"), [[true]]);
  assert.deepEqual(fieldsOf(conversations, "category", "billable"), [["marketing", null]]);
});

test("what is no template has no category, whatever is written", () => {
  const [heard, message, delivered] = exchange("2023-07-10T09:00:00Z", "m1");
  const facts = [heard, { ...message, category: "marketing" }, delivered];

  assert.deepEqual(
    jsonOf({ account, facts }),
    jsonOf({ account, facts: exchange("2023-07-10T09:00:00Z", "m1") }),
  );
});

test("[A15] an answer that several things stand against names them all", () => {
  const given = { ...account, paymentMethod: false, freeUnitsUsed: 1000 };
  const questions = [question("2026-10-12T10:00:00Z")];

  const { answers } = rowsOf({ account: given, facts: [], questions });

  assert.deepEqual(fieldsOf(answers, "code", "reason", "reasons"), [
    [131047, "service_window_closed", ["service_window_closed", "payment_method_missing"]],
  ]);
});

test("[A2] a message that nobody reported on, and that the rules forbid, is refused", () => {
  const late = { ...question("2023-07-11T09:00:00Z"), kind: "business_message" };
  const facts = [
    { kind: "customer_message", at: "2023-07-10T09:00:00Z", number: "n1", customer: UK },
    { ...late, id: "in-time", at: "2023-07-11T08:59:59Z" },
    { ...late, id: "late" },
    { ...late, id: "late-but-delivered" },
    { kind: "status", message: "late-but-delivered", status: "read", at: "2023-07-11T09:00:05Z" },
  ];

  const { refused, charges } = rowsOf({ account, facts });

  assert.deepEqual(refused, [{ message: "late", code: 131047 }]);
  assert.deepEqual(fieldsOf(charges, "message"), [["late-but-delivered"]]);
});

test("[D4] a message that failed is refused with its code, and has no charge", () => {
  const facts = [
    ...exchange("2023-07-10T09:00:00Z", "m1", UK, false),
    { kind: "status", message: "m1", status: "failed", at: "2023-07-10T09:00:02Z", code: 131026 },
    { kind: "status", message: "m1", status: "failed", at: "2023-07-10T09:00:03Z", code: 131000 },
  ];

  const { refused, charges, conversations } = rowsOf({ account, facts });

  assert.deepEqual([refused, charges, conversations], [[{ message: "m1", code: 131026 }], [], []]);
});

test("[C12] an echo has no charge and is refused nothing", () => {
  const echo = { kind: "echo", id: "e1", at: "2023-07-10T09:00:00Z", number: "n1", customer: UK };
  const delivered = {
    kind: "status",
    message: "e1",
    status: "delivered",
    at: "2023-07-10T09:00:01Z",
  };

  const ledger = jsonOf({ account, facts: [echo, delivered] });

  assert.deepEqual(ledger, {
    windows: [],
    conversations: [],
    charges: [],
    refused: [],
    answers: [],
  });
});

test("[P19] without rates every amount that is charged is unknown", () => {
  const template = { kind: "business_message", content: "template", category: "marketing" };
  const facts = [
    { ...template, ...question("2025-08-11T09:00:00Z"), ...template, id: "m1" },
    { kind: "status", message: "m1", status: "delivered", at: "2025-08-11T09:00:01Z" },
  ];

  const charged = (rates: string): unknown =>
    fieldsOf(rowsOf({ account, rates, facts }).charges, "billable", "amount");

  assert.deepEqual(charged("none"), [[true, null]]);
  assert.deepEqual(charged("meta"), [[true, "0.0529"]]);
});

test("[P21] a customer of whom nothing is known is in the market Other, in a charge and in an answer", () => {
  const facts = exchange("2023-07-10T09:00:00Z", "m1", "c1");
  const asked = question("2023-07-10T10:00:00Z", {
    customer: "c1",
    content: "template",
    category: "marketing",
  });

  const { charges, answers } = rowsOf({ account, facts, questions: [asked] });

  assert.deepEqual(fieldsOf(charges, "market"), [["Other"]]);
  assert.deepEqual(answers[0]?.charge?.["market"], "Other");
});

test("[C10] a customer's phone says where a code is sent to", () => {
  const given = {
    ...account,
    country: "ID",
    authInternationalFrom: { IN: "2024-07-01T00:00:00Z" },
  };
  const code = {
    ...question("2025-08-11T09:00:00Z"),
    content: "template",
    category: "authentication",
  };
  const facts = [
    { ...code, kind: "business_message", customer: "919876543210", id: "m1" },
    { kind: "status", message: "m1", status: "delivered", at: "2025-08-11T09:00:01Z" },
  ];

  const { charges } = rowsOf({ account: given, facts });

  assert.deepEqual(fieldsOf(charges, "category", "market"), [
    ["authentication_international", "India"],
  ]);
});

function momentOf(fact: Row): number {
  return Date.parse(wordOf(fact, "at"));
}

function endsIn(facts: readonly Row[]): { number: string; customer: string } {
  const first = facts.find((fact) => wordOf(fact, "kind") !== "status");
  return { number: String(first?.["number"]), customer: String(first?.["customer"]) };
}

function wordOf(fact: Row, name: string): string {
  return String(fact[name]);
}
