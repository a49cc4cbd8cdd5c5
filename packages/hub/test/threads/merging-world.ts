import { createHash } from "node:crypto";
import { type Instant, instantFromMs, MINUTE_MS } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { metaRates } from "@casement/engine/rates";
import { machineTime } from "@casement/engine/system-clock";
import { createTestDatabase, openPool } from "@casement/hub/database";
import type { Pool, PoolClient } from "pg";
import { sequentialIds } from "../../src/ids.ts";
import { silentLog } from "../../src/log.ts";
import { Directory } from "../../src/numbers/directory.ts";
import { inOwnTransaction } from "../../src/numbers/own-transaction.ts";
import { Owner } from "../../src/numbers/owner.ts";
import { type Raising, raiseFloor } from "../../src/retention/raise-floor.ts";
import { type Learning, learnFacts, type SourcedFact } from "../../src/threads/learn.ts";
import { mergeThreads, unmergeThreads } from "../../src/threads/merge-threads.ts";
import { selectMergesOf } from "../../src/threads/thread-merge-store.ts";
import { ensureMonthsOf } from "../../src/webhook/months.ts";

// Numbers that hear facts of a handful of names, on which threads are merged and parted, and floors
// raised. All of it by the effects themselves, without a hub around them.

export const START: Instant = instantFromMs(Date.UTC(2024, 2, 4, 9));
export const PHONES: readonly string[] = [
  ...["447700900142", "447700900143", "919876543210", "447700900144"],
];
export const USERS: readonly string[] = ["GB.1", "GB.2", "IN.3"];

export interface World extends AsyncDisposable {
  readonly db: Pool;
}

export async function beginWorld(): Promise<World> {
  const database = await createTestDatabase();
  const db = openPool({ databaseUrl: database.url, log: silentLog });
  await ensureMonthsOf(db, [START]);
  return {
    db,
    async [Symbol.asyncDispose]() {
      await db.end();
      await database.drop();
    },
  };
}

/** A fact of a customer, by places in the lists of names, minutes after the start; -1: no such. */
export interface Said {
  readonly kind: "heard" | "sent" | "stopped";
  readonly phone: number;
  readonly user: number;
  readonly at: number;
}

/** A message of theirs; or one of ours with its delivery, of which Meta said what it cost. */
export function factsOf({ kind, phone, user, at }: Said, place: number): SourcedFact[] {
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
  const fact = { ...more, factId, content: undefined };
  if (kind === "stopped") {
    const said = { category: "marketing", value: place % 2 === 0 ? "stop" : "resume" };
    return [{ ...fact, wamid: undefined, kind: "preference_stated", said }];
  }
  const pricing = { model: "CBP", category: "marketing", type: "regular", billable: true };
  const said = { wamid, status: "delivered", pricing };
  return [{ ...fact, kind: "status_reported", said }];
}

function learningOf(db: Pool): Learning {
  const directory = new Directory(db);
  return {
    ...{ accounts: directory.bookOf(0n), rates: metaRates, now: START, countWide() {} },
  };
}

export async function inTransaction<T>(
  db: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await db.connect();
  try {
    return await inOwnTransaction(client, () => work(client));
  } finally {
    client.release();
  }
}

export async function learn(
  { db }: World,
  numberId: bigint,
  facts: readonly SourcedFact[],
): Promise<void> {
  await inTransaction(db, (client) => learnFacts(client, numberId, facts, learningOf(db)));
}

/** Lets the facts of a number go that are older than this many minutes after the start. */
export async function raise(
  { db }: World,
  numberId: bigint,
  { minutes, between = async () => {} }: { minutes: number; between?: () => Promise<void> },
): Promise<void> {
  const clock = new VirtualClock(START);
  const around = { db, clock, machine: machineTime, ids: sequentialIds(), log: silentLog };
  const owner = new Owner(around, async () => {});
  const run: Raising["owner"]["run"] = async (id, work) => {
    const done = await owner.run(id, work);
    await between();
    return done;
  };
  const raising = { db, owner: { run }, directory: new Directory(db), threadsAtOnce: 1 };
  await raiseFloor(raising, numberId, instantFromMs(START + minutes * MINUTE_MS));
  await owner.close();
}

