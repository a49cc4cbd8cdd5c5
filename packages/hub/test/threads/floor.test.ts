import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Account,
  type Accounts,
  EMPTY_THREAD,
  type Fact,
  foldThread,
  type Instant,
  inCanonicalOrder,
  instantFromMs,
  MINUTE_MS,
  type ThreadChanges,
  wamidFrom,
} from "@casement/engine";
import fc from "fast-check";
import {
  aboveFloor,
  conversationKey,
  type Floor,
  foldedOn,
  isBelow,
  isOpenedBelow,
  joinedFloor,
  NO_FLOOR,
  over,
  raisedFloor,
  unitKeyOf,
} from "../../src/threads/floor.ts";
import { changedNames, currentNames, phonesFrom } from "../../src/threads/stated-names.ts";
import { canonicalJson } from "../../src/webhook/fact-id.ts";
import { threads } from "./arbitrary-thread.ts";

const account: Account = { timeZone: "UTC", currency: "USD" };
const accounts: Accounts = { of: () => account };

/** A thread's facts, and two moments among them, the one no later than the other. */
const cut = threads.chain((facts) => {
  const moments = facts.map((fact) => Math.floor(fact.at / 1000) * 1000);
  const moment = fc
    .tuple(fc.constantFrom(0, ...moments), fc.constantFrom(-1000, 0, 1000, 90 * MINUTE_MS))
    .map(([at, by]) => Math.max(0, at + by));
  return fc.tuple(fc.constant(facts), moment, moment);
});

test("[R8] facts folded on a floor, with what is stored below it, give what all facts give", () => {
  const law = fc.property(cut, ([facts, one, other]) => {
    const [first, second] = [one, other].sort((a, b) => a - b);
    const whole = foldThread(EMPTY_THREAD, inCanonicalOrder(facts), accounts);

    const low = raised(NO_FLOOR, facts, first ?? 0);
    const high = raised(low, facts, second ?? 0);
    assert.equal(textOf(high), textOf(raised(NO_FLOOR, facts, second ?? 0)), "in steps or at once");
    for (const floor of [low, high]) {
      const since = facts.filter((fact) => !isBelow(floor, fact.at));
      const again = foldedOn(stored(floor), since, accounts);
      assert.equal(textOf(again.state), textOf(whole.state));
      const rows = damaged(below(whole.changes, floor), floor);
      assert.equal(dump(onTop(rows, again.changes)), dump(whole.changes));
    }
  });
  fc.assert(law, { numRuns: 500 });
});

test("[R8] a late fact above the floor is folded in as if all facts were there", () => {
  const law = fc.property(cut, fc.nat(), ([facts, at], pick) => {
    const floor = raised(NO_FLOOR, facts, at);
    const since = facts.filter((fact) => !isBelow(floor, fact.at));
    const late = since[pick % Math.max(1, since.length)];
    const early = facts.filter((fact) => fact !== late);
    const before = foldThread(EMPTY_THREAD, inCanonicalOrder(early), accounts).changes;
    const whole = foldThread(EMPTY_THREAD, inCanonicalOrder(facts), accounts);

    const again = foldedOn(floor, since, accounts);

    assert.equal(dump(onTop(below(before, floor), again.changes)), dump(whole.changes));
  });
  fc.assert(law, { numRuns: 500 });
});

test("[R8] an entry point that began with the sending of a message delivered above the floor is above it", () => {
  const at = (hours: number): Instant => instantFromMs(Date.UTC(2025, 7, 10, hours));
  const wamid = wamidFrom("m1");
  const facts: Fact[] = [
    { kind: "customer_message", id: "1", at: at(1), wamid: wamidFrom("in"), referral: "ad" },
    { kind: "business_message", id: "2", at: at(2), wamid, content: "free_form" },
    { kind: "status_reported", id: "3", at: at(4), wamid, status: "delivered" },
  ];
  const above = aboveFloor(raised(NO_FLOOR, facts, at(3)));
  const [opened] = foldThread(EMPTY_THREAD, facts, accounts).changes.conversations;

  assert.equal(opened?.openedAt, at(2));
  assert.equal(isOpenedBelow(above, { openedBy: wamid, openedAt: at(2) }), false);
  assert.equal(isOpenedBelow(above, { openedBy: wamid, openedAt: at(1) }), true);
  assert.equal(isOpenedBelow(above, { openedBy: wamidFrom("m2"), openedAt: at(2) }), true);
});

