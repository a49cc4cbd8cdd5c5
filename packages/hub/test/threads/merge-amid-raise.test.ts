import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
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

// The floor of a number is raised thread by thread, and in between threads become one and two. A
// second number sees the same when its floor is already raised: in the end both must have the same,
// also when the facts below the floor are gone and more of them comes.

let world: World;

before(async () => {
  world = await beginWorld();
});

after(async () => {
  await world[Symbol.asyncDispose]();
});

const FLOOR = 2_000;

type Step = Said | { readonly kind: "merge"; readonly a: number; readonly b: number };

function said(from: number, to: number): fc.Arbitrary<Said> {
  return fc
    .record({
      kind: fc.constantFrom("heard" as const, "sent" as const, "stopped" as const),
      phone: fc.integer({ min: -1, max: PHONES.length - 1 }),
      user: fc.integer({ min: -1, max: USERS.length - 1 }),
      at: fc.integer({ min: from, max: to }),
    })
    .map((one) => {
      // Most name a customer once; the platform joins some.
      if (one.user < 0 || one.phone < 0) return one;
      const ownPhone = one.user === 2 ? 3 : one.user;
      return { ...one, phone: one.at % 4 > 0 ? -1 : ownPhone };
    })
    .filter(({ phone, user }) => phone >= 0 || user >= 0);
}

const NAMES = [...PHONES, ...USERS];
const name = fc.integer({ min: 0, max: NAMES.length - 1 });
const merging = fc.record({ kind: fc.constant("merge" as const), a: name, b: name });
const above = said(FLOOR + 1, 2 * FLOOR);
/** None teaches a phone of another country: it would price what is not raised yet. */
const amid = above.map((one) => (one.user === 2 ? { ...one, phone: -1 } : one));

const histories = fc.record({
  before: fc.array(
    fc.oneof({ weight: 4, arbitrary: said(0, FLOOR - 1) }, { weight: 1, arbitrary: above }),
    { minLength: 5, maxLength: 10 },
  ),
  /** After so many of them two threads are merged, and parted once the raise has begun. */
  merged: fc.record({ after: fc.integer({ min: 2, max: 4 }), a: fc.nat(), b: fc.nat() }),
  /** Between the steps of the raise, and after it. */
  amid: fc.array(fc.oneof({ weight: 2, arbitrary: amid }, { weight: 3, arbitrary: merging }), {
    minLength: 3,
    maxLength: 8,
  }),
  /** Once the facts are gone. */
  late: fc.array(fc.oneof({ weight: 2, arbitrary: amid }, { weight: 1, arbitrary: merging }), {
    maxLength: 4,
  }),
});

let numbers = 1_000n;

test("[R8] [F13] threads that become one or are parted while their floor is raised lose nothing that is below it", async () => {
  const reached = { merged: 0, parted: 0 };
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      numbers += 2n;
      const [amid, whole] = [numbers, numbers + 1n];
      for (const [i, one] of history.before.entries()) {
        for (const numberId of [amid, whole]) await done(numberId, one, i);
        if (i === history.merged.after) await mergeAny(amid, history.merged);
      }
      const steps = [...history.amid.entries()];
      let isBegun = false;
      const next = async (): Promise<void> => {
        if (!isBegun) {
          reached.parted += Number(await unmerge(world, amid, 0));
          isBegun = true;
        }
        const [i, step] = steps.shift() ?? [];
        if (i === undefined || step === undefined) return;
        const has = await done(amid, step, 100 + i);
        if (step.kind === "merge") reached.merged += Number(has);
      };
      await raise(world, amid, { minutes: FLOOR, between: next });
      while (steps.length > 0) await next();

      await raise(world, whole, { minutes: FLOOR });
      for (const [i, step] of history.amid.entries()) await done(whole, step, 100 + i);

      for (const numberId of [amid, whole]) {
        await forgetFacts(world, numberId, FLOOR);
        for (const [i, step] of history.late.entries()) await done(numberId, step, 200 + i);
      }
      assert.deepEqual(await storedDump(world.db, amid), await storedDump(world.db, whole));
      assert.deepEqual(await shownOf(amid), await shownOf(whole));
      assert.deepEqual(await marketsOf(world, amid), await marketsOf(world, whole));
      await proveRebuilt(world.db, amid);
    }),
    { numRuns: 10, seed: 3, endOnFailure: true },
  );
  assert.ok(reached.merged > 5 && reached.parted > 5, JSON.stringify(reached));
});

async function done(numberId: bigint, step: Step, place: number): Promise<boolean> {
  if (step.kind !== "merge") {
    await learn(world, numberId, factsOf(step, place));
    return true;
  }
  const [from, into] = [
    await threadOf(world, numberId, NAMES[step.a]),
    await threadOf(world, numberId, NAMES[step.b]),
  ];
  return merge(world, numberId, { from, into, place });
}

/** Of two countries a merged thread has that of the lesser id, which differs between numbers. */
async function shownOf(numberId: bigint): Promise<unknown[]> {
  const threads = await threadsOf(world, numberId);
  return threads.map((one) => ({ ...one, country: undefined }));
}

async function mergeAny(numberId: bigint, { a, b }: { a: number; b: number }): Promise<void> {
  const ids = await threadIdsOf(world, numberId);
  const [from, into] = [ids[a % ids.length], ids[(a + 1 + (b % 2)) % ids.length]];
  await merge(world, numberId, { from, into, place: 99 });
}
