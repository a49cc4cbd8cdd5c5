import {
  EMPTY_THREAD,
  foldThread,
  rateUnits,
  type ThreadChanges,
  type Unit,
} from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import { chargesOf, type PlainCharge } from "./charges.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { Timeline } from "./timelines.ts";

/** What follows from a timeline, thread by thread, and what its units cost. */
export interface Books {
  readonly threads: readonly Outcome[];
  readonly charges: readonly PlainCharge[];
}

/** What the engine makes of a timeline. */
export function engineBooks({ threads, accounts, freeUnitsUsed }: Timeline): Books {
  const folded = threads.map(({ facts }) => foldThread(EMPTY_THREAD, facts, accounts).changes);
  const units = folded.flatMap((changes, index) =>
    sortedUnits(changes.units).map((unit) => ({ unit, ...whereabouts(threads[index]) })),
  );
  const charges = rateUnits(
    units.map(({ unit, ...where }) => ({
      ...where,
      unit,
      account: accounts.of(unit.accountId),
      accountId: unit.accountId ?? "home",
    })),
    metaRates,
    () => freeUnitsUsed,
  );
  return {
    threads: folded.map((changes) => plainOutcome(changes)),
    charges: charges.map(({ rule: _rule, subtype, ...rest }) =>
      subtype === undefined ? rest : { ...rest, subtype },
    ),
  };
}

/** What the oracle makes of it. */
export function oracleBooks({ threads, accounts, freeUnitsUsed }: Timeline): Books {
  const outcomes = threads.map(({ facts }) => sorted(outcomeOf(facts, accounts)));
  const units = outcomes.flatMap((outcome, index) =>
    outcome.units.map((unit) => ({ unit, ...whereabouts(threads[index]) })),
  );
  return { threads: outcomes, charges: chargesOf(units, freeUnitsUsed, accounts) };
}

function whereabouts(thread: Timeline["threads"][number] | undefined) {
  return { number: thread?.number ?? "", market: thread?.market ?? null };
}

export function plainOutcome(changes: ThreadChanges): Outcome {
  return sorted({
    windows: changes.windows,
    conversations: changes.conversations.map(({ rule: _rule, ...rest }) => rest),
    units: changes.units.map(({ rule: _rule, ...rest }) => rest),
  });
}

/** The same, in an order of its own. */
function sorted({ windows, conversations, units }: Outcome): Outcome {
  return {
    windows: windows.toSorted((a, b) => a.openedAt - b.openedAt),
    conversations: sortedBy(conversations, (one) => `${one.openedBy} ${one.category}`),
    units: sortedUnits(units),
  };
}

function sortedUnits<T extends Pick<Unit, "recipient"> & { wamid: string }>(
  units: readonly T[],
): T[] {
  return sortedBy(units, (one) => `${one.wamid} ${one.recipient}`);
}

function sortedBy<T>(list: readonly T[], key: (one: T) => string): T[] {
  return list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
