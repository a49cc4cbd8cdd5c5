import assert from "node:assert/strict";
import { test } from "node:test";
import { type Charge, explain } from "@casement/engine";
import { chargeIn, chargesIn } from "./charges.ts";
import { check, historyIn } from "./table.ts";

// SPEC, Prices.

test("[P1] what was not delivered costs nothing, and is no unit", () => {
  check(`
    on 2025-08-11
    m1 marketing 0:00
    m1 sent 0:00 priced=PMP/marketing/regular/true
    m2 marketing 1:00
    m2 failed 1:00
    m1 is nothing
    m2 is nothing
  `);
});

test("[P2] before 2022-02-01 a template was charged by itself and the rest was free", () => {
  check(`
    on 2021-12-01
    heard 0:00
    m1 free_form 1:00
    m1 delivered 1:00
    m2 utility 2:00
    m2 delivered 2:00
    m1 is NBP service - free
    m2 is NBP utility - charged
  `);
  const { m2 } = chargesIn("on 2021-12-01\nm2 utility 2:00\nm2 delivered 2:00", "GB");
  assert.equal(m2?.amountMicros, null);
});

test("[P3] from 2022-02-01 a conversation was charged to the message that opened it", () => {
  check(`
    on 2022-05-10
    m1 marketing 0:00
    m1 delivered 0:00
    m2 utility 1:00
    m2 delivered 1:00
    m1 is CBP business_initiated - by_allowance
    m2 is CBP business_initiated - free
  `);
});

test("[P4] from 2023-06-01 the first message of a category's conversation bears its charge", () => {
  check(`
    heard 0:00
    m1 marketing 0:00
    m1 delivered 0:00
    m2 marketing 1:00
    m2 delivered 1:00
    m3 free_form 2:00
    m3 delivered 2:00
    m1 is CBP marketing - charged
    m2 is CBP marketing - free
    m3 is CBP marketing - free
  `);
});

test("[P5] service conversations draw on the allowance, and are free from 2024-11-01", () => {
  check(`
    on 2024-10-31
    heard 0:00
    m1 free_form 1:00
    m1 delivered 1:00
    m1 is CBP service - by_allowance
    heard 25:00
    m2 free_form 26:00
    m2 delivered 26:00
    m2 is CBP service - free
    m2 opens service 26:00 to 50:00 free
  `);
});

test("[P6] from 2025-07-01 each delivered marketing or authentication template is charged", () => {
  check(`
    on 2025-08-11
    heard 0:00
    m1 marketing 0:00
    m1 delivered 0:00
    m2 marketing 1:00
    m2 delivered 1:00
    m3 authentication 1:00
    m3 delivered 1:00
    m1 is PMP marketing regular charged
    m2 is PMP marketing regular charged
    m3 is PMP authentication regular charged
  `);
});

test("[P7] utility is free if it is delivered in the window, until 2026-09-30", () => {
  check(`
    on 2026-09-29
    heard 0:00
    m1 utility 23:00
    m1 delivered 23:59:59
    m2 utility 23:00
    m2 delivered 24:00
    heard 47:00
    m3 utility 47:59:59
    m3 delivered 47:59:59
    m4 utility 48:00
    m4 delivered 48:00
    m1 is PMP utility free_customer_service free
    m2 is PMP utility regular charged
    m3 is PMP utility free_customer_service free
    m4 is PMP utility regular charged
  `);
});

test("[P8] from 2025-07-01 to 2026-09-30 what is no template is free", () => {
  check(`
    on 2026-09-30
    heard 0:00
    m1 free_form 23:00
    m1 delivered 23:30
    m1 is PMP service free_customer_service free
  `);
});

test("[P9] a utility conversation open at 2025-07-01 goes on absorbing utility", () => {
  check(`
    on 2025-06-30
    m1 utility 20:00
    m1 delivered 20:00
    m2 utility 34:00
    m2 delivered 34:00
    m3 utility 44:00
    m3 delivered 44:00
    m1 is CBP utility - charged
    m2 is CBP utility - free
    m3 is PMP utility regular charged
    m4 marketing 23:00
    m4 delivered 23:00
    m5 marketing 25:00
    m5 delivered 25:00
    m4 is CBP marketing - charged
    m5 is PMP marketing regular charged
    m5 in marketing
  `);
});

test("[P9] an entry point open at 2025-07-01 absorbs as an entry point does", () => {
  check(`
    on 2025-06-30
    heard 20:00 ad
    m1 free_form 20:00
    m1 delivered 20:00
    m2 utility 34:00
    m2 delivered 34:00
    m1 is CBP referral_conversion - free
    m2 is PMP referral_conversion free_entry_point free
  `);
});

test("[P10] what the business agent says is charged by token from 2026-08-01", () => {
  check(`
    on 2026-07-31
    heard 0:00
    m1 free_form 23:59 agent
    m1 delivered 23:59
    m2 free_form 24:00 agent
    m2 delivered 24:00
    m1 is PMP meta_business_agent - free
    m2 is PMP meta_business_agent - charged
  `);
  const { m2 } = chargesIn("on 2026-08-02\nm2 free_form 1:00 agent\nm2 delivered 1:00", "GB");
  assert.equal(m2?.billable, true);
  assert.equal(m2?.amountMicros, null);
});

