import { DAY_MS, type Fact, HOUR_MS, instantFromMs, wamidFrom } from "@casement/engine";
import fc from "fast-check";

// Random threads of four days under conversations, and under messages: few messages and few
// moments, so that things coincide, and reach over any moment between.

const STARTS = ["2022-05-10", "2023-05-30", "2024-10-30", "2025-06-29", "2026-09-29"];

const wamid = fc.constantFrom("m1", "m2", "m3", "m4").map(wamidFrom);

const heard = fc.record({
  kind: fc.constant("customer_message" as const),
  wamid: fc.constant(wamidFrom("in")),
  referral: fc.constantFrom(undefined, undefined, "ad" as const),
});

const sent = fc.oneof(
  fc.record({
    kind: fc.constant("business_message" as const),
    wamid,
    content: fc.constantFrom("free_form" as const, "reaction" as const),
  }),
  fc.record({
    kind: fc.constant("business_message" as const),
    wamid,
    content: fc.constant("template" as const),
    category: fc.constantFrom("marketing" as const, "utility" as const),
  }),
);

const reported = fc.record({
  kind: fc.constant("status_reported" as const),
  wamid,
  status: fc.constantFrom("sent" as const, "delivered" as const, "read" as const),
  pricing: fc.constantFrom(
    undefined,
    { model: "PMP", category: "marketing", type: "regular", billable: true },
    { model: "PMP", category: "referral_conversion", type: "free_entry_point" },
    { model: "CBP", category: "utility", billable: false },
  ),
});

/** The facts of one thread, in no order, each once. */
export const threads: fc.Arbitrary<Fact[]> = fc
  .tuple(
    fc.constantFrom(...STARTS),
    fc.array(
      fc.record({
        hour: fc.oneof(fc.nat(4 * 24), fc.constantFrom(0, 24, 48, 72)),
        ms: fc.constantFrom(0, 0, -1000, 999),
        fact: fc.oneof(heard, sent, reported, reported),
      }),
      { maxLength: 24 },
    ),
  )
  .map(([start, facts]) =>
    facts.map(({ hour, ms, fact }, index): Fact => {
      const at = instantFromMs(Date.parse(start) + DAY_MS + hour * HOUR_MS + ms);
      return { ...fact, at, id: `f${(index * 7) % 10}-${index}` };
    }),
  );
