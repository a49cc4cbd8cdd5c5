import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { type Instant, instantFromMs, MINUTE_MS } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { metaRates } from "@casement/engine/rates";
import { machineTime } from "@casement/engine/system-clock";
import { createTestDatabase, openPool, type TestDatabase } from "@casement/hub/database";
import fc from "fast-check";
import type { Pool, PoolClient } from "pg";
import { sequentialIds } from "../../src/ids.ts";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
import { silentLog } from "../../src/log.ts";
import { Directory } from "../../src/numbers/directory.ts";
import { inOwnTransaction } from "../../src/numbers/own-transaction.ts";
import { Owner } from "../../src/numbers/owner.ts";
import { raiseFloor } from "../../src/retention/raise-floor.ts";
import { type Learning, learnFacts, type SourcedFact } from "../../src/threads/learn.ts";
import { isUndoable, mergeThreads, unmergeThreads } from "../../src/threads/merge-threads.ts";
import { selectMergesOf } from "../../src/threads/thread-merge-store.ts";
import { ensureMonthsOf } from "../../src/webhook/months.ts";
import { proveRebuilt } from "../flows/prove-rebuilt.ts";

// Facts of a handful of names come in, and somebody merges and parts in between. A second number
// hears the same and nobody does anything there: in the end both must have the same.

let database: TestDatabase;
let db: Pool;

before(async () => {
  database = await createTestDatabase();
  db = openPool({ databaseUrl: database.url, log: silentLog });
  await ensureMonthsOf(db, [START]);
});

after(async () => {
  await db.end();
  await database.drop();
});

const START: Instant = instantFromMs(Date.UTC(2024, 2, 4, 9));
const PHONES = ["447700900142", "447700900143", "919876543210", "447700900144"];
const USERS = ["GB.1", "GB.2", "IN.3"];

/** One thing that happens: a fact with its names, or what somebody says of two customers. */
type Step =
  | { readonly kind: "heard" | "sent"; readonly phone: number; readonly user: number; at: number }
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
        if (one.kind === "merge") reached.merged += await merge(merged, one, `${i}`);
        else if (one.kind === "unmerge") reached.parted += await unmerge(merged, one.place);
        else for (const numberId of [merged, untouched]) await learn(numberId, factsOf(one, i));
      }
      // Each message costs what it costs where it went, whoever is said to be one.
      assert.deepEqual(await marketsOf(merged), await marketsOf(untouched));
      await proveRebuilt(db, merged);
      while ((await unmerge(merged, 0)) > 0) reached.parted += 1;
      const dump = await storedDump(db, merged);
      assert.deepEqual(dump, await storedDump(db, untouched));
      assert.deepEqual(await threadsOf(merged), await threadsOf(untouched));
      await proveRebuilt(db, merged);
    }),
    { numRuns: 10, seed: 11 },
  );
  assert.ok(reached.merged > 5 && reached.parted > 5, JSON.stringify(reached));
});

test("[F13] [R8] what lies below a floor goes back to whom it was; once it is raised over a merge, the two stay one", async () => {
  numbers += 2n;
  const [merged, untouched] = [numbers, numbers + 1n];
  const said = (kind: "heard" | "sent", user: number, at: number): Step => {
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
  for (const numberId of [merged, untouched]) await raise(numberId, 2_000);
  assert.equal(await merge(merged, { kind: "merge", a: 0, b: 1 }, "1"), 1);
  for (const [i, one] of after.entries()) await learnBoth([merged, untouched], one, 10 + i);
  await proveRebuilt(db, merged);

  assert.equal(await unmerge(merged, 0), 1);

  assert.deepEqual(await storedDump(db, merged), await storedDump(db, untouched));
  assert.deepEqual(await threadsOf(merged), await threadsOf(untouched));
  await proveRebuilt(db, merged);
  const { rows } = await db.query(
    "select thread_id, count(*)::int as count from conversation where number_id = $1 group by 1",
    [merged],
  );
  assert.deepEqual(rows.map((row) => row.count).toSorted(), [2, 2]);

  assert.equal(await merge(merged, { kind: "merge", a: 0, b: 1 }, "2"), 1);
  await raise(merged, 4_000);
  const [threadId = ""] = await threadIdsOf(merged);
  const [last] = await selectMergesOf(db, merged, threadId);
  assert.ok(last !== undefined && !(await isUndoable(db, merged, threadId, last)));
  assert.equal(await unmerge(merged, 0), 0);
});

async function learnBoth(numberIds: bigint[], one: Step, place: number): Promise<void> {
  if (!("at" in one)) return;
  for (const numberId of numberIds) await learn(numberId, factsOf(one, place));
}

/** Lets the facts of a number go that are older than this many minutes after the start. */
async function raise(numberId: bigint, minutes: number): Promise<void> {
  const clock = new VirtualClock(START);
  const around = { db, clock, machine: machineTime, ids: sequentialIds(), log: silentLog };
  const owner = new Owner(around, async () => {});
  const raising = { db, owner, directory: new Directory(db) };
  await raiseFloor(raising, numberId, instantFromMs(START + minutes * MINUTE_MS));
  await owner.close();
}

function learningOf(): Learning {
  const directory = new Directory(db);
  return {
    ...{ accounts: directory.bookOf(0n), rates: metaRates, now: START, countWide() {} },
  };
}

async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await db.connect();
  try {
    return await inOwnTransaction(client, () => work(client));
  } finally {
    client.release();
  }
}

