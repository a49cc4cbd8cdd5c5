import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Account,
  type Decision,
  type Draft,
  decideSend,
  EMPTY_THREAD,
  explain,
  foldThread,
  type Instant,
  instantFromMs,
  SEND_MARGIN_MS,
  type SendLimits,
  startOfDay,
  type Thread,
  type Usage,
} from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import { factsOf } from "./table.ts";

// SPEC, Decisions.

interface Given {
  readonly account?: Partial<Account>;
  readonly thread?: Partial<Thread>;
  readonly usage?: Usage;
  readonly limits?: SendLimits;
  readonly marginMs?: number;
}

const FREE_FORM: Draft = { content: "free_form" };
const UTILITY: Draft = { content: "template", category: "utility", templateStatus: "approved" };
const MARKETING: Draft = { ...UTILITY, category: "marketing" };

/** Decides on a draft at `hours` of the table's day, after the table's facts. */
function decide(text: string, draft: Draft, hours: number, given: Given = {}): Decision {
  const account: Account = { timeZone: "UTC", currency: "USD", ...given.account };
  const { state } = foldThread(EMPTY_THREAD, factsOf(text), { of: () => account });
  const day = /on (\S+)/.exec(text)?.[1] ?? "2023-07-10";
  const thread: Thread = {
    state,
    phone: "447700900123",
    blocked: false,
    consent: { optedOut: [] },
    ...given.thread,
  };
  const usage = given.usage ?? { freeUnitsUsed: 1_000 };
  const at = moment(day, hours);
  const { limits, marginMs } = given;
  return decideSend(thread, draft, at, { account, rates: metaRates, usage, limits, marginMs });
}

function moment(day: string, hours: number): Instant {
  return instantFromMs(startOfDay(day, "UTC") + Math.round(hours * 3_600_000));
}

function words(decision: Decision): string {
  return decision.allowed
    ? `${decision.rule} opens ${decision.opens} joins ${decision.joins}`
    : `${decision.rule} ${decision.code} ${decision.reasons.join(" ")}`;
}

test("[A1] a template may be sent at any time, and joins or opens its category", () => {
  const text = "heard 0:00\nm1 utility 1:00\nm1 delivered 1:00";
  assert.equal(words(decide(text, UTILITY, 2)), "A1 opens null joins utility");
  assert.equal(words(decide(text, MARKETING, 2)), "A1 opens marketing joins null");
  assert.equal(words(decide(text, UTILITY, 50)), "A1 opens utility joins null");
});

test("[A2] what is no template may be sent only in the window", () => {
  const text = "heard 0:00";
  assert.equal(words(decide(text, FREE_FORM, 23.999)), "A2 opens service joins null");
  assert.equal(words(decide(text, FREE_FORM, 24)), "A2 131047 service_window_closed");
  assert.equal(words(decide("", FREE_FORM, 1)), "A2 131047 service_window_closed");
  assert.equal(words(decide(text, { content: "reaction" }, 1)), "A2 opens null joins null");
  assert.equal(words(decide(text, { content: "reaction" }, 24)), "A2 131047 service_window_closed");
});

test("[A2] an entry point opens no window: in it a free-form needs one all the same", () => {
  const text = "heard 0:00 ad\nm1 free_form 1:00\nm1 delivered 1:00";
  assert.equal(words(decide(text, FREE_FORM, 24)), "A2 131047 service_window_closed");
  assert.equal(words(decide(text, UTILITY, 24)), "A1 opens null joins referral_conversion");
});

test("[A3] nothing may be sent to a customer who is blocked", () => {
  const decision = decide("heard 0:00", FREE_FORM, 1, { thread: { blocked: true } });
  assert.equal(words(decision), "A3 130403 blocked");
});

test("[A4] a stop is heeded in templates of its category, and does not stop an answer", () => {
  const thread = { consent: { optedOut: ["marketing"] } } as const;
  const text = "heard 0:00";
  assert.equal(words(decide(text, MARKETING, 1, { thread })), "A4 131050 opted_out");
  const lite: Draft = { ...MARKETING, category: "marketing_lite" };
  assert.equal(words(decide(text, lite, 1, { thread })), "A4 131050 opted_out");
  assert.equal(words(decide(text, UTILITY, 1, { thread })), "A1 opens utility joins null");
  assert.equal(words(decide(text, FREE_FORM, 1, { thread })), "A2 opens service joins null");
  const all = { thread: { consent: { optedOut: "all" } } } as const;
  assert.equal(words(decide(text, UTILITY, 1, all)), "A4 131050 opted_out");
  assert.equal(words(decide(text, FREE_FORM, 1, all)), "A2 opens service joins null");
});

