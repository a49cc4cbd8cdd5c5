import type { Account, Fact } from "@casement/engine";
import { isByMessage, isSince, secondOf } from "./dates.ts";
import { endOfSpan, heardAt } from "./hearing.ts";

const DAY = 24 * 3_600_000;

/**
 * Whether what was sent at `sentAt` answers an offer that stands (E1, E2).
 *
 * `clicks` are those that no answer has used up; `known` is all that was known when that is asked.
 */
export function isOffered(
  clicks: readonly number[],
  sentAt: number,
  known: readonly Fact[],
  home: Account,
): boolean {
  const last = clicks.at(-1);
  if (last === undefined) return false;
  const spans = clicks.map((from) => ({ from, to: lapsesAt(from, known, home) }));
  // Only the newest offer stands: the last click, and those it renewed.
  const lapsed = spans.findLastIndex(({ to }, index) => {
    const next = clicks[index + 1];
    return next !== undefined && to <= next;
  });
  return spans.slice(lapsed + 1).some(({ from, to }) => from <= sentAt && sentAt < to);
}

/** When customers came by an ad or a page's button, on a phone (E1). */
export function clicksIn(known: readonly Fact[]): number[] {
  return known.filter(isClick).map(secondOf);
}

function isClick(fact: Fact): boolean {
  return (
    fact.kind === "customer_message" &&
    (fact.referral === "ad" || fact.referral === "page_cta") &&
    fact.device !== "web"
  );
}

function lapsesAt(click: number, known: readonly Fact[], home: Account): number {
  const isInWindow = home.assumptions?.entryPointOffered === "in_window";
  return isInWindow ? endOfSpan(click, heardAt(known, home)) : click + DAY;
}

/** When an entry point begins that was answered at `sentAt` and is delivered at `at` (E3). */
export function entryPointBegin(sentAt: number, at: number, rules: Rules): number {
  return isByMessage(rules.at, rules.account) ? Math.min(sentAt, at) : at;
}

/** How long an entry point lasts that is opened under these rules, if nothing is reported (E4). */
export function entryPointMs({ at, account }: Rules): number {
  if (isSince("2026-09-28", at, account)) return 7 * DAY;
  return isSince("2023-03-01", at, account) ? 3 * DAY : DAY;
}

/** Those of an account at a moment (R1). */
export interface Rules {
  readonly at: number;
  readonly account: Account;
}
