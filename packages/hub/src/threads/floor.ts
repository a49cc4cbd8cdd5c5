import {
  type Accounts,
  type Conversation,
  EMPTY_THREAD,
  type Fact,
  foldThread,
  type Instant,
  inCanonicalOrder,
  instantFromMs,
  type ThreadChanges,
  type ThreadState,
  type Unit,
  type Window,
} from "@casement/engine";

/**
 * Where the fold of a thread begins, now that its older facts are not kept (decision 0022).
 *
 * What can no longer change lies below it: it stays as it is stored, whatever comes. What reaches
 * over it is in here, as it was at that moment.
 */
export interface Floor {
  /** The moment up to which facts are folded in; null: none is, the fold begins at the first. */
  readonly at: Instant | null;
  readonly state: ThreadState;
  /** The units of the messages that `state` holds. */
  readonly units: readonly Unit[];
}

export const NO_FLOOR: Floor = { at: null, state: EMPTY_THREAD, units: [] };

/**
 * The floor of a thread out of those of its names: more than one if threads became one since.
 * Nothing of either can change any more by that, so they are put side by side. `reachedAt` is the
 * moment before which no fact of the whole number is kept.
 */
export function joinedFloor(
  floors: readonly (Floor & { readonly at: Instant })[],
  reachedAt: Instant | null,
): Floor {
  const at = floors.reduce((last, one) => latest(last, one.at), reachedAt);
  const [first, ...more] = floors.map((one) => readable(one.state));
  if (first === undefined) return { ...NO_FLOOR, at };
  return {
    at,
    state: more.reduce(sideBySide, first),
    units: floors.flatMap((one) => one.units),
  };
}

/**
 * A state of another version of the engine. What it says of windows, conversations and offers is
 * what it always was; messages of then are long done with.
 */
function readable(state: ThreadState): ThreadState {
  if (state.version === EMPTY_THREAD.version) return state;
  const { foldedTo, window, conversations, offer } = state;
  return { ...EMPTY_THREAD, foldedTo, window, conversations, offer };
}

function sideBySide(a: ThreadState, b: ThreadState): ThreadState {
  const [before, after] = (a.foldedTo?.at ?? 0) <= (b.foldedTo?.at ?? 0) ? [a, b] : [b, a];
  return {
    ...after,
    window:
      before.window !== null && after.window !== null
        ? spanOf(before.window, after.window)
        : (after.window ?? before.window),
    conversations: [...before.conversations, ...after.conversations].sort(
      (one, other) => one.openedAt - other.openedAt,
    ),
    offer: after.offer ?? before.offer,
    messages: [...before.messages, ...after.messages],
    final: [...before.final, ...after.final],
  };
}

/** The later of two windows, or both in one if they touch. */
function spanOf(a: Window, b: Window): Window {
  const [first, last] = a.openedAt <= b.openedAt ? [a, b] : [b, a];
  if (first.closesAt < last.openedAt) return last;
  const closesAt = instantFromMs(Math.max(first.closesAt, last.closesAt));
  return { openedAt: first.openedAt, closesAt };
}

function latest(a: Instant | null, b: Instant): Instant {
  return a === null || b > a ? b : a;
}

/** What follows from facts after a floor, with what reaches over it unchanged. */
export function foldedOn(
  floor: Floor,
  facts: readonly Fact[],
  accounts: Accounts,
): { readonly state: ThreadState; readonly changes: ThreadChanges } {
  const { state, changes } = foldThread(floor.state, inCanonicalOrder(facts), accounts);
  const { window, conversations } = floor.state;
  const rows = asRows(changes);
  return {
    state,
    changes: {
      windows: over(window === null ? [] : [window], rows.windows, (one) => one.openedAt),
      conversations: over(conversations, rows.conversations, conversationKey),
      units: over(floor.units, rows.units, unitKeyOf),
    },
  };
}

/**
 * Of what has one key the last: a message that is told delivered again, long after it was final and
 * forgotten (engine D9), is one row all the same.
 */
export function asRows({ windows, conversations, units }: ThreadChanges): ThreadChanges {
  return {
    windows,
    conversations: lastOfEach(conversations, conversationKey),
    units: lastOfEach(units, unitKeyOf),
  };
}

function lastOfEach<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const last = new Map(rows.map((row) => [keyOf(row), row]));
  return last.size === rows.length ? rows : [...last.values()];
}

/** The floor of a thread raised to `at`, by all facts that it has between. */
export function raisedFloor(
  floor: Floor,
  { facts, at }: { readonly facts: readonly Fact[]; readonly at: Instant },
  accounts: Accounts,
): Floor & { readonly at: Instant } {
  const { state, changes } = foldedOn(floor, facts, accounts);
  const open = new Set(
    state.messages.flatMap(({ wamid, deliveries }) =>
      deliveries.map(({ recipient, deliveredAt }) => `${wamid}/${recipient} ${deliveredAt}`),
    ),
  );
  const isOpen = (unit: Unit): boolean => open.has(`${unitKeyOf(unit)} ${unit.deliveredAt}`);
  const units = changes.units.filter(isOpen).sort((a, b) => (unitKeyOf(a) < unitKeyOf(b) ? -1 : 1));
  return { at, state, units };
}

/** What a fold from a floor makes anew: whatever else is stored of these lies below it. */
export interface AboveFloor {
  readonly at: Instant | null;
  /** Messages whose conversation, if they open one, may begin with their sending (engine E3). */
  readonly unplaced: readonly Unplaced[];
}

export interface Unplaced {
  readonly openedBy: string;
  readonly openedAt: Instant;
}

export function aboveFloor({ at, state }: Floor): AboveFloor {
  const unplaced = state.messages.filter((one) => one.placed === null);
  return { at, unplaced: unplaced.map((one) => ({ openedBy: one.wamid, openedAt: one.sentAt })) };
}

/** Whether a conversation lies below a floor: no fact above it opens it. */
export function isOpenedBelow(
  { at, unplaced }: AboveFloor,
  { openedBy, openedAt }: Pick<Conversation, "openedBy" | "openedAt">,
): boolean {
  if (!isBelow({ at }, openedAt)) return false;
  return !unplaced.some((one) => one.openedBy === openedBy && one.openedAt === openedAt);
}

export function isBelow({ at }: Pick<AboveFloor, "at">, moment: Instant): boolean {
  return at !== null && moment < at;
}

/** Rows in place of those with the same key, and the others as they are. */
export function over<Row>(
  rows: readonly Row[],
  changed: readonly Row[],
  keyOf: (row: Row) => string | number,
): Row[] {
  const keys = new Set(changed.map(keyOf));
  return [...rows.filter((row) => !keys.has(keyOf(row))), ...changed];
}

export function conversationKey({
  category,
  openedBy,
}: Pick<Conversation, "category" | "openedBy">): string {
  return `${category} ${openedBy}`;
}

export function unitKeyOf({ wamid, recipient }: Pick<Unit, "wamid" | "recipient">): string {
  return `${wamid}/${recipient}`;
}
