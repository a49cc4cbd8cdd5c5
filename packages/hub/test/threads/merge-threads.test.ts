import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
import { isUndoable } from "../../src/threads/merge-threads.ts";
import { selectMergesOf } from "../../src/threads/thread-merge-store.ts";
import { proveRebuilt } from "../flows/prove-rebuilt.ts";
import {
  beginWorld,
  factsOf,
  learn,
  marketsOf,
  merge,
  PHONES,
  raise,
  type Said,
  threadIdsOf,
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

test("[F13] [F9] merges that are undone, at any points among the facts, leave what is there without them, and change no market meanwhile", async () => {
  const reached = { merged: 0, parted: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), async (steps) => {
      numbers += 2n;
      const [merged, untouched] = [numbers, numbers + 1n];
      for (const [i, one] of steps.entries()) {
        if (one.kind === "merge") reached.merged += await mergedBy(merged, one, i);
        else if (one.kind === "unmerge")
          reached.parted += Number(await unmerge(world, merged, one.place));
        else
          for (const numberId of [merged, untouched]) await learn(world, numberId, factsOf(one, i));
      }
      // Each message costs what it costs where it went, whoever is said to be one.
      assert.deepEqual(await marketsOf(world, merged), await marketsOf(world, untouched));
      await proveRebuilt(world.db, merged);
      while (await unmerge(world, merged, 0)) reached.parted += 1;
      const dump = await storedDump(world.db, merged);
      assert.deepEqual(dump, await storedDump(world.db, untouched));
      assert.deepEqual(await threadsOf(world, merged), await threadsOf(world, untouched));
      await proveRebuilt(world.db, merged);
    }),
    { numRuns: 10, seed: 11 },
  );
  assert.ok(reached.merged > 5 && reached.parted > 5, JSON.stringify(reached));
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
  assert.ok(last !== undefined && !(await isUndoable(world.db, merged, threadId, last)));
  assert.equal(await unmerge(world, merged, 0), false);
});

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
