import { decideSend } from "../decide-send.ts";
import type { Decision } from "../decision.ts";
import type { Draft } from "../draft.ts";
import { DAY_MS, type Instant, later } from "../instant.ts";
import type { RateCard } from "../rates/rate-card.ts";
import type { Past } from "./past.ts";
import { type Ends, type Timeline, whereaboutsOf } from "./timeline.ts";

/** What a question is answered from: the timeline, and of it what had happened by then. */
export interface Known {
  readonly timeline: Timeline;
  readonly rates: RateCard;
  readonly past: Past;
}

/** Whether `draft` could be sent at `at`, with all that was known by then (SPEC A13, A16). */
export function decideAt(known: Known, ends: Ends, draft: Draft, at: Instant): Decision {
  const freeUnitsUsed = known.past.freeUnits.usedAt(ends.number, at)?.used ?? 0;
  const freeUnitsInFlight = inFlightAt(known, ends, at);
  return decide(known, ends, draft, at, { freeUnitsUsed, freeUnitsInFlight });
}

/**
 * How many messages under way may yet draw on the allowance that `ends` has at `at`.
 *
 * They are counted only where they could use up what is left: else they change no answer.
 */
function inFlightAt(known: Known, ends: Ends, at: Instant): number {
  const allowance = known.past.freeUnits.usedAt(ends.number, at);
  if (allowance === undefined || allowance.used >= allowance.free) return 0;
  const sent = [...known.past.underway].filter(
    (one) =>
      (allowance.scope === "account" || one.number === ends.number) &&
      one.message.at > later(at, -UNDERWAY_MS),
  );
  if (allowance.used + sent.length < allowance.free) return 0;
  return sent.filter(({ message, ...its }) => {
    const decision = decide(known, its, message, at, { freeUnitsUsed: 0 });
    return decision.allowed && decision.charge.position !== null;
  }).length;
}

function decide(
  { timeline, rates, past }: Known,
  ends: Ends,
  draft: Draft,
  at: Instant,
  usage: { freeUnitsUsed: number; freeUnitsInFlight?: number },
): Decision {
  const { state } = past.threadOf(ends);
  const whereabouts = whereaboutsOf(ends.customer, timeline.countries);
  return decideSend(
    { state, ...whereabouts, blocked: false, consent: { optedOut: [] } },
    draft,
    at,
    { account: timeline.account, rates, usage },
  );
}

/** The platform gives up on a message after 30 days. */
const UNDERWAY_MS = 30 * DAY_MS;
