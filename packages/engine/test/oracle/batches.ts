import {
  type Accounts,
  EMPTY_THREAD,
  type Fact,
  foldThread,
  inCanonicalOrder,
  type ThreadChanges,
  type ThreadState,
} from "@casement/engine";
import { plainOutcome } from "./comparison.ts";
import type { Outcome } from "./outcome.ts";
import type { Timeline } from "./timelines.ts";

/** What a thread folded batch by batch comes to: the last word on each row, and the state. */
export interface Folded {
  readonly state: ThreadState;
  readonly outcome: Outcome;
}

/** Every thread of a timeline, folded in batches of these sizes and then one by one. */
export function booksInBatches(
  { threads, accounts }: Timeline,
  sizes: readonly number[],
): { states: readonly ThreadState[]; threads: readonly Outcome[] } {
  const folded = threads.map(({ facts }) => foldInBatches(facts, sizes, accounts));
  return asStored({
    states: folded.map(({ state }) => state),
    threads: folded.map(({ outcome }) => outcome),
  });
}

function foldInBatches(
  facts: readonly Fact[],
  sizes: readonly number[],
  accounts: Accounts,
): Folded {
  const left = inCanonicalOrder(facts);
  const rows = new Rows();
  let state = EMPTY_THREAD;
  for (let index = 0; left.length > 0; index++) {
    const folded = foldThread(state, left.splice(0, sizes[index] ?? 1), accounts);
    state = asStored(folded.state);
    rows.keep(folded.changes);
  }
  return { state, outcome: plainOutcome(rows.all) };
}

/** Rows by their key: the last one stands, as it does where they are stored. */
class Rows {
  readonly #windows = new Map<number, ThreadChanges["windows"][number]>();
  readonly #conversations = new Map<string, ThreadChanges["conversations"][number]>();
  readonly #units = new Map<string, ThreadChanges["units"][number]>();

  keep(changes: ThreadChanges): void {
    for (const one of changes.windows) this.#windows.set(one.openedAt, one);
    for (const one of changes.conversations) {
      this.#conversations.set(`${one.category} ${one.openedBy}`, one);
    }
    for (const one of changes.units) this.#units.set(`${one.wamid} ${one.recipient}`, one);
  }

  get all(): ThreadChanges {
    return {
      windows: [...this.#windows.values()],
      conversations: [...this.#conversations.values()],
      units: [...this.#units.values()],
    };
  }
}

/** What is stored is JSON: it must come back as it went, but for what is not there. */
export function asStored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
