import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
import { selectMergesOf } from "../../src/threads/thread-merge-store.ts";
import { proveRebuilt } from "../flows/prove-rebuilt.ts";
import {
  beginWorld,
  factsOf,
  forgetFacts,
  learn,
  marketsOf,
  merge,
  PHONES,
  raise,
  type Said,
  threadIdsOf,
  threadOf,
  threadsOf,
  USERS,
  unmerge,
  type World,
} from "./merging-world.ts";

// Facts of a handful of names come in, and somebody merges and parts in between. A second number
// hears the same and nobody does anything there: in the end both must have the same.

let world: World;

before(async () => {
  world = await beginWorld();
});

after(async () => {
  await world[Symbol.asyncDispose]();
});

/** One thing that happens: a fact with its names, or what somebody says of two customers. */
type Step =
  | Said
  | { readonly kind: "merge"; readonly a: number; readonly b: number }
  | { readonly kind: "unmerge"; readonly place: number };

const names = fc.record({
  phone: fc.integer({ min: -1, max: PHONES.length - 1 }),
  user: fc.integer({ min: -1, max: USERS.length - 1 }),
});
const fact = fc
  .record({ kind: fc.constantFrom("heard" as const, "sent" as const), names, at: fc.nat(4_000) })
  // Most notices name a customer once: else all would soon be one by the platform's own word.
  .map(({ kind, names: { phone, user }, at }) => {
    if (user < 0 || phone < 0) return { kind, at, phone, user };
    // The last has a phone of another country than their id.
    return { kind, at, user, phone: at % 3 > 0 ? -1 : user === 2 ? 3 : phone % 2 };
  })
  .filter(({ phone, user }) => phone >= 0 || user >= 0);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fact },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("merge" as const), a: fc.nat(), b: fc.nat() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("unmerge" as const), place: fc.nat() }) },
);

let numbers = 1_000n;

const FLOOR = 2_000;

const steps = fc.array(step, { minLength: 8, maxLength: 20 });

test("[F13] [F9] merges that are undone, at any points among the facts, leave what is there without them, and change no market meanwhile", async () => {
  await proveUndone(fc.record({ below: fc.constant([]), steps }), 10);
});

test("[F13] [R8] so they do above a floor, in whatever order those who are one came together and are parted", async () => {
  const below = fc.array(fact, { minLength: 6, maxLength: 12 });
  await proveUndone(fc.record({ below, steps }), 5);
});

/** What is learned before a floor is raised, and what happens after. Without the one, no floor. */
interface History {
  readonly below: readonly Said[];
  readonly steps: readonly Step[];
}

async function proveUndone(histories: fc.Arbitrary<History>, numRuns: number): Promise<void> {
  const reached = { merged: 0, parted: 0 };
  await fc.assert(
    fc.asyncProperty(histories, async ({ below, steps }) => {
      numbers += 2n;
      const [merged, untouched] = [numbers, numbers + 1n];
      for (const [i, one] of below.entries()) await learnBoth([merged, untouched], one, 100 + i);
      for (const numberId of below.length === 0 ? [] : [merged, untouched]) {
        await raise(world, numberId, { minutes: FLOOR });
        await forgetFacts(world, numberId, FLOOR);
      }
      for (const [i, one] of steps.entries()) {
        if (one.kind === "merge") reached.merged += await mergedBy(merged, one, i);
        else if (one.kind === "unmerge")
          reached.parted += Number(await unmerge(world, merged, one.place));
        else await learnBoth([merged, untouched], one, i);
      }
      // Each message costs what it costs where it went, whoever is said to be one.
      assert.deepEqual(await marketsOf(world, merged), await marketsOf(world, untouched));
      await proveRebuilt(world.db, merged);
      while (await unmerge(world, merged, steps.length)) reached.parted += 1;
      const dump = await storedDump(world.db, merged);
      assert.deepEqual(dump, await storedDump(world.db, untouched));
      assert.deepEqual(await threadsOf(world, merged), await threadsOf(world, untouched));
      await proveRebuilt(world.db, merged);
    }),
    { numRuns, seed: 11, endOnFailure: true },
  );
  assert.ok(reached.merged > 5 && reached.parted > 5, JSON.stringify(reached));
}

