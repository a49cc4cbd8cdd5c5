import { type Fact, HOUR_MS, type Instant, wholeSecond } from "@casement/engine";

// The rules again, as plainly as they can be said, over the whole history. Slow on purpose: nothing
// is remembered between calls, so nothing can be remembered wrongly.

const DAY = 24 * HOUR_MS;
const CALLS_COUNT_FROM = Date.parse("2024-10-01T00:00:00Z");

/** Whether a service window is open at `at`, by all that was ever heard (an account in UTC). */
export function isWindowOpenAt(facts: readonly Fact[], at: Instant): boolean {
  return facts.some((fact) => {
    const heardAt = wholeSecond(fact.at);
    return isHearing(fact) && heardAt <= at && at < heardAt + DAY;
  });
}

function isHearing(fact: Fact): boolean {
  if (fact.kind === "customer_message") return fact.reaction !== true;
  const isCall = fact.kind === "customer_call" || fact.kind === "call_accepted";
  return isCall && fact.at >= CALLS_COUNT_FROM;
}

/** The moment a message of ours was delivered, by all that was ever reported of it. */
export function deliveredAt(facts: readonly Fact[], wamid: string): number | undefined {
  const moments = facts
    .filter((fact) => fact.kind === "status_reported" && fact.wamid === wamid)
    .filter((fact) => "status" in fact && fact.status !== "sent" && fact.status !== "failed")
    .map((fact) => wholeSecond(fact.at));
  return moments.length === 0 ? undefined : Math.min(...moments);
}