test("[R8] the floors of two names that became one customer are put side by side", () => {
  const law = fc.property(threads, threads, (some, others) => {
    const at = instantFromMs(Math.max(0, ...[...some, ...others].map((fact) => fact.at + 1000)));
    const [a, b] = [raised(NO_FLOOR, some, at), raised(NO_FLOOR, others, at)];

    const joined = joinedFloor([a, b], null);

    assert.equal(joined.at, at);
    const count = (floor: Floor): number[] => [
      floor.state.conversations.length,
      floor.state.messages.length,
      floor.units.length,
    ];
    assert.deepEqual(
      count(joined),
      count(a).map((one, i) => one + (count(b)[i] ?? 0)),
    );
    const closes = (floor: Floor): number => floor.state.window?.closesAt ?? 0;
    assert.equal(closes(joined), Math.max(closes(a), closes(b)));
    assert.deepEqual(joinedFloor([a], null), a);
    assert.deepEqual(foldedOn(joined, [], accounts).state, joined.state);
  });
  fc.assert(law, { numRuns: 200 });
});

test("[R8] a floor of another version of the engine keeps what it says of windows and conversations", () => {
  const window = { openedAt: instantFromMs(0), closesAt: instantFromMs(86_400_000) };
  const state = { ...EMPTY_THREAD, version: -1, window };
  const at = instantFromMs(1000);

  const floor = joinedFloor([{ at, state, units: [] }], null);

  assert.deepEqual(foldedOn(floor, [], accounts).state, { ...EMPTY_THREAD, window });
});

test("[R8] of what a customer was called only the changes are kept, and the phones stay the same", () => {
  const name = fc.option(fc.constantFrom("1", "2", "3"), { nil: undefined });
  const called = fc.record({ waId: name, userId: name });
  const stated = fc
    .array(fc.record({ byCustomer: fc.boolean(), names: called, now: called }))
    .map((all) => all.map((one, i) => ({ ...one, at: instantFromMs(i * 1000), id: `${i}` })));
  const law = fc.property(stated, fc.nat(), (all, pick) => {
    const cutAt = pick % (all.length + 1);
    const short = [...changedNames(all.slice(0, cutAt)), ...all.slice(cutAt)];

    assert.deepEqual(phonesFrom(short), phonesFrom(all));
    assert.deepEqual(currentNames(short), currentNames(all));
    assert.deepEqual(changedNames(changedNames(all)), changedNames(all));
  });
  fc.assert(law, { numRuns: 500 });
});

function raised(
  floor: Floor,
  facts: readonly Fact[],
  at: number,
): Floor & { at: ReturnType<typeof instantFromMs> } {
  const to = instantFromMs(at);
  const between = facts.filter((fact) => !isBelow(floor, fact.at) && fact.at < to);
  return raisedFloor(stored(floor), { facts: between, at: to }, accounts);
}

/** As it comes back from the database. */
function stored(floor: Floor): Floor {
  return JSON.parse(JSON.stringify(floor));
}

/** What of a fold lies below a floor: the rest is folded anew. */
function below(changes: ThreadChanges, floor: Floor): ThreadChanges {
  const above = aboveFloor(floor);
  return {
    windows: changes.windows.filter((one) => isBelow(above, one.openedAt)),
    conversations: changes.conversations.filter((one) => isOpenedBelow(above, one)),
    units: changes.units.filter((one) => isBelow(above, one.deliveredAt)),
  };
}

/** Rows that reach over the floor, spoilt by something: the fold puts them right. */
function damaged(rows: ThreadChanges, { state, units }: Floor): ThreadChanges {
  const open = new Set(state.conversations.map(conversationKey));
  const pending = new Set(units.map(unitKeyOf));
  return {
    windows: rows.windows.map((one) =>
      one.openedAt === state.window?.openedAt ? { ...one, closesAt: one.openedAt } : one,
    ),
    conversations: rows.conversations.map((one) =>
      open.has(conversationKey(one)) ? { ...one, messageCount: -1 } : one,
    ),
    units: rows.units.map((one) => (pending.has(unitKeyOf(one)) ? { ...one, rule: "" } : one)),
  };
}

function onTop(rows: ThreadChanges, changed: ThreadChanges): ThreadChanges {
  return {
    windows: over(rows.windows, changed.windows, (one) => one.openedAt),
    conversations: over(rows.conversations, changed.conversations, conversationKey),
    units: over(rows.units, changed.units, unitKeyOf),
  };
}

/** As rows: of a message that came again after it was forgotten the later one has the key. */
function dump({ windows, conversations, units }: ThreadChanges): string {
  const rows = [
    ...new Map(windows.map((one) => [`${one.openedAt}`, one])).values(),
    ...new Map(conversations.map((one) => [conversationKey(one), one])).values(),
    ...new Map(units.map((one) => [unitKeyOf(one), one])).values(),
  ];
  return rows.map(textOf).sort().join("\n");
}

function textOf(value: unknown): string {
  return canonicalJson(value);
}
