import {
  type Accounts,
  EMPTY_THREAD,
  type Fact,
  foldThread,
  inCanonicalOrder,
  isAfter,
  type ThreadState,
} from "@casement/engine";
import { aboveFloor, asRows, type Floor, foldedOn } from "./floor.ts";
import type { Folded } from "./fold-store.ts";

/**
 * A thread with what is new of it. `ground` reads where its fold begins and every fact since, for
 * when it must be folded anew.
 */
export interface ThreadToFold {
  readonly threadId: string;
  readonly state: ThreadState;
  readonly news: readonly Fact[];
  /** It was joined by another thread: whatever its state was, it is not that any more. */
  readonly anew: boolean;
  readonly ground: () => Promise<Ground>;
}

export interface Ground {
  readonly floor: Floor;
  readonly facts: readonly Fact[];
}

/**
 * Folds what is new into a thread. Facts that come after all that is folded go on from the state;
 * a late one has the thread folded again from its floor, which is its first fact as long as all are
 * kept.
 *
 * Folding anew reads all the facts kept of the thread: 13 months of them at most. The engine's own
 * checkpoint (what reaches over the late moment) would read fewer; `bench/digest` will say if it
 * pays.
 */
export async function foldedThread(
  thread: ThreadToFold,
  accounts: Accounts,
): Promise<Folded & { readonly state: ThreadState }> {
  const { threadId } = thread;
  const { foldedTo, version } = thread.state;
  const forward =
    !thread.anew &&
    version === EMPTY_THREAD.version &&
    thread.news.every((fact) => isAfter(fact, foldedTo));
  if (forward) {
    const { state, changes } = foldThread(thread.state, inCanonicalOrder(thread.news), accounts);
    return { threadId, whole: undefined, state, changes: asRows(changes) };
  }
  const { floor, facts } = await thread.ground();
  return { threadId, whole: aboveFloor(floor), ...foldedOn(floor, facts, accounts) };
}