async function learn(numberId: bigint, facts: readonly SourcedFact[]): Promise<void> {
  await inTransaction((client) => learnFacts(client, numberId, facts, learningOf()));
}

/** A message of theirs; or one of ours with its delivery, of which Meta said what it cost. */
function factsOf(
  { kind, phone, user, at }: Extract<Step, { at: number }>,
  place: number,
): SourcedFact[] {
  const aliases = { waId: PHONES[phone], userId: USERS[user] };
  const wamid = `wamid.${place}`;
  const about = { aliases, wamid, replyTo: undefined, profile: {}, draftId: undefined };
  const more = {
    ...about,
    postId: null,
    at: instantFromMs(START + at * MINUTE_MS + place * 1_000),
  };
  const factId = createHash("sha256").update(wamid).digest("hex").slice(0, 32);
  const content = { kind: "text" as const, text: "hello" };
  if (kind === "heard") {
    return [{ ...more, factId, kind: "customer_message", content, said: { wamid } }];
  }
  const pricing = { model: "CBP", category: "marketing", type: "regular", billable: true };
  const said = { wamid, status: "delivered", pricing };
  return [{ ...more, factId, kind: "status_reported", content: undefined, said }];
}

async function threadIdsOf(numberId: bigint): Promise<string[]> {
  const { rows } = await db.query<{ thread_id: string }>(
    "select distinct thread_id from alias where number_id = $1 order by 1",
    [numberId],
  );
  return rows.map((row) => row.thread_id);
}

async function merge(
  numberId: bigint,
  { a, b }: Extract<Step, { kind: "merge" }>,
  place: string,
): Promise<number> {
  const ids = await threadIdsOf(numberId);
  const [from, into] = [ids[a % ids.length], ids[b % ids.length]];
  if (from === undefined || into === undefined || from === into) return 0;
  const mergeId = `00000000-0000-4000-8000-${place.padStart(12, "0")}`;
  const asked = { from, into, mergeId, who: "test" };
  const done = await inTransaction((client) => mergeThreads(client, numberId, asked, learningOf()));
  return done === undefined ? 0 : 1;
}

async function unmerge(numberId: bigint, place: number): Promise<number> {
  const merges = [];
  for (const threadId of await threadIdsOf(numberId)) {
    for (const { mergeId } of await selectMergesOf(db, numberId, threadId)) {
      merges.push({ threadId, mergeId });
    }
  }
  const one = merges[place % merges.length];
  if (one === undefined) return 0;
  const done = await inTransaction((client) => unmergeThreads(client, numberId, one, learningOf()));
  return done === undefined ? 0 : 1;
}

/** By which market each message is priced. */
async function marketsOf(numberId: bigint): Promise<unknown[]> {
  const { rows } = await db.query(
    "select wamid, charge ->> 'market' as market from unit where number_id = $1 order by wamid",
    [numberId],
  );
  return rows;
}

/** What the list and the gate have of each thread, and which messages are in it. */
async function threadsOf(numberId: bigint): Promise<unknown[]> {
  const { rows } = await db.query(
    `
select (select array_agg(a.kind || ':' || a.value order by a.kind, a.value) from alias a
        where a.number_id = $1 and a.thread_id = t.thread_id) as names,
       (select array_agg(m.wamid order by m.wamid) from message m
        where m.number_id = $1 and m.thread_id = t.thread_id) as wamids,
       phone, phones, country, window_opened_at, window_closes_at, last_at, last_wamid, heard_at,
       waiting_since
from thread t
where number_id = $1
order by 1`,
    [numberId],
  );
  return rows;
}
