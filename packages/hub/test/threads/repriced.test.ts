import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { type Instant, instantFromMs, MINUTE_MS } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { metaRates } from "@casement/engine/rates";
import { machineTime } from "@casement/engine/system-clock";
import type { ClientBase } from "pg";
import type { NewEvent } from "../../src/events/event-store.ts";
import { sequentialIds } from "../../src/ids.ts";
import { silentLog } from "../../src/log.ts";
import { Directory } from "../../src/numbers/directory.ts";
import { Owner } from "../../src/numbers/owner.ts";
import {
  keepRegrouping,
  REGROUP_THREADS,
  type Regrouping,
} from "../../src/threads/ask-regrouping.ts";
import { type Learning, learnFacts, type SourcedFact } from "../../src/threads/learn.ts";
import { ensureMonthsOf } from "../../src/webhook/months.ts";
import { proveRebuilt } from "../flows/prove-rebuilt.ts";
import { beginWorld, inTransaction, type World } from "./merging-world.ts";

// A month of 1,000 free units, of which one is left. Who turns out to need none, as an entry point
// was open, leaves it to the next customer. A number each.

const START = instantFromMs(Date.UTC(2026, 9, 5, 9));
const AMARA = "447700900141";
const BEN = "447700900142";
const CLEO = "447700900143";

let world: World;
let learning: Learning;
let numberId = 2_000n;

before(async () => {
  world = await beginWorld();
  await ensureMonthsOf(world.db, [START]);
});

beforeEach(async () => {
  numberId += 1n;
  await world.db.query(
    "insert into free_units_before (number_id, allowance, used) values ($1, 'number:2026-10', 999)",
    [numberId],
  );
  const directory = new Directory(world.db);
  await directory.reload();
  const accounts = directory.bookOf(numberId);
  learning = { accounts, rates: metaRates, now: START, countWide() {} };
});

after(async () => {
  await world[Symbol.asyncDispose]();
});

test("[L4] a message that turns out to draw on no free unit leaves its own to the next, whose screen is told", async () => {
  await answered(BEN, { at: 60 });
  await answered(CLEO, { at: 120 });
  assert.deepEqual(await charged(), [`wamid.to.${CLEO}`]);
  const wamid = `wamid.to.${BEN}`;
  const pricing = { model: "PMP", category: "service", type: "free_entry_point", billable: false };

  const told = await learn([
    factOf(BEN, {
      ...{ at: 130, wamid, kind: "status_reported" },
      said: { wamid, status: "read", pricing },
    }),
  ]);

  assert.deepEqual(await charged(), []);
  assert.deepEqual(messagesIn(told), [`wamid.to.${BEN}`, `wamid.to.${CLEO}`]);
  await proveRebuilt(world.db, numberId);
});

test("[L4] so does one of which a fact tells late that an entry point was open", async () => {
  await answered(BEN, { at: 60 });
  await answered(CLEO, { at: 120 });
  const wamid = `wamid.of.${BEN}`;

  const told = await learn([
    factOf(BEN, {
      ...{ at: 59, wamid, kind: "customer_message" },
      said: { wamid, referral: "ad" },
    }),
  ]);

  assert.deepEqual(await charged(), []);
  const moved = [`wamid.to.${BEN}`, `wamid.to.${CLEO}`];
  assert.deepEqual(messagesIn(told), [`wamid.of.${BEN}`, ...moved]);
  await proveRebuilt(world.db, numberId);
});

test("[F13] [L4] that two are merged or parted moves the prices of others, and their screens are told with it", async () => {
  await answered(AMARA, { at: 0, referral: "ad" });
  await answered(BEN, { at: 60 });
  await answered(CLEO, { at: 120 });
  const [amara, ben, cleo] = [await threadOf(AMARA), await threadOf(BEN), await threadOf(CLEO)];
  assert.deepEqual(await charged(), [`wamid.to.${CLEO}`]);

  const mergeId = "00000000-0000-4000-8000-000000000001";
  const merged = await regroup("threads_merged", { threadId: amara, other: ben, entryId: mergeId });

  assert.deepEqual(await charged(), []);
  await proveRebuilt(world.db, numberId);
  assert.deepEqual(
    merged.filter((one) => one.thread_id === cleo),
    [{ kind: "message", thread_id: cleo, subject: `wamid.to.${CLEO}` }],
  );
  assert.deepEqual(regroupedIn(merged), [amara, ben].toSorted());
  assert.equal(merged.at(-1)?.kind, "regrouped", "told with the others, and before them");

  const undoing = "00000000-0000-4000-8000-000000000002";
  const parted = await regroup("threads_unmerged", {
    ...{ threadId: amara, other: mergeId, entryId: undoing },
  });

  assert.deepEqual(await charged(), [`wamid.to.${CLEO}`]);
  await proveRebuilt(world.db, numberId);
  assert.deepEqual(
    parted.filter((one) => one.thread_id === cleo),
    [{ kind: "message", thread_id: cleo, subject: `wamid.to.${CLEO}` }],
  );
  assert.deepEqual(regroupedIn(parted), [amara, ben].toSorted());
});

