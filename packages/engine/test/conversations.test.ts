import assert from "node:assert/strict";
import { test } from "node:test";
import { conversationsAt, EMPTY_THREAD, HOUR_MS, instantFromIso, later } from "@casement/engine";
import { check, conversationsIn } from "./table.ts";

// SPEC, Conversations.

test("[C1] a customer's message opens no conversation; the first delivered answer does", () => {
  check(`
    heard 0:00
    m1 free_form 5:00
    m1 delivered 5:30
    m1 opens service 5:30 to 29:30 undecided
    m2 free_form 30:00
    m2 failed 30:00
    m2 opens nothing
    m3 free_form 31:00
    m3 sent 31:00
    m3 opens nothing
  `);
});

test("[C2] before 2023-06-01 one conversation is open at a time, named by who began it", () => {
  check(`
    on 2022-05-10
    m1 marketing 0:00
    m1 delivered 0:00
    m1 opens business_initiated 0:00 to 24:00 undecided
    m2 utility 6:00
    m2 delivered 6:00
    m2 in business_initiated
    heard 20:00
    m3 marketing 25:00
    m3 delivered 25:00
    m3 opens user_initiated 25:00 to 49:00 undecided
    m4 utility 49:00
    m4 delivered 49:00
    m4 opens business_initiated 49:00 to 73:00 undecided
  `);
});

test("[C3] a template joins its category's conversation or opens it", () => {
  check(`
    m1 marketing 0:00
    m1 delivered 0:00
    m2 utility 4:00
    m2 delivered 4:00
    m3 utility 10:00
    m3 delivered 10:00
    m1 opens marketing 0:00 to 24:00 charged
    m2 opens utility 4:00 to 28:00 charged
    m3 opens nothing
    m3 in utility
    open at 10:00 marketing utility
  `);
});

test("[C4] a free-form joins what is open, and opens service only if nothing is", () => {
  check(`
    heard 0:00
    m1 utility 1:00
    m1 delivered 1:00
    m2 free_form 2:00
    m2 delivered 2:00
    m2 in utility
    heard 24:30
    m3 free_form 25:00
    m3 delivered 25:00
    m3 opens service 25:00 to 49:00 undecided
  `);
});

test("[C5] a free-form stays with service if it is open, else with what opened last", () => {
  check(`
    heard 0:00
    m1 free_form 1:00
    m1 delivered 1:00
    m2 marketing 2:00
    m2 delivered 2:00
    m3 free_form 3:00
    m3 delivered 3:00
    m3 in service
    m4 utility 4:00
    m4 delivered 4:00
    heard 24:00
    m5 free_form 25:30
    m5 delivered 25:30
    m5 in utility
  `);
});

test("[C6] a conversation lasts 24 hours, not a second more, however much is said in it", () => {
  check(`
    m1 marketing 0:00
    m1 delivered 0:00
    m2 marketing 23:59
    m2 delivered 23:59:59
    m2 in marketing
    m3 marketing 24:00
    m3 delivered 24:00
    m3 opens marketing 24:00 to 48:00 charged
  `);
  check(`
    m1 marketing 0:00
    m1 delivered 0:00
    open at 23:59:59 marketing
    open at 24:00
  `);
});

test("[C7] a reaction joins what is open, and opens nothing", () => {
  check(`
    heard 0:00
    m1 reaction 1:00
    m1 delivered 1:00
    m1 opens nothing
    m1 in nothing
    m2 free_form 2:00
    m2 delivered 2:00
    m3 reaction 3:00
    m3 delivered 3:00
    m3 in service
  `);
});

test("[C8] from 2025-07-01 conversations go on by the old rules, uncharged", () => {
  check(`
    on 2025-08-11
    heard 0:00
    m1 free_form 1:00
    m1 delivered 1:00
    m1 opens service 1:00 to 25:00 undecided
    m2 marketing 2:00
    m2 delivered 2:00
    m2 opens marketing 2:00 to 26:00 undecided
    m3 marketing 3:00
    m3 delivered 3:00
    m3 in marketing
  `);
});

test("[C9] service and entry points are the customer's beginning, the rest the business's", () => {
  const began = (text: string): string[] =>
    conversationsIn(text).map((one) => `${one.category} ${one.initiatedBy}`);
  assert.deepEqual(
    began(`
      heard 0:00
      m1 free_form 1:00
      m1 delivered 1:00
      m2 utility 1:00
      m2 delivered 1:00
      heard 30:00 ad
      m3 free_form 31:00
      m3 delivered 31:00
    `),
    ["service customer", "utility business", "referral_conversion customer"],
  );
  assert.deepEqual(
    began(`
      on 2022-05-10
      heard 0:00
      m1 utility 1:00
      m1 delivered 1:00
      m2 utility 26:00
      m2 delivered 26:00
    `),
    ["user_initiated customer", "business_initiated business"],
  );
});

test("[C10] marketing_lite is a category of its own from 2024-10-15", () => {
  check(`
    on 2024-10-14
    m1 marketing 1:00 mm
    m1 delivered 1:00
    m1 opens marketing 1:00 to 25:00 charged
    m2 marketing 24:00
    m2 delivered 24:30
    m2 in marketing
    m3 marketing 24:40 mm
    m3 delivered 24:40
    m3 opens marketing_lite 24:40 to 48:40 charged
  `);
});

