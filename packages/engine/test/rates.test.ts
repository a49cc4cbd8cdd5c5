import assert from "node:assert/strict";
import { test } from "node:test";
import {
  countryOf,
  type Instant,
  instantFromMs,
  later,
  marketOf,
  startOfDay,
} from "@casement/engine";
import {
  META_RATE_GAPS,
  META_RATE_ROWS,
  metaRates,
  microsFromDecimal,
  type RateRow,
  rateCardFrom,
} from "@casement/engine/rates";

// SPEC, Prices: rates and markets.

const day = (date: string): Instant => startOfDay(date, "UTC");

function row(from: string, currency: string, amountMicros: number, given: Partial<RateRow> = {}) {
  const pricingModel = from < "2025-07-01" ? ("CBP" as const) : ("PMP" as const);
  const key = { market: "France", category: "utility", confidence: "high", source: "test" };
  return { from, pricingModel, currency, amountMicros, ...key, ...given };
}

function priceAt(rows: readonly RateRow[], at: Instant, currency = "USD", timeZone = "UTC") {
  const question = { at, timeZone, market: "France", category: "utility", currency };
  return rateCardFrom(rows).rateAt(question)?.amountMicros;
}

test("[P18] a price holds from midnight of its day in the account's zone to the next one's", () => {
  const rows = [row("2025-10-01", "USD", 2), row("2025-07-01", "USD", 1)];
  assert.equal(priceAt(rows, instantFromMs(day("2025-07-01") - 1)), undefined);
  assert.equal(priceAt(rows, day("2025-07-01")), 1);
  assert.equal(priceAt(rows, instantFromMs(day("2025-10-01") - 1)), 1);
  assert.equal(priceAt(rows, day("2025-10-01")), 2);
  assert.equal(priceAt(rows, day("2025-10-01"), "USD", "America/Sao_Paulo"), 1);
});

test("[P20] a price ends where its way of charging ends", () => {
  const rows = [row("2025-01-01", "USD", 1)];
  assert.equal(priceAt(rows, instantFromMs(day("2025-07-01") - 1)), 1);
  assert.equal(priceAt(rows, day("2025-07-01")), undefined);
});

test("[P20] a price not in dollars ends when the dollar price changes", () => {
  const rows = [
    row("2025-10-01", "USD", 5),
    row("2025-10-01", "EUR", 4),
    row("2026-01-01", "USD", 5),
    row("2026-04-01", "USD", 6),
  ];
  assert.equal(priceAt(rows, instantFromMs(day("2026-04-01") - 1), "EUR"), 4);
  assert.equal(priceAt(rows, day("2026-04-01"), "EUR"), undefined);
  assert.equal(priceAt(rows, day("2026-04-01")), 6);
});

test("[P20] a price ends at a day from which it is known not to be known", () => {
  const gap = { market: "France", category: "utility", from: "2026-02-01", why: "test" };
  const card = rateCardFrom([row("2026-01-01", "USD", 1), row("2026-04-01", "USD", 2)], [gap]);
  const amountAt = (date: string) =>
    card.rateAt({
      at: day(date),
      timeZone: "UTC",
      market: "France",
      category: "utility",
      currency: "USD",
    })?.amountMicros;
  assert.deepEqual(["2026-01-31", "2026-02-01", "2026-03-31", "2026-04-01"].map(amountAt), [
    1,
    undefined,
    undefined,
    2,
  ]);
});

test("[P23] no two prices have the same day, market, category and currency", () => {
  const seen = new Set<string>();
  for (const { from, market, category, currency } of META_RATE_ROWS) {
    const key = [from, market, category, currency].join("/");
    assert.ok(!seen.has(key), key);
    seen.add(key);
  }
  assert.equal(seen.size, 1_338);
});

test("[P23] at every moment a price is one row's or unknown", () => {
  const dates = [...new Set(META_RATE_ROWS.map((one) => one.from))];
  const keys = new Map(META_RATE_ROWS.map((one) => [`${one.market}/${one.category}`, one]));
  for (const date of dates) {
    for (const { market, category } of keys.values()) {
      const at = day(date);
      const found = metaRates.rateAt({ at, timeZone: "UTC", market, category, currency: "USD" });
      const own = META_RATE_ROWS.filter(
        (one) =>
          one.from === date &&
          one.market === market &&
          one.category === category &&
          one.currency === "USD",
      );
      if (own[0] !== undefined) assert.equal(found, own[0]);
      else assert.ok(found === undefined || found.from < date);
    }
  }
});