/** A customer writes, and gets an answer, of which Meta does not say what it costs. */
async function answered(
  phone: string,
  { at, ...more }: { at: number; referral?: "ad" },
): Promise<void> {
  const heard = `wamid.from.${phone}`;
  const sent = `wamid.to.${phone}`;
  const facts = [
    factOf(phone, { at, wamid: heard, kind: "customer_message", said: { wamid: heard, ...more } }),
    factOf(phone, {
      ...{ at: at + 1, wamid: sent, kind: "business_message" },
      said: { wamid: sent, content: "free_form" },
    }),
    factOf(phone, {
      ...{ at: at + 2, wamid: sent, kind: "status_reported" },
      said: { wamid: sent, status: "delivered" },
    }),
  ];
  await learn(facts);
}

function learn(facts: readonly SourcedFact[]): Promise<NewEvent[]> {
  return inTransaction(world.db, (client) => learnFacts(client, numberId, facts, learning));
}

function messagesIn(events: readonly NewEvent[]): string[] {
  const messages = events.filter((one) => one.kind === "message");
  return messages.map((one) => one.subject ?? "").toSorted();
}

let count = 0;

function factOf(
  waId: string,
  { at, ...fact }: { at: number } & Pick<SourcedFact, "kind" | "wamid" | "said">,
): SourcedFact {
  count += 1;
  return {
    ...{ ...fact, at: minutes(at), factId: String(count).padStart(32, "0"), postId: null },
    ...{ aliases: { waId }, replyTo: undefined, profile: {}, draftId: undefined },
    content: fact.kind === "status_reported" ? undefined : { kind: "text", text: "hello" },
  };
}

function minutes(count: number): Instant {
  return instantFromMs(START + count * MINUTE_MS);
}

async function threadOf(phone: string): Promise<string> {
  const { rows } = await world.db.query<{ thread_id: string }>(
    "select thread_id from alias where number_id = $1 and value = $2",
    [numberId, phone],
  );
  return rows[0]?.thread_id ?? "";
}

async function charged(): Promise<string[]> {
  const { rows } = await world.db.query<{ wamid: string }>(
    "select wamid from unit where number_id = $1 and amount_micros > 0 order by 1",
    [numberId],
  );
  return rows.map((row) => row.wamid);
}

interface Told {
  readonly kind: string;
  readonly thread_id: string;
  readonly subject: string | null;
}

/** Has it done as the number's owner does it; gives the events that it wrote, in their order. */
async function regroup(
  what: Regrouping["what"],
  { threadId, other, entryId }: { threadId: string; other: string; entryId: string },
): Promise<Told[]> {
  const { db } = world;
  const clock = new VirtualClock(START);
  const surroundings = { db, clock, machine: machineTime, ids: sequentialIds(), log: silentLog };
  const owner = new Owner(surroundings, async () => {});
  const before = await told(db);
  const key = JSON.stringify([entryId, what, threadId, other, "test", "test"]);
  const appointment = { kind: REGROUP_THREADS, key, dueAt: START };
  const parts = { surroundings, owner, learningOf: () => learning, recorded() {} };
  await keepRegrouping(parts, numberId, appointment);
  await owner.close();
  return (await told(db)).slice(before.length);
}

async function told(db: Pick<ClientBase, "query">): Promise<Told[]> {
  const { rows } = await db.query<Told>(
    "select kind, thread_id, subject from event where number_id = $1 order by position",
    [numberId],
  );
  return rows;
}

function regroupedIn(events: readonly Told[]): string[] {
  return events
    .filter((one) => one.kind === "regrouped")
    .map((one) => one.thread_id)
    .toSorted();
}