test("[A4] where opt-ins are kept, a template needs one unless the window is open", () => {
  const thread = { consent: { optedOut: [], optedIn: ["utility"] } } as const;
  assert.equal(words(decide("", UTILITY, 1, { thread })), "A1 opens utility joins null");
  assert.equal(words(decide("", MARKETING, 1, { thread })), "A4 131050 not_opted_in");
  assert.equal(
    words(decide("heard 0:00", MARKETING, 1, { thread })),
    "A1 opens marketing joins null",
  );
});

test("[A5] [A6] [A7] a template must be approved, and neither paused nor disabled", () => {
  const as = (templateStatus: Draft["templateStatus"]): string =>
    words(decide("", { ...UTILITY, templateStatus }, 1));
  assert.equal(as("other"), "A5 132001 template_not_approved");
  assert.equal(as("paused"), "A6 132015 template_paused");
  assert.equal(as("disabled"), "A7 132016 template_disabled");
  assert.equal(as(undefined), "A1 opens utility joins null");
  assert.equal(words(decide("", { content: "template" }, 1)), "A5 132001 template_not_approved");
});

test("[A8] marketing to the United States is not permitted from 2025-04-01", () => {
  const to = (day: string, phone: string, draft: Draft): string =>
    words(decide(`on ${day}`, draft, 1, { thread: { phone } }));
  const refused = "A8 131049 category_not_permitted";
  assert.equal(to("2025-03-31", "12125550100", MARKETING), "A1 opens marketing joins null");
  assert.equal(to("2025-04-01", "12125550100", MARKETING), refused);
  assert.equal(
    to("2026-11-01", "12125550100", { ...MARKETING, api: "marketing_messages" }),
    refused,
  );
  assert.equal(to("2025-04-01", "12125550100", UTILITY), "A1 opens utility joins null");
  assert.equal(to("2025-04-01", "14165550100", MARKETING), "A1 opens marketing joins null");
});

test("[A9] [A10] the pair rate stops any message, the portfolio limit beginnings", () => {
  const pair = { limits: { isPairRateReached: true } };
  assert.equal(words(decide("heard 0:00", FREE_FORM, 1, pair)), "A9 131056 pair_rate");
  const portfolio = { limits: { isPortfolioLimitReached: true } };
  assert.equal(words(decide("", UTILITY, 1, portfolio)), "A10 131048 portfolio_limit");
  assert.equal(words(decide("heard 0:00", UTILITY, 1, portfolio)), "A1 opens utility joins null");
});

test("[A11] without a payment method nothing may be sent that would be charged", () => {
  const account = { paymentMethod: false };
  const text = "on 2026-10-12\nheard 0:00";
  const left = { account, usage: { freeUnitsUsed: 999 } };
  assert.equal(words(decide(text, FREE_FORM, 1, left)), "A2 opens service joins null");
  const gone = { account, usage: { freeUnitsUsed: 1_000 } };
  assert.equal(words(decide(text, FREE_FORM, 1, gone)), "A11 131042 payment_method_missing");
});

test("[A12] a window we cannot know of is unknown, and the draft goes to the platform", () => {
  const thread = { heardSince: moment("2023-07-10", 0) };
  const decision = decide("", FREE_FORM, 23.9, { thread });
  assert.equal(decision.window, "unknown");
  assert.equal(words(decision), "A12 opens service joins null");
  assert.equal(words(decide("", FREE_FORM, 24, { thread })), "A2 131047 service_window_closed");
  assert.equal(decide("heard 0:00", FREE_FORM, 1, { thread }).window, "open");
});

test("[A12] a number of which we hear nothing has no window that is surely closed", () => {
  const decision = decide("", FREE_FORM, 500, { thread: { heardSince: null } });
  assert.equal(words(decision), "A12 opens service joins null");
});

test("[A12] [A13] an entry point that began before we listened may make anything free for 8 days", () => {
  const heardSince = moment("2026-10-12", 0);
  const account = { paymentMethod: false };
  const charge = (hours: number, more: Partial<Thread> = {}): unknown => {
    const thread = { heardSince, ...more };
    const decision = decide("on 2026-10-12", MARKETING, hours, { thread, account });
    if (!decision.allowed) return decision.reason;
    const { amountMicros, amountMaxMicros, billable } = decision.charge;
    return [amountMicros, amountMaxMicros, billable];
  };
  assert.deepEqual(charge(1), [0, 63_500, null]);
  assert.deepEqual(charge(8 * 24 - 0.001), [0, 63_500, null]);
  assert.deepEqual(charge(8 * 24), "payment_method_missing");
  assert.deepEqual(charge(1_000, { heardSince: null }), [0, 63_500, null]);
});

