import { unreachable } from "./assert.ts";
import type { Fact, StatusReported } from "./facts.ts";
import { type Instant, wholeSecond } from "./instant.ts";

/** Where a fact stands among the facts of its thread: by second, then rank, then id (SPEC D1). */
export interface Position {
  readonly at: Instant;
  readonly rank: number;
  readonly id: string;
}

export function positionOf(fact: Fact): Position {
  return { at: wholeSecond(fact.at), rank: rankOf(fact), id: fact.id };
}

/** Less than 0 if `a` comes before `b`; 0 if they are the same fact. */
export function comparePositions(a: Position, b: Position): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The facts in the one order that the fold reads them in, each once. */
export function inCanonicalOrder(facts: readonly Fact[]): Fact[] {
  if (isInCanonicalOrder(facts)) return [...facts];
  const placed = facts.map((fact) => ({ fact, position: positionOf(fact) }));
  placed.sort((a, b) => comparePositions(a.position, b.position));
  return placed
    .filter((one, index) => {
      const before = placed[index - 1];
      return before === undefined || comparePositions(before.position, one.position) !== 0;
    })
    .map((one) => one.fact);
}

/** Most facts come sorted, and then nothing is made for each of them. */
function isInCanonicalOrder(facts: readonly Fact[]): boolean {
  let before: Fact | undefined;
  for (const fact of facts) {
    if (before !== undefined && compareFacts(before, fact) >= 0) return false;
    before = fact;
  }
  return true;
}

function compareFacts(a: Fact, b: Fact): number {
  const [one, other] = [wholeSecond(a.at), wholeSecond(b.at)];
  if (one !== other) return one - other;
  return comparePositions(positionOf(a), positionOf(b));
}

/**
 * What happened in one second happened in this order: the customer, then us, then what became of
 * our messages.
 */
export function rankOf(fact: Fact): number {
  switch (fact.kind) {
    case "customer_message":
    case "customer_call":
    case "call_accepted":
      return 0;
    case "business_message":
    case "echo":
      return 1;
    case "status_reported":
      return STATUS_RANKS[fact.status];
    default:
      return unreachable(fact);
  }
}

const STATUS_RANKS: Readonly<Record<StatusReported["status"], number>> = {
  sent: 2,
  delivered: 3,
  read: 4,
  played: 5,
  failed: 6,
};
