import {
  type Account,
  type Conversation,
  EMPTY_THREAD,
  type Fact,
  foldThread,
  inCanonicalOrder,
  type ThreadChanges,
  type ThreadState,
  type Unit,
  type Window,
} from "@casement/engine";

/** The last word on every window, conversation and unit of one thread. */
export interface History {
  readonly state: ThreadState;
  readonly windows: readonly Window[];
  readonly conversations: readonly Conversation[];
  readonly units: readonly Unit[];
}

/** The history of a thread whose facts come in these batches, each after the one before. */
export function historyOf(batches: readonly (readonly Fact[])[], account: Account): History {
  let state = EMPTY_THREAD;
  const windows = new Map<number, Window>();
  const conversations = new Map<string, Conversation>();
  const units = new Map<string, Unit>();
  const keep = (changes: ThreadChanges): void => {
    for (const one of changes.windows) windows.set(one.openedAt, one);
    for (const one of changes.conversations) {
      conversations.set(`${one.category} ${one.openedBy}`, one);
    }
    for (const one of changes.units) units.set(`${one.wamid} ${one.recipient}`, one);
  };
  for (const batch of batches) {
    const folded = foldThread(state, batch, { of: () => account });
    // What is stored is JSON: a state must come back from it as it went.
    state = JSON.parse(JSON.stringify(folded.state));
    keep(folded.changes);
  }
  return {
    state,
    windows: [...windows.values()],
    conversations: [...conversations.values()],
    units: [...units.values()],
  };
}

/** One fact a batch. */
export function oneByOne(facts: readonly Fact[]): Fact[][] {
  return inCanonicalOrder(facts).map((fact) => [fact]);
}

/** A history as one text, the same for the same history: the canonical dump. */
export function dump(history: History): string {
  const lines = [
    ...history.windows.map((one) => `window ${canonical(one)}`),
    ...history.conversations.map((one) => `conversation ${canonical(one)}`),
    ...history.units.map((one) => `unit ${canonical(one)}`),
  ];
  return [...lines.sort(), `state ${canonical(history.state)}`].join("\n");
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