test("[C10] authentication abroad is a category of its own from the account's start there", () => {
  const account = {
    country: "ID",
    authInternationalFrom: {
      IN: instantFromIso("2024-07-10T02:00:00Z")!,
      ID: instantFromIso("2024-06-01T00:00:00Z")!,
    },
  };
  check(
    `
    on 2024-07-10
    m1 authentication 1:00 to=IN
    m1 delivered 1:59:59
    m1 opens authentication 1:59:59 to 25:59:59 charged
    m2 authentication 2:00 to=IN
    m2 delivered 2:00
    m2 opens authentication_international 2:00 to 26:00 charged
    m3 authentication 3:00 to=ID
    m3 delivered 3:00
    m3 in authentication
    m4 authentication 3:00 to=FR
    m4 delivered 3:00
    m4 in authentication
  `,
    account,
  );
});

test("[C11] the platform's word on when a conversation ends is taken", () => {
  check(`
    m1 marketing 1:00
    m1 delivered 1:01
    m2 free_form 2:00
    m2 sent 2:00 ends=24:30 origin=marketing
    m2 delivered 2:00
    m1 opens marketing 1:01 to 24:30 charged
    m3 marketing 24:31
    m3 delivered 24:31
    m3 opens marketing 24:31 to 48:31 charged
  `);
});

test("[C11] what is said of the end before the delivery is not when it ends", () => {
  check(`
    m1 utility 1:00
    m1 sent 1:00 ends=25:00 origin=utility
    m2 utility 3:00
    m2 sent 3:00 ends=27:00 origin=utility
    m1 delivered 4:00
    m2 delivered 4:30
    m1 opens utility 4:00 to 28:00 charged
    m3 utility 27:59
    m3 delivered 27:59
    m3 in utility
  `);
});

test("[C11] an end reported of another category is not this conversation's", () => {
  check(`
    m1 marketing 1:00
    m1 delivered 1:01 ends=24:30 origin=utility
    m1 opens marketing 1:01 to 25:01 charged
  `);
});

test("[C11] where messages are billed, a conversation reported for each ends none of ours", () => {
  check(`
    on 2025-08-11
    m1 marketing 1:00
    m1 sent 1:00 ends=26:00 origin=marketing
    m1 delivered 1:00
    m2 marketing 2:00
    m2 sent 2:00 ends=26:00 origin=marketing
    m2 delivered 2:00
    m1 opens marketing 1:00 to 25:00 undecided
  `);
});

test("[C11] a message billed by itself ends no conversation of before, though it joins it", () => {
  check(`
    on 2025-06-30
    m1 authentication 12:00
    m1 delivered 12:00
    m2 authentication 35:00
    m2 sent 35:00 ends=59:00 origin=authentication
    m2 delivered 35:01
    m2 in authentication
    m1 opens authentication 12:00 to 36:00 charged
  `);
});

test("[C11] an end reported of before the beginning is no end", () => {
  check(`
    m1 marketing 1:00
    m1 delivered 1:01 ends=1:01 origin=marketing
    m1 opens marketing 1:01 to 25:01 charged
  `);
});

test("[C12] what was sent from the business's own app belongs to no conversation", () => {
  check(`
    heard 0:00
    m1 echo 1:00
    m1 delivered 1:00
    m1 is nothing
    m1 opens nothing
    m2 free_form 2:00
    m2 delivered 2:00
    m2 opens service 2:00 to 26:00 undecided
  `);
});

test("[C12] a report that comes before the echo it is about belongs to no conversation", () => {
  check(`
    heard 0:00
    m1 delivered 1:00:00
    m1 echo 1:00:01
    m1 is CBP service - free
    m1 opens nothing
  `);
});

test("[C13] what the business agent says opens and joins as a free-form does", () => {
  check(`
    on 2026-08-10
    heard 0:00
    m1 free_form 1:00 agent
    m1 delivered 1:00
    m1 opens service 1:00 to 25:00 undecided
    m2 free_form 2:00 agent
    m2 delivered 2:00
    m2 in service
  `);
});

test("[E5] a conversation that was closed early is not open, though its day is not over", () => {
  const [one] = conversationsIn("m1 marketing 0:00\nm1 delivered 0:00");
  assert.ok(one);
  const closed = { ...one, closedEarlyAt: later(one.openedAt, HOUR_MS) };
  const state = { ...EMPTY_THREAD, conversations: [closed] };

  assert.deepEqual(conversationsAt(state, one.openedAt), [closed]);
  assert.deepEqual(conversationsAt(state, closed.closedEarlyAt), []);
});

test("[C8] a conversation of before 2022-02-01 ends when conversations begin to be charged", () => {
  check(`
    on 2022-01-31
    m1 marketing 20:00
    m1 delivered 20:00
    m2 marketing 25:00
    m2 delivered 25:00
    m1 opens business_initiated 20:00 to 24:00 undecided
    m2 opens business_initiated 25:00 to 49:00 undecided
    m2 is CBP business_initiated - by_allowance
  `);
});

test("[C11] a reported end counts in whole seconds", () => {
  check(`
    m1 marketing 0:00
    m1 sent      0:00 origin=marketing ends=30:00:00.999
    m1 delivered 0:00
    m2 marketing 30:00
    m2 delivered 30:00
    m2 opens marketing 30:00 to 54:00 charged
  `);
});
