import type { Account } from "./account.ts";
import { assert } from "./assert.ts";
import { comparePositions, inCanonicalOrder, positionOf } from "./canonical-order.ts";
import type { Fact } from "./facts.ts";
import { ThreadFold } from "./thread-fold.ts";
import { THREAD_STATE_VERSION, type ThreadChanges, type ThreadState } from "./thread-state.ts";

/** The accounts that facts name. `undefined` asks for the one that the number belongs to. */
export interface Accounts {
  of(accountId: string | undefined): Account;
}

/**
 * What follows from `facts`, which all come after what `state` was folded to (SPEC D1, D2).
 *
 * Pure: the same state and the same facts give the same answer, in whatever order the facts are
 * listed and however they are cut into batches. Inside it works on a copy that it changes, for a
 * new state a fact costs twenty times as much. A fact that comes before `state.foldedTo` needs a
 * fold from a state before it: ask `isAfter` first.
 */
export function foldThread(
  state: ThreadState,
  facts: readonly Fact[],
  accounts: Accounts,
): { state: ThreadState; changes: ThreadChanges } {
  assert(state.version === THREAD_STATE_VERSION, "a state of another version is folded again");
  const ordered = inCanonicalOrder(facts);
  const first = ordered[0];
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) {
    return { state, changes: { windows: [], conversations: [], units: [] } };
  }
  assert(isAfter(first, state.foldedTo), "facts come after what is folded");
  const fold = new ThreadFold(state, accounts);
  for (const fact of ordered) fold.add(fact);
  return fold.result(positionOf(last));
}

/** Whether `fact` can be folded on; if not, the thread is folded again from before it. */
export function isAfter(fact: Fact, foldedTo: ThreadState["foldedTo"]): boolean {
  return foldedTo === null || comparePositions(positionOf(fact), foldedTo) > 0;
}
