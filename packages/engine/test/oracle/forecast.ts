import {
  type Decision,
  type Draft,
  decideSend,
  EMPTY_THREAD,
  type Fact,
  foldThread,
  type Instant,
  instantFromMs,
  wamidFrom,
} from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import { chargesOf } from "./charges.ts";
import { secondOf } from "./dates.ts";
import { isWindowOpenAt } from "./hearing.ts";
import { outcomeOf } from "./outcome.ts";
import type { Timeline } from "./timelines.ts";

/** A draft for the first thread of a timeline, at a moment of it. */
export interface Question {
  readonly timeline: Timeline;
  readonly draft: Draft;
  readonly now: Instant;
  readonly country: string;
}

/** What a send would bring, or that the window forbids it. */
export interface Forecast {
  readonly isRefused: boolean;
  readonly opens?: string | null;
  readonly joins?: string | null;
  readonly charge?: object;
}

/** What the engine decides, knowing all that came before. */
export function engineForecast({ timeline, draft, now, country }: Question): Forecast {
  const { accounts, freeUnitsUsed } = timeline;
  const { state } = foldThread(EMPTY_THREAD, knownAt(timeline, now), accounts);
  const thread = { state, country, blocked: false, consent: { optedOut: [] } };
  const approved = { ...draft, templateStatus: "approved" as const };
  const context = { account: accounts.home, rates: metaRates, usage: { freeUnitsUsed } };
  return forecastFrom(decideSend(thread, approved, now, context));
}

function forecastFrom(decision: Decision): Forecast {
  if (!decision.allowed) return { isRefused: true };
  const { opens, joins, charge } = decision;
  const { model, category, type, billable, usesFreeTier, position } = charge;
  return {
    isRefused: false,
    opens,
    joins,
    charge: { model, category, type, billable, usesFreeTier, position },
  };
}

/** What the oracle says would have come of it, had it been delivered there and then (A2, A16). */
export function oracleForecast({ timeline, draft, now, country }: Question): Forecast {
  const { accounts, freeUnitsUsed } = timeline;
  const known = knownAt(timeline, now);
  if (draft.content !== "template" && !isWindowOpenAt(known, now, accounts.home)) {
    return { isRefused: true };
  }
  const wamid = wamidFrom("draft");
  const outcome = outcomeOf(
    [
      ...known,
      { ...draft, kind: "business_message", id: "draft-1", at: now, wamid, country },
      { kind: "status_reported", id: "draft-2", at: now, wamid, status: "delivered" },
    ],
    accounts,
  );
  const unit = outcome.units.find((one) => one.wamid === wamid);
  if (unit === undefined) throw new Error("what is delivered is a unit");
  const [charge] = chargesOf([{ unit, number: "n1", market: null }], freeUnitsUsed, accounts);
  if (charge === undefined) throw new Error("a unit has a charge");
  const { model, category, type, billable, usesFreeTier, position } = charge;
  const isOpener = unit.conversation?.openedBy === wamid;
  return {
    isRefused: false,
    opens: isOpener ? unit.conversation.category : null,
    joins: isOpener ? null : (unit.conversation?.category ?? null),
    charge: { model, category, type, billable, usesFreeTier, position },
  };
}

function knownAt({ threads }: Timeline, now: Instant): Fact[] {
  return (threads[0]?.facts ?? []).filter((fact) => secondOf(fact) < now);
}

/** A moment at or near which something of the timeline turns. */
export function momentNear({ threads }: Timeline, index: number, ms: number): Instant {
  const facts = threads[0]?.facts ?? [];
  const fact = facts[index % Math.max(facts.length, 1)];
  return instantFromMs(Math.floor(((fact?.at ?? 0) + ms) / 1_000) * 1_000);
}
