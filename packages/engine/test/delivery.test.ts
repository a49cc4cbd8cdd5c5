import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_THREAD, foldThread, type Instant, instantFromMs, isAfter } from "@casement/engine";
import { check, factsOf, historyIn } from "./table.ts";

// SPEC, Delivery and the order of facts.

test("[D1] in one second the customer comes first, then we, then reports on us", () => {
  check(`
    on 2025-08-11
    m1 delivered 1:00:00.100
    m1 utility   1:00:00.200
    heard        1:00:00.900
    m1 is PMP utility free_customer_service free
  `);
});

test("[D1] a fact is judged in whole seconds", () => {
  check(`
    heard 0:00:00.999
    m1 free_form 1:00:00.400
    m1 delivered 1:00:00.900
    m1 opens service 1:00 to 25:00 undecided
  `);
});

test("[D3] what is read was delivered, at the least moment reported", () => {
  check(`
    m1 marketing 1:00
    m1 read 2:00
    m1 opens marketing 2:00 to 26:00 charged
  `);
  check(`
    m1 marketing 1:00
    m1 played 5:00
    m1 read 3:00
    m1 delivered 4:00
    m1 opens marketing 3:00 to 27:00 charged
  `);
});

test("[D4] a failure opens nothing and costs nothing, and undoes no delivery", () => {
  check(`
    m1 marketing 1:00
    m1 failed 1:01
    m1 opens nothing
    m1 is nothing
    m2 marketing 2:00
    m2 delivered 2:01
    m2 failed 2:02
    m3 utility 2:00
    m3 failed 2:01
    m3 delivered 2:02
    m2 opens marketing 2:01 to 26:01 charged
    m3 opens utility 2:02 to 26:02 charged
  `);
});

test("[D5] the price is that of the first delivered or read that has one, else of sent", () => {
  check(`
    on 2025-08-11
    m1 utility 1:00
    m1 sent 1:00 priced=PMP/marketing/regular/true
    m1 delivered 1:01
    m1 is PMP marketing regular charged
    m2 utility 2:00
    m2 sent 2:00 priced=PMP/marketing/regular/true
    m2 delivered 2:01
    m2 read 2:02 priced=PMP/utility/regular/true
    m2 is PMP utility regular charged
    m3 utility 3:00
    m3 delivered 3:01 priced=PMP/authentication/regular/true
    m3 read 3:02 priced=PMP/utility/regular/true
    m3 is PMP authentication regular charged
    m4 delivered 4:01 priced=PMP/authentication/regular/true
    m4 read 4:02 priced=PMP/utility/regular/true
    m4 is PMP authentication regular charged
  `);
});

test("[D6] a message was sent when the platform says so, else when it was accepted", () => {
  check(`
    on 2025-08-11
    heard 0:00 ad
    m1 free_form 1:00
    m1 sent 1:00:02
    m1 delivered 1:05
    m1 opens referral_conversion 1:00:02 to 73:00:02 free
  `);
});

test("[D7] a report that comes before its message is settled when the message is known", () => {
  check(`
    m1 sent 1:00
    m1 delivered 1:00:01
    m1 marketing 1:00:03
    m1 opens marketing 1:00:03 to 25:00:03 charged
    m1 is CBP marketing - charged
  `);
});

test("[D8] a bare read of a message nobody knows says nothing, for it may be an old one's", () => {
  check(`
    m1 read 1:00
    m1 is nothing
    m1 opens nothing
  `);
});

test("[D9] the state forgets what is final, and keeps what may still be delivered", () => {
  const state = historyIn(`
    m1 marketing 0:00
    m1 delivered 0:00 priced=CBP/marketing/-/true
    m2 marketing 1:00
    m3 marketing 1:00
    m3 delivered 1:00
    heard 30:00
  `).state;
  assert.deepEqual(
    state.messages.map((one) => one.wamid),
    ["m2", "m3"],
  );
  assert.deepEqual([state.conversations, state.final], [[], []]);
  check(`
    m1 marketing 0:00
    m1 delivered 743:59
    m1 opens marketing 743:59 to 767:59 charged
    m2 marketing 0:00
    m2 delivered 744:00
    m2 is CBP unknown - unknown
  `);
});

