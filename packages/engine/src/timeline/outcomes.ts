import { comparePositions, positionOf } from "../canonical-order.ts";
import type { Charge } from "../charge.ts";
import type { Decision } from "../decision.ts";
import type { BusinessMessage, Echo, StatusReported } from "../facts.ts";
import type { Unit } from "../unit.ts";
import { decideAt, type Known } from "./decide-at.ts";
import type { Ends, Timeline } from "./timeline.ts";

/** A message we sent, and what became of it. */
export interface LedgerMessage extends Ends {
  readonly message: BusinessMessage | Echo;
  readonly outcome: Outcome;
}

/** It reached the customer, failed, or nobody said: then the rules may have forbidden it. */
export type Outcome =
  | Charged
  | { readonly kind: "failed"; readonly code: number | null }
  | { readonly kind: "refused"; readonly decision: Extract<Decision, { allowed: false }> }
  | { readonly kind: "not_delivered" }
  | { readonly kind: "echo" };

interface Charged {
  readonly kind: "charged";
  readonly charge: Charge;
  readonly unit: Unit;
}

/**
 * What became of each message, by the moment of sending. `known.past` is moved along with them.
 *
 * A delivery is never undone by a failure (SPEC D4), so a message that has a charge did not fail.
 */
export function outcomesOf(
  known: Known,
  chargeOf: ReadonlyMap<string, Omit<Charged, "kind">>,
): LedgerMessage[] {
  const failures = failuresIn(known.timeline);
  return messagesIn(known.timeline).map(({ number, customer, message }) => {
    const ends = { number, customer };
    const charged = chargeOf.get(message.wamid);
    const failure = failures.get(message.wamid);
    if (charged !== undefined) {
      const { charge, unit } = charged;
      return { ...ends, message, outcome: { kind: "charged", charge, unit } };
    }
    if (failure !== undefined) {
      return { ...ends, message, outcome: { kind: "failed", code: failure.code ?? null } };
    }
    if (message.kind === "echo") return { ...ends, message, outcome: { kind: "echo" } };
    return { ...ends, message, outcome: unreportedOutcome(known, ends, message) };
  });
}

/** Nobody said that it was delivered, nor that it failed: it may not have been allowed. */
function unreportedOutcome(known: Known, ends: Ends, message: BusinessMessage): Outcome {
  known.past.learnUpTo(positionOf(message));
  const decision = decideAt(known, ends, message, message.at);
  return decision.allowed ? { kind: "not_delivered" } : { kind: "refused", decision };
}

/** Our messages, each once, in the order of facts. */
function messagesIn(timeline: Timeline): (Ends & { readonly message: BusinessMessage | Echo })[] {
  const messages = new Map<string, Ends & { readonly message: BusinessMessage | Echo }>();
  for (const { number, customer, fact } of timeline.facts) {
    if (fact.kind !== "business_message" && fact.kind !== "echo") continue;
    messages.set(fact.wamid, { number, customer, message: fact });
  }
  return [...messages.values()].sort((a, b) =>
    comparePositions(positionOf(a.message), positionOf(b.message)),
  );
}

/** The first failure reported of each message. */
function failuresIn(timeline: Timeline): Map<string, StatusReported> {
  const failures = new Map<string, StatusReported>();
  for (const { fact } of timeline.facts) {
    if (fact.kind !== "status_reported" || fact.status !== "failed") continue;
    const known = failures.get(fact.wamid);
    if (known === undefined || comparePositions(positionOf(fact), positionOf(known)) < 0) {
      failures.set(fact.wamid, fact);
    }
  }
  return failures;
}
