import { type Fact, instantFromMs, type StatusReported, wamidFrom } from "@casement/engine";
import fc from "fast-check";

// Random threads: few messages and few moments, so that things coincide.

const STARTS = [
  "2022-05-10",
  "2023-02-27",
  "2023-05-30",
  "2024-09-29",
  "2024-10-30",
  "2025-06-29",
  "2026-09-27",
  "2026-10-12",
].map((day) => Date.parse(`${day}T00:00:00Z`));

const hours = fc.oneof(
  fc.nat(24 * 4),
  fc.constantFrom(0, 24, 48, 72).map((hour) => hour),
);
/** Hours and a few seconds: boundaries are met, and so are order and truncation within a second. */
const offsets = fc
  .tuple(hours, fc.constantFrom(0, 0, 0, -1000, 999, 1000))
  .map(([hour, ms]) => hour * 3_600_000 + ms);
const wamids = fc.constantFrom("m1", "m2", "m3", "m4", "m5").map(wamidFrom);

const customerFacts = fc.record({
  kind: fc.constant("customer_message" as const),
  wamid: fc.constant(wamidFrom("in")),
  referral: fc.constantFrom(undefined, undefined, undefined, "ad" as const, "post" as const),
  device: fc.constantFrom(undefined, "web" as const),
  reaction: fc.constantFrom(undefined, undefined, undefined, true),
});

const calls = fc.record({
  kind: fc.constantFrom("customer_call" as const, "call_accepted" as const),
});

const sends = fc
  .record({
    wamid: wamids,
    what: fc.constantFrom("free_form", "free_form", "marketing", "utility", "reaction", "echo"),
    by: fc.constantFrom("human" as const, "human" as const, "business_agent" as const),
  })
  .map(({ wamid, what, by }) => {
    if (what === "echo") return { kind: "echo" as const, wamid };
    const kind = "business_message" as const;
    if (what === "free_form" || what === "reaction") return { kind, wamid, content: what, by };
    const category = what === "marketing" ? ("marketing" as const) : ("utility" as const);
    return { kind, wamid, content: "template" as const, category, by };
  });

const pricing = fc.constantFrom(
  undefined,
  undefined,
  { model: "PMP", category: "marketing", type: "regular", billable: true },
  { model: "PMP", category: "service", type: "free_customer_service" },
  { model: "PMP", category: "referral_conversion", type: "free_entry_point" },
  { model: "CBP", category: "utility", billable: true },
);

const statuses = fc.record({
  kind: fc.constant("status_reported" as const),
  wamid: wamids,
  status: fc.constantFrom<StatusReported["status"]>(
    "sent",
    "delivered",
    "delivered",
    "read",
    "played",
    "failed",
  ),
  pricing,
  conversation: fc.option(
    fc.record({
      id: fc.constant("c1"),
      originType: fc.constantFrom(undefined, "marketing", "service", "referral_conversion"),
      expiresAt: offsets.map((ms) => instantFromMs((STARTS[5] ?? 0) + ms)),
    }),
    { nil: undefined, freq: 8 },
  ),
});

/** The facts of one thread, in no order, each once. */
export const threads: fc.Arbitrary<Fact[]> = fc
  .record({
    start: fc.constantFrom(...STARTS),
    facts: fc.array(
      fc.record({
        offset: offsets,
        fact: fc.oneof(customerFacts, customerFacts, calls, sends, sends, statuses, statuses),
      }),
      { maxLength: 24 },
    ),
  })
  .map(({ start, facts }) =>
    facts.map(({ offset, fact }, index): Fact => {
      const at = instantFromMs(start + offset);
      return { ...fact, at, id: `f${(index * 7) % 10}-${index}` } as Fact;
    }),
  );
