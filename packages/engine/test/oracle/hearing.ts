import type { Account, Fact, Instant, Window } from "@casement/engine";
import { isSince, secondOf } from "./dates.ts";

const DAY = 24 * 3_600_000;

/** When the customer was heard in a way that opens the window (W1, W4, W5, W6, W7). */
export function heardAt(facts: readonly Fact[], home: Account): number[] {
  return facts.filter((fact) => isHearing(fact, home)).map(secondOf);
}

function isHearing(fact: Fact, home: Account): boolean {
  switch (fact.kind) {
    case "customer_message":
      return fact.reaction !== true || home.assumptions?.reactionOpensWindow === true;
    case "customer_call":
    case "call_accepted":
      return isSince("2024-10-01", secondOf(fact), home);
    default:
      return false;
  }
}

/** Whether the service window is open at `at` (W1 to W3). */
export function isWindowOpenAt(facts: readonly Fact[], at: number, home: Account): boolean {
  return heardAt(facts, home).some((heard) => heard <= at && at < heard + DAY);
}

/** The windows, where spans that overlap or touch are one (W2). */
export function windowsOf(facts: readonly Fact[], home: Account): Window[] {
  const heard = heardAt(facts, home);
  const starts = heard.filter((at) => !heard.some((other) => other < at && at <= other + DAY));
  return [...new Set(starts)].map((openedAt) => ({
    openedAt: openedAt as Instant,
    closesAt: endOfSpan(openedAt, heard) as Instant,
  }));
}

/** When the window in which the customer was heard at `at` closes. */
export function endOfSpan(at: number, heard: readonly number[]): number {
  const after = heard.filter((other) => at < other && other <= at + DAY);
  return after.length === 0 ? at + DAY : endOfSpan(Math.max(...after), heard);
}
