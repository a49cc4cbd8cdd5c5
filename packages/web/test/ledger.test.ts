import assert from "node:assert/strict";
import { test } from "node:test";
import type { LedgerMonthShape } from "@casement/hub/api";
import { ledgerSearchFrom, questionIn } from "../src/inbox/ledger/ledger-search.ts";
import {
  closedWords,
  dayWords,
  factWords,
  freeName,
  narrowingsOf,
  sentWords,
} from "../src/inbox/ledger/ledger-words.ts";
import { busyDays, spendByDay } from "../src/inbox/ledger/spend-by-day.ts";
import { chartOptions } from "../src/inbox/ledger/spend-chart-options.ts";

test("an address of the ledger is taken as far as it is known, and the rest left out", () => {
  const search = { month: "2026-11", day: "2026-11-10", category: "utility", differs: true };

  assert.deepEqual(ledgerSearchFrom({ ...search, account: 100, nonsense: "x" }), {
    month: "2026-11",
    account: "100",
    day: "2026-11-10",
    category: "utility",
    differs: "true",
  });
  assert.deepEqual(ledgerSearchFrom({ month: "2026-13", initiated_by: "nobody", state: "" }), {});
});

test("what the lines are narrowed to is told part by part, and each can be taken away", () => {
  const question = questionIn({
    month: "2026-11",
    account: "1",
    day: "2026-11-10",
    market: "unknown",
    opened: "marketing",
    initiated_by: "business",
  });

  const parts = narrowingsOf(question);

  assert.deepEqual(
    parts.map((part) => part.words),
    ["Tue 10 November", "Market not known", "Opened marketing by us"],
  );
  assert.deepEqual(parts[2]?.without, { day: "2026-11-10", market: "unknown" });
  assert.deepEqual(narrowingsOf({}), []);
  const others = narrowingsOf(ledgerSearchFrom({ origin: "unknown", tag: "spring sale" }));
  assert.deepEqual(
    others.map((part) => part.words),
    ["Sent by another tool", "Tag spring sale"],
  );
});

test("a message is called by its template, or by what its category says that it was", () => {
  const charge = {
    model: "PMP",
    category: "service",
    type: null,
    billable: false,
    market: null,
    amount: "0.0000",
    currency: "USD",
    state: "free",
    rule: "P11",
    price_rule: "P11",
    why: "",
  } as const;
  const of = (category: string, template: string | null): string =>
    sentWords({ template, charge: { ...charge, category } });

  assert.equal(of("utility", "order_update"), "order_update");
  assert.equal(of("utility", null), "A template");
  assert.equal(of("service", null), "Free-form");
  assert.equal(of("unknown", null), "A message");
});

test("what is free is called messages, or conversations where an account shared those", () => {
  const shared = { number_id: null, phone: null, of: [], units: 1000, used: 0, left: 1000 };

  assert.equal(freeName({ free_units: [] }), "Free messages");
  assert.equal(freeName({ free_units: [{ ...shared, scope: "number" }] }), "Free messages");
  assert.equal(freeName({ free_units: [{ ...shared, scope: "account" }] }), "Free conversations");
});

test("a day is named as the account's calendar has it, in whatever zone the reader is", () => {
  assert.equal(dayWords("2026-11-01"), "Sun 1 November");
});

test("the chart has every day of the month, and for each category what it came to", () => {
  const cost = spendByDay(MONTH, "cost");
  const messages = spendByDay(MONTH, "messages");

  assert.equal(cost.days.length, 30);
  assert.deepEqual([cost.days[0], cost.days.at(-1)], ["2026-11-01", "2026-11-30"]);
  assert.deepEqual(
    cost.series.map((one) => [one.name, one.figures[9], one.figures[10]]),
    [
      ["Service", 0, 0],
      ["Utility", 0.022, 0],
    ],
  );
  assert.deepEqual(
    messages.series.map((one) => one.figures[9]),
    [3, 1],
  );
  assert.deepEqual(busyDays(cost, MONTH), ["2026-11-10"]);
});

test("the chart draws nothing where there is nothing, and hints of its own are off", () => {
  const tones = {
    service: "green",
    utility: "blue",
    authentication: "",
    marketing: "",
    entry: "",
    plain: "",
  };
  const inks = { ink: "", ink2: "", ink3: "", line: "", raised: "", hover: "", tones };
  const look = { inks, font: "Inter", isNarrow: false, mayMove: false, axisWords: String };

  const { series, tooltip } = chartOptions(spendByDay(MONTH, "cost"), look);

  assert.equal(Reflect.get(Object(tooltip), "showContent"), false);
  assert.ok(Array.isArray(series));
  assert.deepEqual(
    series.map((one) => [one.itemStyle.color, one.data[9], one.data[10]]),
    [
      ["green", null, null],
      ["blue", 0.022, null],
    ],
  );
});

test("a fact is told in a few words, with the price if the platform named one", () => {
  const fact = {
    fact_id: "1",
    kind: "status_reported",
    at: "2026-11-10T10:00:00.000Z",
    recorded_at: "2026-11-10T10:00:00.000Z",
    said: { status: "delivered", pricing: { category: "marketing", type: "regular" } },
    post: null,
  };

  assert.equal(factWords(fact), "Meta reports: delivered, marketing, charged");
  assert.equal(factWords({ ...fact, said: { status: "read" } }), "Meta reports: read");
  const sent = { ...fact, kind: "business_message", said: { content: "template" } };
  assert.equal(factWords(sent), "We sent a template");
  assert.equal(factWords({ ...fact, kind: "customer_call" }), "customer call");
});

test("a closed month says what came too late for it, and where that stands", () => {
  const seal = { sealed_at: "2026-12-09T00:00:00.000Z", sums: [], late_postings: 0 };
  const closed = { ...MONTH, seal: { ...seal, late_amount: "0.0000" } };
  const late = { ...seal, late_postings: 3, late_amount: "-0.0415" };

  assert.equal(closedWords(closed), "Nothing came too late for it.");
  assert.equal(
    closedWords({ ...MONTH, seal: late }),
    "3 postings came too late, of -$0.0415 in all: they stand in later months.",
  );
  assert.equal(
    closedWords({ ...MONTH, seal: { ...late, late_postings: 1 } }),
    "One posting came too late, of -$0.0415: it stands in a later month.",
  );
});

const SERVICE = { category: "service", units: 3, billable: 0, unknown: 0, amount: "0.0000" };
const UTILITY = { category: "utility", units: 1, billable: 1, unknown: 0, amount: "0.0220" };

const MONTH: LedgerMonthShape = {
  month: "2026-11",
  account_id: "1",
  currency: "USD",
  time_zone: "UTC",
  units: 4,
  billable: 1,
  unknown: 0,
  amount: "0.0220",
  by_other_tools: 0,
  differences: 0,
  days: [
    { day: "2026-11-10", ...SERVICE },
    { day: "2026-11-10", ...UTILITY },
  ],
  categories: [SERVICE, UTILITY],
  markets: [],
  templates: [],
  conversations: [],
  free_units: [],
  seal: null,
};
