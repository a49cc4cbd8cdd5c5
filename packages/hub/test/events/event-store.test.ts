import assert from "node:assert/strict";
import { test } from "node:test";
import { inTransaction } from "@casement/hub/database";
import type { Pool } from "pg";
import {
  recordEvents,
  selectEventsAfter,
  selectLastPosition,
} from "../../src/events/event-store.ts";
import { AT, beginStored, NUMBER, OTHER_NUMBER, threadId } from "./number.ts";

async function positionsOf(db: Pool): Promise<[string, bigint][]> {
  const { rows } = await db.query<{ thread_id: string; position: bigint }>(
    "select thread_id, position from thread where number_id = $1 order by thread_id",
    [NUMBER],
  );
  return rows.map((row) => [row.thread_id, row.position]);
}

test("events of a number are counted on from one another, and each number by itself", async () => {
  await using stored = await beginStored(2);
  const { db } = stored;
  const one = { kind: "thread", threadId: threadId(1) } as const;
  const two = { kind: "message", threadId: threadId(2), subject: "wamid.2" } as const;

  assert.equal(await inTransaction(db, (c) => recordEvents(c, NUMBER, [one, two, one], AT)), 3n);
  assert.equal(await inTransaction(db, (c) => recordEvents(c, OTHER_NUMBER, [two], AT)), 1n);
  assert.equal(await inTransaction(db, (c) => recordEvents(c, NUMBER, [two], AT)), 4n);

  const told = await selectEventsAfter(db, { numberId: NUMBER, after: 1n, limit: 10 });
  assert.deepEqual(told, [
    { position: 2n, ...two },
    { position: 3n, ...one, subject: null },
    { position: 4n, ...two },
  ]);
  assert.equal(await selectLastPosition(db, NUMBER), 4n);
  assert.equal(await selectLastPosition(db, 99n), 0n);
});

test("a thread carries the position of the newest event that showed it", async () => {
  await using stored = await beginStored(3);
  const events = [1, 2, 1].map((n) => ({ kind: "thread" as const, threadId: threadId(n) }));

  await inTransaction(stored.db, (client) => recordEvents(client, NUMBER, events, AT));

  assert.deepEqual(await positionsOf(stored.db), [
    [threadId(1), 3n],
    [threadId(2), 2n],
    [threadId(3), 0n],
  ]);
});

test("what is rolled back leaves no event and no gap", async () => {
  await using stored = await beginStored(1);
  const { db } = stored;
  const event = { kind: "thread", threadId: threadId(1) } as const;
  const failed = inTransaction(db, async (client) => {
    await recordEvents(client, NUMBER, [event], AT);
    throw new Error("after all");
  });
  await assert.rejects(failed, /after all/);

  assert.equal(await inTransaction(db, (client) => recordEvents(client, NUMBER, [event], AT)), 1n);
  assert.equal((await selectEventsAfter(db, { numberId: NUMBER, after: 0n, limit: 9 })).length, 1);
});

test("[N3] whoever sees a position sees every event below it: positions are in the order of commits", async () => {
  await using stored = await beginStored(4);
  const { db } = stored;
  const seen: bigint[][] = [];
  const write = async (n: number): Promise<void> => {
    for (let i = 0; i < 25; i++) {
      const events = [n, (n % 4) + 1].map((t) => ({
        kind: "thread" as const,
        threadId: threadId(t),
      }));
      await inTransaction(db, (client) => recordEvents(client, NUMBER, events, AT));
    }
  };
  let writing = true;
  const read = async (): Promise<void> => {
    while (writing) {
      const events = await selectEventsAfter(db, { numberId: NUMBER, after: 0n, limit: 1_000 });
      seen.push(events.map((event) => event.position));
    }
  };

  const reading = read();
  await Promise.all([1, 2, 3, 4].map(write));
  writing = false;
  await reading;

  for (const positions of seen) {
    assert.deepEqual(
      positions,
      positions.map((_, i) => BigInt(i + 1)),
    );
  }
  assert.equal(await selectLastPosition(db, NUMBER), 200n);
});

test("a digest that holds a thread and a recorder of the same thread do not wait crosswise", async () => {
  await using stored = await beginStored(1);
  const { db } = stored;
  const event = { kind: "thread", threadId: threadId(1) } as const;
  const digest = await db.connect();
  await digest.query("begin");
  await digest.query("update thread set name = 'x' where number_id = $1", [NUMBER]);

  const recorder = inTransaction(db, (client) => recordEvents(client, NUMBER, [event], AT));
  await waitsFor(db, "transactionid");
  assert.equal(await recordEvents(digest, NUMBER, [event], AT), 1n);
  await digest.query("commit");
  digest.release();

  assert.equal(await recorder, 2n);
});

/** Until somebody waits for a lock of this kind: the database's own word, not a span of time. */
async function waitsFor(db: Pool, type: string): Promise<void> {
  for (;;) {
    const { rows } = await db.query(
      `select from pg_locks join pg_stat_activity using (pid)
       where locktype = $1 and not granted and datname = current_database()`,
      [type],
    );
    if (rows.length > 0) return;
  }
}
