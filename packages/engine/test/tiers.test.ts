import assert from "node:assert/strict";
import { test } from "node:test";
import { type Account, EMPTY_THREAD, foldThread, rateUnits } from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import { chargeIn, chargesIn, UTC_USD } from "./charges.ts";
import { factsOf, historyIn } from "./table.ts";

// SPEC, Tiers and free units.

test("[T1] the allowance turns at midnight of the account's first of the month", () => {
  const text = "on 2024-03-01\nheard 2:58\nm1 free_form 2:59\nm1 delivered 2:59";
  const month = (timeZone: string): string | null | undefined =>
    chargeIn(text, "GB", { timeZone })?.freeTierMonth;
  assert.equal(month("America/Sao_Paulo"), "2024-02");
  assert.equal(month("UTC"), "2024-03");
});

test("[T1] the allowance was every conversation's, then user-initiated, then service's", () => {
  const draws = (day: string, what: string, given: Partial<Account> = {}): boolean | undefined =>
    chargeIn(`on ${day}\n${what}`, "GB", given)?.usesFreeTier;
  const began = "m1 marketing 1:00\nm1 delivered 1:00";
  const answered = "heard 0:00\nm1 free_form 1:00\nm1 delivered 1:00";
  assert.equal(draws("2023-04-03", began), true);
  assert.equal(draws("2023-04-04", began), false);
  assert.equal(draws("2023-04-04", began, { partnerServed: true }), true);
  assert.equal(draws("2023-05-31", answered), true);
  assert.equal(draws("2023-06-01", began), false);
  assert.equal(draws("2023-06-01", answered), true);
  assert.equal(draws("2024-11-01", answered), false);
  assert.equal(draws("2026-10-01", answered), true);
});

test("[T1] a unit draws as the category the platform prices it as", () => {
  const text = `
    on 2026-10-12
    heard 0:00
    m1 free_form 1:00
    m1 delivered 1:00 priced=PMP/marketing/regular/true
    m2 utility 1:00
    m2 delivered 1:00 priced=PMP/service/free_customer_service/false
  `;
  const { m1, m2 } = chargesIn(text, "GB");
  assert.deepEqual([m1?.usesFreeTier, m1?.position, m1?.amountMicros], [false, null, 63_500]);
  assert.deepEqual([m2?.usesFreeTier, m2?.position, m2?.amountMicros], [true, 1, 0]);
});

test("[T2] a unit's place is by its moment and wamid, however it is listed", () => {
  const account = UTC_USD;
  const { changes } = foldThread(
    EMPTY_THREAD,
    factsOf(`
      on 2026-10-12
      heard 0:00
      m2 free_form 1:00
      m2 delivered 1:00
      m1 free_form 1:00
      m1 delivered 1:00
      m0 free_form 2:00
      m0 delivered 2:00
    `),
    { of: () => account },
  );
  const rated = (units: typeof changes.units): string[] => {
    const items = units.map((unit) => ({
      unit,
      account,
      number: "n1",
      accountId: "a1",
      market: "India",
    }));
    const charges = rateUnits(items, metaRates, () => 998);
    return units.map((unit, index) => `${unit.wamid} ${charges[index]?.position}`).sort();
  };
  assert.deepEqual(rated(changes.units), ["m0 1001", "m1 999", "m2 1000"]);
  assert.deepEqual(rated(changes.units.toReversed()), ["m0 1001", "m1 999", "m2 1000"]);
});

test("[T2] free units are the account's, and from 2026-10-01 each number's", () => {
  const used = (day: string, numbers: readonly [string, string]): (boolean | undefined)[] => {
    const units = historyIn(`
      on ${day}
      heard 0:00
      m1 free_form 1:00
      m1 delivered 1:00
      heard 30:00
      m2 free_form 31:00
      m2 delivered 31:00
    `).units;
    const items = units.map((unit, index) => ({
      unit,
      account: UTC_USD,
      number: numbers[index]!,
      accountId: "a1",
      market: "India",
    }));
    return rateUnits(items, metaRates, () => 999).map((charge) => charge.usesFreeTier);
  };
  assert.deepEqual(used("2026-10-12", ["n1", "n2"]), [true, true]);
  assert.deepEqual(used("2026-10-12", ["n1", "n1"]), [true, false]);
  assert.deepEqual(used("2023-07-10", ["n1", "n2"]), [true, false]);
});

test("[T3] charged utility and authentication count toward a tier, not known here", () => {
  const text = `
    on 2025-08-11
    m1 utility 1:00
    m1 delivered 1:00
    m2 marketing 1:00
    m2 delivered 1:00
    heard 2:00
    m3 utility 3:00
    m3 delivered 3:00
  `;
  const { m1, m2, m3 } = chargesIn(text, "IN");
  assert.deepEqual([m1?.countsTowardTier, m1?.tier, m1?.amountMicros], [true, "unknown", 1_400]);
  assert.deepEqual([m2?.countsTowardTier, m2?.tier], [false, "list"]);
  assert.deepEqual([m3?.countsTowardTier, m3?.tier], [false, null]);
});

test("[T4] what is sent to a group counts toward no tier", () => {
  const { m1 } = chargesIn("on 2025-11-11\nm1 utility 1:00\nm1 delivered 1:00 for=p1", "IN");
  assert.deepEqual([m1?.billable, m1?.countsTowardTier], [true, false]);
});

test("[T1] [P16] what joins a conversation uses no free unit, whatever it is called", () => {
  const charges = chargesIn(
    `
    on 2024-01-10
    m1 utility 1:00
    m1 delivered 1:00
    m2 utility 2:00
    m2 delivered 2:00 priced=CBP/service/-/true
  `,
    "GB",
  );
  assert.deepEqual([charges["m2"]?.billable, charges["m2"]?.position], [false, null]);
  assert.equal(charges["m2"]?.usesFreeTier, false);
});