test("[P19] from 2023-06-01 every market has marketing and utility prices in USD", () => {
  const dates = [
    "2023-06-01",
    "2024-08-01",
    "2025-07-01",
    "2025-10-01",
    "2026-01-01",
    "2026-10-01",
  ];
  const countries = ["GB", "IN", "BR", "DE", "US", "NG", "JP", "BD", "PL", "ZW", "AD"];
  for (const date of dates) {
    for (const category of ["marketing", "utility"]) {
      for (const country of countries) {
        const market = marketOf({ country }, day(date)) ?? "";
        const at = later(day(date), 1);
        const found = metaRates.rateAt({ at, timeZone: "UTC", market, category, currency: "USD" });
        assert.notEqual(found, undefined, `${date} ${market} ${category}`);
      }
    }
  }
});

test("[P19] spans whose price was looked for and not found are unknown", () => {
  for (const { market, category, from } of META_RATE_GAPS) {
    const question = { at: day(from), timeZone: "UTC", market, category, currency: "USD" };
    assert.equal(metaRates.rateAt(question), undefined, `${market} ${category} ${from}`);
  }
  const egypt = { market: "Egypt", category: "authentication", timeZone: "UTC", currency: "USD" };
  assert.notEqual(metaRates.rateAt({ ...egypt, at: day("2025-01-31") }), undefined);
  assert.equal(metaRates.rateAt({ ...egypt, at: day("2025-06-30") }), undefined);
  assert.notEqual(metaRates.rateAt({ ...egypt, at: day("2025-07-01") }), undefined);
});

test("[P21] the calling code chooses the market, the longest that fits", () => {
  const market = (phone: string): string | null => marketOf({ phone }, day("2026-11-01"));
  assert.equal(market("447700900123"), "United Kingdom");
  assert.equal(market("+44 7700 900123"), "United Kingdom");
  assert.equal(market("919876543210"), "India");
  assert.equal(market("12125550100"), "North America");
  assert.equal(market("14165550100"), "North America");
  assert.equal(market("18765550100"), "Rest of Latin America");
  assert.equal(market("12645550100"), "Other");
  assert.equal(market("79161234567"), "Russia");
  assert.equal(market("77011234567"), "Kazakhstan");
  assert.equal(market("212600000000"), "Morocco");
  assert.equal(market("999123456"), "Other");
});

test("[P21] a country that is not listed is Other; no country is not known", () => {
  assert.equal(marketOf({ country: "AD" }, day("2026-11-01")), "Other");
  assert.equal(marketOf({ country: "XX" }, day("2026-11-01")), "Other");
  assert.equal(marketOf({}, day("2026-11-01")), null);
  assert.equal(marketOf({ phone: "" }, day("2026-11-01")), null);
});

test("[P21] a country moves to a market of its own at midnight in the account's zone", () => {
  const poland = { country: "PL" };
  const at = day("2026-07-01");
  assert.equal(marketOf(poland, instantFromMs(at - 1)), "Rest of Central & Eastern Europe");
  assert.equal(marketOf(poland, at), "Poland");
  assert.equal(marketOf(poland, at, "America/Sao_Paulo"), "Rest of Central & Eastern Europe");
});

test("[P21] a phone tells its country, and Canada from the United States", () => {
  const country = (phone: string): string | null => countryOf({ phone });
  assert.deepEqual(
    ["14165550100", "12125550100", "393331234567", "358401234567", "61412345678", "7701"].map(
      country,
    ),
    ["CA", "US", "IT", "FI", "AU", "KZ"],
  );
});

test("an amount in decimals becomes millionths without a float on the way", () => {
  assert.equal(microsFromDecimal("0.0388"), 38_800);
  assert.equal(microsFromDecimal("1"), 1_000_000);
  assert.equal(microsFromDecimal("12.345678"), 12_345_678);
  assert.throws(() => microsFromDecimal("1e3"));
  assert.throws(() => microsFromDecimal("0.1234567"));
});