test("[P11] from 2026-10-01 what is no template is charged past the free units", () => {
  const text = `
    on 2026-10-12
    heard 0:00
    m1 free_form 1:00
    m1 delivered 1:00
    m2 free_form 2:00
    m2 delivered 2:00
  `;
  const { m1, m2 } = chargesIn(text, "GB", { freeUnitsUsed: 999 });
  assert.deepEqual(
    [m1?.billable, m1?.type, m1?.amountMicros, m1?.usesFreeTier, m1?.freeTierMonth, m1?.position],
    [false, "free_customer_service", 0, true, "2026-10", 1_000],
  );
  assert.deepEqual(
    [m2?.billable, m2?.type, m2?.amountMicros, m2?.usesFreeTier, m2?.freeTierMonth, m2?.position],
    [true, "regular", 22_000, false, null, 1_001],
  );
});

test("[P11] where no service price was seen, the market's utility price is it", () => {
  const text = "on 2026-10-12\nm1 free_form 1:00\nm1 delivered 1:00";
  const used = { freeUnitsUsed: 1_000, currency: "EUR" };
  const charge = chargeIn(text, "FR", used);
  const utility = chargeIn("on 2026-10-12\nm1 utility 1:00\nm1 delivered 1:00", "FR", used);
  assert.equal(charge?.amountMicros, utility?.amountMicros);
  assert.notEqual(charge?.amountMicros, null);
});

test("[P12] from 2026-10-01 utility is charged in the window too, from the first one", () => {
  check(`
    on 2026-10-12
    heard 0:00
    m1 utility 1:00
    m1 delivered 1:00
    m1 is PMP utility regular charged
  `);
});

test("[P13] a reaction of ours is free, and uses no free unit", () => {
  const text = `
    on 2026-10-12
    heard 0:00
    m1 reaction 1:00
    m1 delivered 1:00
  `;
  const { m1 } = chargesIn(text, "GB");
  assert.deepEqual(
    [m1?.billable, m1?.amountMicros, m1?.usesFreeTier, m1?.position],
    [false, 0, false, null],
  );
});

test("[P14] an exempt account pays nothing for service until 2027-12-31", () => {
  const one = (day: string): Charge | undefined =>
    chargeIn(`on ${day}\nm1 free_form 1:00\nm1 delivered 1:00`, "GB", {
      freeUnitsUsed: 1_000,
      exempt: true,
    });
  assert.deepEqual(words(one("2026-10-11")), "false undefined P14");
  assert.deepEqual(words(one("2026-10-12")), "false paid_exempt P14");
  assert.deepEqual(words(one("2027-12-31")), "false paid_exempt P14");
  assert.deepEqual(words(one("2028-01-01")), "true undefined P11");
});

function words(charge: Charge | undefined): string {
  return `${charge?.billable} ${charge?.subtype} ${charge?.rule}`;
}

test("[P18] the rate is that of the moment of delivery, in the account's zone", () => {
  const one = (timeZone: string, at: string): number | null | undefined =>
    chargeIn(`on 2026-09-30\nm1 marketing 1:00\nm1 delivered ${at}`, "MX", { timeZone })
      ?.amountMicros;
  const [before, after] = [one("UTC", "23:59"), one("UTC", "24:00")];
  assert.notEqual(before, after);
  assert.equal(one("America/Sao_Paulo", "26:59"), before);
  assert.equal(one("America/Sao_Paulo", "27:00"), after);
});

test("[P19] a price that nobody knows is unknown: never nothing, and never a guess", () => {
  const text = "on 2025-08-11\nm1 marketing 1:00\nm1 delivered 1:00";
  const { m1 } = chargesIn(text, "IN", { currency: "IDR" });
  assert.deepEqual([m1?.billable, m1?.amountMicros, m1?.rateRow], [true, null, null]);
  const nowhere = chargeIn(text, undefined);
  assert.deepEqual([nowhere?.market, nowhere?.amountMicros], [null, null]);
});

test("[P22] a message to a recipient is one unit, however often it is reported", () => {
  const units = historyIn(`
    on 2025-08-11
    m1 marketing 0:00
    m1 delivered 0:01
    m1 delivered 0:02 priced=PMP/marketing/regular/true
    m1 read 0:03
  `).units;
  assert.equal(units.length, 1);
});

test("[P24] a message counts as the category its template had when it was sent", () => {
  check(`
    m1 utility 0:00
    m1 delivered 0:00
    m2 marketing 10:00
    m2 delivered 10:00
    m1 is CBP utility - charged
    m2 is CBP marketing - charged
  `);
});

test("[A14] a charge is explained in a sentence that ends in its rule", () => {
  const text = "on 2026-10-12\nm1 utility 1:00\nm1 delivered 1:00\nm2 free_form 1:00\nm2 read 1:01";
  const { m1, m2 } = chargesIn(text, "GB");
  assert.equal(
    explain(m1!),
    "Costs 0.0220 USD as utility to United Kingdom, by Meta's price list of 2026-10-01. (P12)",
  );
  assert.equal(
    explain(m2!),
    "Costs nothing: it is one of the free messages of October 2026. (P11)",
  );
});
