import assert from "node:assert/strict";
import { test } from "node:test";
import { priceRuleOf, reconcile, regimeAt } from "@casement/engine";
import { chargeIn, UTC_USD } from "./charges.ts";
import { check, historyIn } from "./table.ts";

// What the platform says of a message, taken at its word.

test("[P15] the platform's word on category, type and billable is taken, and ours is kept", () => {
  const [unit] = historyIn(`
    on 2025-08-11
    m1 utility 0:00
    m1 delivered 0:01 priced=PMP/marketing/regular/true
  `).units;
  assert.ok(unit);
  assert.deepEqual([unit.category, unit.type, unit.billable], ["marketing", "regular", true]);
  assert.equal(unit.reported, true);
  assert.deepEqual(unit.derived, {
    model: "PMP",
    category: "utility",
    type: "regular",
    billable: true,
  });
  assert.deepEqual(reconcile(unit), {
    fields: ["category"],
    ours: unit.derived,
    theirs: pick(unit),
  });
});

function pick(unit: { model: unknown; category: unknown; type: unknown; billable: unknown }) {
  const { model, category, type, billable } = unit;
  return { model, category, type, billable };
}

test("[P15] a report that says what we say is no difference", () => {
  const [unit] = historyIn(`
    on 2026-10-12
    heard 0:00
    m1 free_form 0:00
    m1 delivered 0:01 priced=PMP/service/free_customer_service/false
  `).units;
  assert.ok(unit);
  assert.equal(reconcile(unit), undefined);
  assert.equal(unit.billable, false);
});

test("[P15] without the word billable the type says it, in whatever spelling", () => {
  check(`
    on 2025-11-11
    m1 utility 1:00
    m1 delivered 1:00 priced=PMP/authentication-international/regular
    m1 is PMP authentication_international regular charged
    m2 utility 1:00
    m2 delivered 1:00 priced=PMP/group_utility/free_group_customer_service
    m2 is PMP utility free_group_customer_service free
    m3 utility 1:00
    m3 delivered 1:00 priced=PMP/general_purpose_ai/regular
    m3 is PMP unknown regular charged
  `);
});

test("[P16] of a conversation reported billable throughout, one unit is charged", () => {
  check(`
    m1 marketing 0:00
    m1 delivered 0:00 priced=CBP/marketing/-/true
    m2 marketing 1:00
    m2 delivered 1:00 priced=CBP/marketing/-/true
    m1 is CBP marketing - charged
    m2 is CBP marketing - free
    m1 opens marketing 0:00 to 24:00 charged
  `);
});

test("[P16] the platform's word on a free conversation is taken for the conversation too", () => {
  check(`
    heard 0:00
    m1 free_form 0:00
    m1 delivered 0:00 priced=CBP/service/-/false
    m1 is CBP service - free
    m1 opens service 0:00 to 24:00 free
  `);
});

test("[P16] a free-form that is reported in a template's category opened nothing there", () => {
  check(`
    on 2024-10-10
    heard 0:00
    m1 free_form 0:00
    m1 delivered 0:01 priced=CBP/utility/-/true
    m2 utility 0:00
    m2 delivered 0:01 priced=CBP/utility/-/true
    m1 is CBP utility - free
    m2 is CBP utility - charged
  `);
});

test("[P17] what another tool sent costs what is reported, and else nobody knows", () => {
  check(`
    on 2025-08-11
    m1 sent 0:00
    m1 delivered 0:01
    m1 is PMP unknown - unknown
    m1 in nothing
    m2 sent 1:00 priced=PMP/marketing/regular/true
    m2 delivered 1:01
    m2 is PMP marketing regular charged
    m2 opens marketing 1:01 to 25:01 undecided
    m3 sent 2:00 priced=PMP/service/free_customer_service/false
    m3 delivered 2:01
    m3 in marketing
  `);
});

test("[P17] what another tool sent is known of all recipients if it is of one", () => {
  check(`
    on 2025-11-11
    m1 delivered 1:00 for=p1
    m1 delivered 1:01 for=p2 priced=PMP/utility/regular/true
    m1 in utility, utility
    m1 is PMP utility regular charged, PMP utility regular charged
  `);
});

test("[P17] the conversation's name says what was sent where the category's word does not", () => {
  check(`
    m1 delivered 0:00 priced=CBP/a_new_word/-/true origin=utility
    m1 opens utility 0:00 to 24:00 charged
  `);
});

test("[P15] a price that the platform reported has a rule of its own, but for a word of hers alone", () => {
  for (const [day, word, rule] of [
    ["2026-11-11", "PMP/service/free_customer_service/false", "P11"],
    ["2026-11-11", "PMP/utility/regular/true", "P12"],
    ["2026-11-11", "PMP/marketing/regular/true", "P6"],
    ["2026-11-11", "PMP/marketing/free_entry_point/false", "E6"],
    ["2026-11-11", "PMP/utility/free_customer_service/false", "P15"],
    ["2026-11-11", "PMP/a_new_word/regular/true", "P15"],
    ["2025-11-11", "PMP/utility/regular/true", "P7"],
    ["2025-11-11", "PMP/utility/free_customer_service/false", "P7"],
    ["2025-11-11", "PMP/service/free_customer_service/false", "P8"],
    ["2023-11-11", "CBP/service/-/false", "P5"],
    ["2023-11-11", "CBP/marketing/-/true", "P4"],
    ["2022-11-11", "CBP/user_initiated/-/true", "P3"],
  ] as const) {
    const said = word.includes("service") || word.includes("user_") ? "free_form" : "utility";
    const table = `
      on ${day}
      heard 0:00
      m1 ${said} 0:00
      m1 delivered 0:01 priced=${word}
    `;
    const charge = chargeIn(table, "GB");
    const [unit] = historyIn(table).units;
    assert.ok(charge !== undefined && unit !== undefined);
    assert.equal(charge.rule, "P15");
    assert.equal(priceRuleOf(charge, regimeAt(unit.deliveredAt, UTC_USD)), rule, word + day);
  }
});
