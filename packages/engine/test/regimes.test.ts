import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Account,
  instantFromMs,
  isTimeZone,
  monthOf,
  REGIMES,
  regimeAt,
  startOfDay,
} from "@casement/engine";
import fc from "fast-check";

// SPEC, Regimes.

const account = (timeZone: string, given: Partial<Account> = {}): Account => ({
  timeZone,
  currency: "USD",
  ...given,
});

const ZONES = ["UTC", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Auckland", "Asia/Beirut"];

test("[R1] a regime holds from midnight of its day in the account's zone", () => {
  for (const zone of ZONES) {
    for (const [index, regime] of REGIMES.entries()) {
      const start = startOfDay(regime.from, zone);
      assert.equal(regimeAt(start, account(zone)).id, regime.id);
      const before = REGIMES[Math.max(0, index - 1)];
      assert.equal(regimeAt(instantFromMs(start - 1), account(zone)).id, before?.id);
    }
  }
});

test("[R1] the same moment may be under two regimes in two zones", () => {
  const at = instantFromMs(Date.parse("2025-07-01T02:00:00Z"));
  assert.equal(regimeAt(at, account("UTC")).id, "2025-07");
  assert.equal(regimeAt(at, account("America/Sao_Paulo")).id, "2025-04");
});

test("[R2] a partner-served account kept the rules of 2023-03 until 2023-06-01", () => {
  const at = startOfDay("2023-05-31", "UTC");
  assert.equal(regimeAt(at, account("UTC")).id, "2023-04");
  assert.equal(regimeAt(at, account("UTC", { partnerServed: true })).id, "2023-03");
  const after = startOfDay("2023-06-01", "UTC");
  assert.equal(regimeAt(after, account("UTC", { partnerServed: true })).id, "2023-06");
});

test("[R3] a month turns at midnight of its first day in the account's zone", () => {
  const at = instantFromMs(Date.parse("2024-03-01T02:59:59Z"));
  assert.equal(monthOf(at, "America/Sao_Paulo"), "2024-02");
  assert.equal(monthOf(instantFromMs(at + 1_000), "America/Sao_Paulo"), "2024-03");
  assert.equal(monthOf(at, "UTC"), "2024-03");
  const february = startOfDay("2024-02-01", "Asia/Kolkata");
  assert.equal(monthOf(february, "Asia/Kolkata"), "2024-02");
  assert.equal(monthOf(instantFromMs(february - 1), "Asia/Kolkata"), "2024-01");
  assert.equal(
    monthOf(instantFromMs(Date.parse("2023-12-31T23:00:00Z")), "Asia/Kolkata"),
    "2024-01",
  );
});

test("[R3] months agree with the calendar of every zone at every moment", () => {
  const moments = fc.integer({
    min: Date.parse("2021-12-30T00:00:00Z"),
    max: Date.parse("2028-01-03T00:00:00Z"),
  });
  fc.assert(
    fc.property(moments, fc.constantFrom(...ZONES), (ms, zone) => {
      const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
      assert.equal(monthOf(instantFromMs(ms), zone), there.toPlainDate().toString().slice(0, 7));
    }),
  );
});

test("[R4] the regimes are those of the platform, each with what it changed", () => {
  const changes = REGIMES.map((regime) =>
    [
      regime.from,
      regime.chargedBy,
      regime.opensBy,
      regime.allowance === null
        ? "-"
        : `${regime.allowance.units} a month and ${regime.allowance.scope}`,
      `${regime.entryPointMs / 3_600_000} h`,
    ].join(" · "),
  );
  assert.deepEqual(changes, [
    "2018-08-01 · template · sender · - · 24 h",
    "2022-02-01 · conversation · sender · 1000 a month and account · 24 h",
    "2023-03-01 · conversation · sender · 1000 a month and account · 72 h",
    "2023-04-04 · conversation · sender · 1000 a month and account · 72 h",
    "2023-06-01 · conversation · category · 1000 a month and account · 72 h",
    "2024-06-01 · conversation · category · 1000 a month and account · 72 h",
    "2024-10-01 · conversation · category · 1000 a month and account · 72 h",
    "2024-10-15 · conversation · category · 1000 a month and account · 72 h",
    "2024-11-01 · conversation · category · - · 72 h",
    "2025-04-01 · conversation · category · - · 72 h",
    "2025-07-01 · message · category · - · 72 h",
    "2026-08-01 · message · category · - · 72 h",
    "2026-09-28 · message · category · - · 168 h",
    "2026-10-01 · message · category · 1000 a month and number · 168 h",
    "2026-10-12 · message · category · 1000 a month and number · 168 h",
    "2028-01-01 · message · category · 1000 a month and number · 168 h",
  ]);
});

test("a day begins where the zone says it does, even if midnight is skipped", () => {
  assert.equal(startOfDay("2026-10-01", "UTC"), Date.parse("2026-10-01T00:00:00Z"));
  assert.equal(startOfDay("2026-10-01", "Asia/Kolkata"), Date.parse("2026-09-30T18:30:00Z"));
  assert.equal(startOfDay("2018-11-04", "America/Sao_Paulo"), Date.parse("2018-11-04T03:00:00Z"));
  assert.equal(isTimeZone("America/Sao_Paulo"), true);
  assert.equal(isTimeZone("Mars/Olympus"), false);
});