/** As the sweep does when no number needs them any more. */
export async function forgetFacts({ db }: World, numberId: bigint, minutes: number): Promise<void> {
  const at = new Date(instantFromMs(START + minutes * MINUTE_MS));
  await db.query("delete from fact where number_id = $1 and at < $2", [numberId, at]);
}

export async function threadIdsOf({ db }: World, numberId: bigint): Promise<string[]> {
  const { rows } = await db.query<{ thread_id: string }>(
    "select distinct thread_id from alias where number_id = $1 order by 1",
    [numberId],
  );
  return rows.map((row) => row.thread_id);
}

export async function threadOf(
  { db }: World,
  numberId: bigint,
  name: string | undefined,
): Promise<string | undefined> {
  const { rows } = await db.query<{ thread_id: string }>(
    "select thread_id from alias where number_id = $1 and value = $2",
    [numberId, name],
  );
  return rows[0]?.thread_id;
}

/** Somebody says that two are one; says whether there was anything to merge. */
export async function merge(
  { db }: World,
  numberId: bigint,
  { from, into, place }: { from: string | undefined; into: string | undefined; place: number },
): Promise<boolean> {
  if (from === undefined || into === undefined || from === into) return false;
  const mergeId = `00000000-0000-4000-8000-${`${place}`.padStart(12, "0")}`;
  const asked = { from, into, mergeId, who: "test" };
  const done = await inTransaction(db, (client) =>
    mergeThreads(client, numberId, asked, learningOf(db)),
  );
  return done !== undefined;
}

/** Somebody takes back one of the merges of a number; says whether there was one. */
export async function unmerge(world: World, numberId: bigint, place: number): Promise<boolean> {
  const { db } = world;
  const merges = [];
  for (const threadId of await threadIdsOf(world, numberId)) {
    for (const { mergeId } of await selectMergesOf(db, numberId, threadId)) {
      merges.push({ threadId, mergeId });
    }
  }
  const one = merges.toSorted((a, b) => (a.mergeId < b.mergeId ? -1 : 1))[place % merges.length];
  if (one === undefined) return false;
  const done = await inTransaction(db, (client) =>
    unmergeThreads(client, numberId, one, learningOf(db)),
  );
  return done !== undefined;
}

/** By which market each message is priced. */
export async function marketsOf({ db }: World, numberId: bigint): Promise<unknown[]> {
  const { rows } = await db.query(
    "select wamid, charge ->> 'market' as market from unit where number_id = $1 order by wamid",
    [numberId],
  );
  return rows;
}

/** What the list and the gate have of each thread, and what is in it. */
export async function threadsOf({ db }: World, numberId: bigint): Promise<object[]> {
  const { rows } = await db.query(
    `
select (select array_agg(a.kind || ':' || a.value order by a.kind, a.value) from alias a
        where a.number_id = $1 and a.thread_id = t.thread_id) as names,
       (select array_agg(m.wamid order by m.wamid) from message m
        where m.number_id = $1 and m.thread_id = t.thread_id) as wamids,
       (select array_agg(u.wamid order by u.wamid) from unit u
        where u.number_id = $1 and u.thread_id = t.thread_id) as units,
       (select array_agg(c.category || ' ' || c.opened_by order by c.category, c.opened_by)
        from conversation c
        where c.number_id = $1 and c.thread_id = t.thread_id) as conversations,
       (select array_agg(w.opened_at || ' ' || w.closes_at order by w.opened_at)
        from service_window w
        where w.number_id = $1 and w.thread_id = t.thread_id) as windows,
       phone, phones, country, window_opened_at, window_closes_at, last_at, last_wamid, heard_at,
       opted_out
from thread t
where number_id = $1
order by 1`,
    [numberId],
  );
  return rows;
}