test("[A12] before 2026-09-28 an entry point is over sooner, and one we know of is no riddle", () => {
  const heardSince = moment("2025-08-11", 0);
  const most = (text: string, draft: Draft, hours: number): unknown => {
    const decision = decide(`on 2025-08-11\n${text}`, draft, hours, { thread: { heardSince } });
    assert.ok(decision.allowed);
    return decision.charge.amountMaxMicros;
  };
  assert.equal(most("", MARKETING, 95.999), 52_900);
  assert.equal(most("", MARKETING, 96), undefined);
  assert.equal(most("heard 0:00 ad", MARKETING, 1), undefined);
  assert.equal(
    most("heard 0:00 ad\nm1 free_form 1:00\nm1 delivered 1:00", MARKETING, 2),
    undefined,
  );
  assert.equal(most("heard 0:00", FREE_FORM, 1), undefined);
});

test("[A22] two seconds are kept off the window's end for what is no template", () => {
  const margin = { marginMs: SEND_MARGIN_MS };
  const second = 1 / 3_600;
  const before = decide("heard 0:00", FREE_FORM, 24 - 3 * second, margin);
  assert.equal(before.allowed, true);
  const within = decide("heard 0:00", FREE_FORM, 24 - 2 * second, margin);
  assert.equal(words(within), "A2 131047 service_window_closed");
  assert.equal(decide("heard 0:00", FREE_FORM, 24 - second).allowed, true);
  assert.equal(decide("heard 0:00", UTILITY, 24 - second, margin).window, "open");
});

test("[A13] the charge is a range where a free unit may be gone by then", () => {
  const text = "on 2026-10-12\nheard 0:00";
  const range = (usage: Usage): unknown[] => {
    const decision = decide(text, FREE_FORM, 1, { usage });
    assert.ok(decision.allowed);
    const { amountMicros, amountMaxMicros } = decision.charge;
    return [amountMicros, amountMaxMicros];
  };
  assert.deepEqual(range({ freeUnitsUsed: 990 }), [0, undefined]);
  assert.deepEqual(range({ freeUnitsUsed: 990, freeUnitsInFlight: 9 }), [0, undefined]);
  assert.deepEqual(range({ freeUnitsUsed: 990, freeUnitsInFlight: 10 }), [0, 22_000]);
  assert.deepEqual(range({ freeUnitsUsed: 1_000 }), [22_000, undefined]);
});

test("[A13] the charge is a range where the window is not known and would make it free", () => {
  const text = "on 2025-08-11";
  const thread = { heardSince: moment("2025-08-11", 0) };
  const decision = decide(text, UTILITY, 1, { thread });
  assert.ok(decision.allowed);
  assert.equal(decision.charge.amountMicros, 0);
  assert.equal(decision.charge.amountMaxMicros, 22_000);
});

test("[A15] all reasons are given, in order of precedence", () => {
  const decision = decide("on 2026-10-12", { ...MARKETING, templateStatus: "paused" }, 1, {
    account: { paymentMethod: false },
    thread: { phone: "12125550100", blocked: true, consent: { optedOut: "all" } },
    limits: { isPairRateReached: true, isPortfolioLimitReached: true },
  });
  assert.ok(!decision.allowed);
  assert.deepEqual(decision.reasons, [
    "blocked",
    "opted_out",
    "template_paused",
    "category_not_permitted",
    "pair_rate",
    "portfolio_limit",
    "payment_method_missing",
  ]);
  assert.equal(decision.reason, "blocked");
});

test("[A16] a decision reckons with what its delivery now would open and cost", () => {
  const open = "m1 utility 0:00\nm1 delivered 0:00\nheard 1:00";
  const joins = decide(open, FREE_FORM, 2);
  assert.ok(joins.allowed);
  assert.deepEqual(
    [joins.opens, joins.joins, joins.charge.category, joins.charge.billable],
    [null, "utility", "utility", false],
  );
  const opens = decide("heard 1:00 ad", FREE_FORM, 2);
  assert.ok(opens.allowed);
  assert.deepEqual([opens.opens, opens.charge.billable], ["referral_conversion", false]);
});

test("[A14] a decision is explained in sentences that end in its rule", () => {
  assert.equal(
    explain(decide("heard 0:00", FREE_FORM, 24)),
    "Not sent: the service window is closed. A template can still be sent. (A2)",
  );
  assert.equal(
    explain(decide("", MARKETING, 0)),
    "May be sent; it opens a marketing conversation. " +
      "Costs 0.0705 USD as marketing to United Kingdom, by Meta's price list of 2023-06-01. (A1)",
  );
  assert.equal(
    explain(decide("heard 0:00", FREE_FORM, 1, { usage: { freeUnitsUsed: 0 } })),
    "May be sent; it opens a service conversation. " +
      "Costs nothing: it is one of the free conversations of July 2023. (A2)",
  );
  const thread = { heardSince: moment("2025-08-11", 0) };
  assert.equal(
    explain(decide("on 2025-08-11", MARKETING, 30, { thread })),
    "May be sent; it opens a marketing conversation. " +
      "Costs 0.0000 to 0.0529 USD, by Meta's price list of 2025-07-01: " +
      "whether a free entry point is open is not known. (A1)",
  );
});