test("[F13] [R8] of three who became one each gets back what it has below the floor, whichever merge is undone first", async () => {
  for (const first of [0, 1]) {
    numbers += 3n;
    const [merged, pair, untouched] = [numbers, numbers + 1n, numbers + 2n];
    const all = [merged, pair, untouched];
    for (const phone of [0, 1, 2]) {
      const who = { phone, user: -1, at: 10 * phone };
      await learnBoth(all, { kind: "heard", ...who }, phone);
      await learnBoth(all, { kind: "sent", ...who }, 10 + phone);
    }
    for (const numberId of all) {
      await raise(world, numberId, { minutes: FLOOR });
      await forgetFacts(world, numberId, FLOOR);
    }
    await mergedInto(merged, { from: 0, into: 1, place: 1 });
    // By its names the thread of the two goes by the first: that is whom the third is merged with.
    await mergedInto(merged, { from: 2, into: 0, place: 2 });

    assert.equal(await unmerge(world, merged, first), true);

    await mergedInto(
      pair,
      first === 0 ? { from: 2, into: 0, place: 2 } : { from: 0, into: 1, place: 1 },
    );
    assert.deepEqual(await threadsOf(world, merged), await threadsOf(world, pair));
    await proveRebuilt(world.db, merged);
    assert.equal(await unmerge(world, merged, 0), true);
    assert.deepEqual(await threadsOf(world, merged), await threadsOf(world, untouched));
    assert.deepEqual(await storedDump(world.db, merged), await storedDump(world.db, untouched));
    numbers += 1n;
  }
});

test("[F13] [R8] a floor that is raised under a third alone holds no others together", async () => {
  numbers += 2n;
  const [merged, untouched] = [numbers, numbers + 1n];
  await learnBoth([merged, untouched], { kind: "heard", phone: 0, user: -1, at: 2_100 }, 0);
  await learnBoth([merged, untouched], { kind: "heard", phone: 1, user: -1, at: 2_200 }, 1);
  await learnBoth([merged, untouched], { kind: "heard", phone: 2, user: -1, at: 10 }, 2);
  await mergedInto(merged, { from: 0, into: 1, place: 1 });
  for (const numberId of [merged, untouched]) await raise(world, numberId, { minutes: FLOOR });
  await mergedInto(merged, { from: 2, into: 0, place: 2 });

  assert.deepEqual(
    [await unmerge(world, merged, 0), await unmerge(world, merged, 0)],
    [true, true],
  );

  assert.deepEqual(await threadsOf(world, merged), await threadsOf(world, untouched));
  assert.deepEqual(await storedDump(world.db, merged), await storedDump(world.db, untouched));
});

test("[F13] [R8] what lies below a floor goes back to whom it was; once it is raised over a merge, the two stay one", async () => {
  numbers += 2n;
  const [merged, untouched] = [numbers, numbers + 1n];
  const said = (kind: "heard" | "sent", user: number, at: number): Said => {
    return { kind, at, phone: user < 0 ? 0 : -1, user };
  };
  const before = [
    said("heard", -1, 0),
    said("sent", -1, 60),
    said("heard", 0, 60),
    said("sent", 0, 90),
  ];
  const after = [said("sent", -1, 3_000), said("heard", 0, 3_100), said("sent", 0, 3_200)];
  for (const [i, one] of before.entries()) await learnBoth([merged, untouched], one, i);
  for (const numberId of [merged, untouched]) await raise(world, numberId, { minutes: 2_000 });
  assert.equal(await mergedBy(merged, { a: 0, b: 1 }, 1), 1);
  for (const [i, one] of after.entries()) await learnBoth([merged, untouched], one, 10 + i);
  await proveRebuilt(world.db, merged);

  assert.equal(await unmerge(world, merged, 0), true);

  assert.deepEqual(await storedDump(world.db, merged), await storedDump(world.db, untouched));
  assert.deepEqual(await threadsOf(world, merged), await threadsOf(world, untouched));
  await proveRebuilt(world.db, merged);
  const { rows } = await world.db.query(
    "select thread_id, count(*)::int as count from conversation where number_id = $1 group by 1",
    [merged],
  );
  assert.deepEqual(rows.map((row) => row.count).toSorted(), [2, 2]);

  assert.equal(await mergedBy(merged, { a: 0, b: 1 }, 2), 1);
  await raise(world, merged, { minutes: 4_000 });
  const [threadId = ""] = await threadIdsOf(world, merged);
  const [last] = await selectMergesOf(world.db, merged, threadId);
  assert.equal(last?.isFinal, true);
  assert.equal(await unmerge(world, merged, 0), false);
});

/** Merges the customers of two phones, by their places. */
async function mergedInto(
  numberId: bigint,
  { from, into, place }: { readonly from: number; readonly into: number; readonly place: number },
): Promise<void> {
  const of = (phone: number): Promise<string | undefined> =>
    threadOf(world, numberId, PHONES[phone]);
  assert.ok(await merge(world, numberId, { from: await of(from), into: await of(into), place }));
}

async function learnBoth(numberIds: bigint[], one: Said, place: number): Promise<void> {
  for (const numberId of numberIds) await learn(world, numberId, factsOf(one, place));
}

/** Merges two of the threads, by their places; says how many merges that made. */
async function mergedBy(
  numberId: bigint,
  { a, b }: { readonly a: number; readonly b: number },
  place: number,
): Promise<number> {
  const ids = await threadIdsOf(world, numberId);
  const [from, into] = [ids[a % ids.length], ids[b % ids.length]];
  return Number(await merge(world, numberId, { from, into, place }));
}