test("[D9] a read that comes when the message is forgotten changes nothing", () => {
  check(`
    m1 marketing 0:00
    m1 delivered 0:00 priced=CBP/marketing/-/true
    m1 read 100:00
    m1 opens marketing 0:00 to 24:00 charged
    m1 is CBP marketing - charged
  `);
});

test("[D10] a message to a group is a unit for each participant it reached", () => {
  check(`
    on 2025-11-11
    heard 0:00
    m1 free_form 1:00
    m1 delivered 1:00 for=p1
    m1 delivered 1:01 for=p2
    m1 read 1:02 for=p1
    m2 marketing 2:00
    m2 delivered 2:00 for=p1
    m1 is PMP service free_group_customer_service free, PMP service free_group_customer_service free
    m2 is PMP marketing regular charged
    m1 opens service 1:00 to 25:00 undecided
  `);
});

test("[D10] a group's message is not final when its first participant's price is known", () => {
  check(`
    on 2025-11-11
    m1 marketing 1:00
    m1 delivered 1:00 for=p1 priced=PMP/group_marketing/regular/true
    m1 delivered 10:00 for=p2 priced=PMP/group_marketing/regular/true
    m1 is PMP marketing regular charged, PMP marketing regular charged
  `);
});

test("[D2] a fact that comes before what is folded cannot be folded on", () => {
  const [first, second] = factsOf("heard 1:00\nheard 2:00");
  assert.ok(first && second);
  const accounts = { of: () => ({ timeZone: "UTC", currency: "USD" }) };
  const { state } = foldThread(EMPTY_THREAD, [second], accounts);

  assert.equal(isAfter(second, null), true);
  assert.equal(isAfter(first, state.foldedTo), false);
  assert.equal(isAfter(second, state.foldedTo), false);
  assert.equal(isAfter({ ...first, at: later(second.at) }, state.foldedTo), true);
  assert.throws(() => foldThread(state, [first], accounts), /facts come after what is folded/);
});

function later(at: Instant): Instant {
  return instantFromMs(at + 1_000);
}

test("[D7] a conversation that is known late opens by the rules of the delivery", () => {
  check(`
    on 2023-05-31
    m1 delivered 23:59:59
    m1 marketing 24:00
    m1 opens business_initiated 24:00 to 48:00 charged
    m1 is CBP business_initiated - charged
  `);
});

test("[D9] who has not read within 7 days of the delivery is not waited for", () => {
  check(`
    m1 marketing 0:00
    m1 delivered 1:00
    m1 read 140:00 origin=marketing
    m1 read 169:00 priced=CBP/utility/-/true
    m1 is CBP marketing - charged
  `);
  check(`
    m1 marketing 0:00
    m1 delivered 1:00
    m1 read 168:59:59 priced=CBP/utility/-/true
    m1 is CBP utility - charged
  `);
});

test("[D9] what was sent may be known last: then the message is final", () => {
  const { state } = historyIn(`
    m1 delivered 0:00 priced=CBP/marketing/-/true
    m1 marketing 0:00:02
  `);
  assert.deepEqual(state.messages, []);
  assert.deepEqual(
    state.final.map((one) => one.wamid),
    ["m1"],
  );
});

test("[D9] [D10] a group's last members are waited for as long as the others", () => {
  check(`
    on 2025-11-01
    m1 marketing 0:00
    m1 delivered 743:59 for=p1
    m1 delivered 744:01 for=p2
    m1 read      745:00 for=p1
    m1 is PMP marketing regular charged, PMP marketing regular charged
    m1 opens marketing 743:59 to 767:59 undecided
  `);
});
