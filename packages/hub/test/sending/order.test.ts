import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOUR_MS } from "@casement/engine";
import type { Pool } from "pg";
import { beginDesk, type Desk, until } from "./desk.ts";

const AMARA = "447700900142";
const BRUNO = "447700900143";

let desk: Desk;

before(async () => {
  desk = await beginDesk();
  for (const phone of [AMARA, BRUNO]) await desk.business.customer(phone).writes("hello");
});

after(async () => {
  await desk[Symbol.asyncDispose]();
});

test("[S5] the next of a thread goes when the one before was answered; other threads do not wait", async () => {
  const held: (() => void)[] = [];
  const seen: string[] = [];
  desk.onPost = async ({ text }) => {
    seen.push(text);
    await new Promise<void>((go) => void held.push(go));
    return undefined;
  };

  const sends = [desk.text(AMARA, "a1")];
  // Two of her messages come when the first is on its way, and together.
  await until(() => seen.length === 1);
  sends.push(desk.text(AMARA, "a2"), desk.text(AMARA, "a3"), desk.text(BRUNO, "b1"));
  await until(() => seen.length === 2);
  assert.deepEqual(seen.toSorted(), ["a1", "b1"]);
  // Bruno's is done and written down, and still Amara's second waits for her first.
  held.splice(seen.indexOf("b1"), 1)[0]?.();
  await sends[3];
  assert.equal(seen.length, 2);

  for (const count of [3, 4]) {
    held.shift()?.();
    await until(() => seen.length === count);
  }
  held.shift()?.();
  const answers = await Promise.all(sends);

  assert.deepEqual(
    seen.filter((text) => text.startsWith("a")),
    ["a1", "a2", "a3"],
  );
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [200, 200, 200, 200],
  );
});

test("[S5] those that are about to wait as the one before them is answered go in the order they came", async () => {
  const held = Promise.withResolvers<undefined>();
  const seen: string[] = [];
  desk.onPost = ({ text }) => {
    seen.push(text);
    return text === "c1" ? held.promise : undefined;
  };
  const { db } = desk.business;
  const sends = [desk.text(AMARA, "c1")];
  await until(() => seen.length === 1);

  // Whoever records events waits for this lock. The next holder has it before the second batch.
  const first = await lockedEvents(db);
  sends.push(desk.text(BRUNO, "d1"));
  await waiters(db, 1);
  const second = lockedEvents(db);
  await waiters(db, 2);
  sends.push(...["c2", "c3", "c4"].map((text) => desk.text(AMARA, text)));
  sends.push(desk.text(BRUNO, "d2"));
  await roundTrips();
  await first.release();
  const lock = await second;
  await waiters(db, 1);
  held.resolve(undefined);
  await roundTrips();
  await lock.release();
  const answers = await Promise.all(sends);

  assert.deepEqual(
    seen.filter((text) => text.startsWith("c")),
    ["c1", "c2", "c3", "c4"],
  );
  assert.ok(answers.every(({ status }) => status === 200));
});

test("[S5] a message whose end nobody knows does not hold up its thread", async () => {
  desk.onPost = ({ text }) => (text === "lost" ? "cut" : undefined);

  const [lost, next] = await Promise.all([desk.text(AMARA, "lost"), desk.text(AMARA, "next")]);

  assert.deepEqual([lost.status, lost.body.error.code], [500, 131000]);
  assert.equal(next.status, 200);
});

test("[S5] [S8] one that waited too long, and is refused for its window, lets nobody pass the one before it", async () => {
  await using later = await beginDesk();
  const { business, posted } = later;
  // Of a number that was heard a day long the hub can tell that a window is closed.
  for (const phone of [AMARA, BRUNO]) {
    await business.customer(phone).writes("hello");
    await business.advance(25 * HOUR_MS);
  }
  const held = Promise.withResolvers<undefined>();
  later.onPost = () => (posted.length === 1 ? held.promise : undefined);

  const sends = [later.template(AMARA)];
  await until(() => posted.length === 1);
  sends.push(later.text(AMARA, "too late, and out of the window"));
  await business.advance(10_000);
  sends.push(later.template(AMARA));
  await business.advance(11_000);
  const refused = await sends[1];
  await business.advance(0);

  assert.equal(refused?.body.error.code, 131047);
  assert.equal(posted.length, 1);
  held.resolve(undefined);
  const answers = await Promise.all(sends);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 400, 200],
  );
});

test("[S1] many sends at once are many drafts, each posted once and settled by its own answer", async () => {
  const posted: string[] = [];
  desk.onPost = ({ draft }) => void posted.push(draft);
  const customers = Array.from({ length: 60 }, (_, i) => `4477009001${String(i).padStart(2, "0")}`);

  const answers = await Promise.all(customers.map((phone) => desk.template(phone)));

  const drafts = answers.map((answer) => answer.headers.get("x-casement-draft") ?? "");
  assert.equal(new Set(drafts).size, 60);
  assert.deepEqual(posted.toSorted(), drafts.toSorted());
  const { rows } = await desk.business.db.query(
    "select draft_id, wamid from draft where draft_id = any($1::uuid[]) and state = 'accepted'",
    [drafts],
  );
  const wamids = new Map(rows.map((row) => [row.draft_id, row.wamid]));
  for (const [i, answer] of answers.entries()) {
    assert.equal(answer.body.contacts[0].wa_id, customers[i]);
    assert.equal(wamids.get(drafts[i] ?? ""), answer.body.messages[0].id);
  }
});

test("[S3] an idempotency key stands for its body: another is 422, and the same is one draft", async () => {
  desk.onPost = () => undefined;
  const key = { "idempotency-key": "order-42" };
  const [one, same] = await Promise.all([
    desk.text(AMARA, "your order", key),
    desk.text(AMARA, "your order", key),
  ]);
  const draftOf = (answer: typeof one): string | null => answer.headers.get("x-casement-draft");
  assert.equal(draftOf(one), draftOf(same));

  const atOnce = desk.text(AMARA, "one", { "idempotency-key": "order-43" });
  const otherAtOnce = await desk.text(AMARA, "another", { "idempotency-key": "order-43" });
  const later = await desk.text(AMARA, "another order", key);

  assert.equal((await atOnce).status + otherAtOnce.status, 200 + 422);
  assert.deepEqual([later.status, later.body.error.code], [422, 100]);
  const { business } = desk;
  const [thread] = (await business.ask("GET", "/api/v1/threads")).body.data;
  const path = `/api/v1/threads/${business.numberId}/${thread.thread_id}/messages`;
  const ofApi = await business.ask("POST", path, { kind: "text", text: "other" }, key);
  assert.deepEqual([ofApi.status, ofApi.body.error.code], [422, "idempotency_key_reused"]);
});

test("[S3] after seven days an idempotency key may be used anew", async () => {
  const { business } = desk;
  const key = { "idempotency-key": "weekly" };
  const first = await desk.text(BRUNO, "this week", key);
  await business.advance(7 * 24 * 3_600_000);
  await business.customer(BRUNO).writes("and now?");

  const second = await desk.text(BRUNO, "next week", key);

  assert.deepEqual([first.status, second.status], [200, 200]);
  assert.notEqual(first.headers.get("x-casement-draft"), second.headers.get("x-casement-draft"));
});

/** Holds up whoever records events, once it has its turn. */
async function lockedEvents(db: Pool): Promise<{ release(): Promise<void> }> {
  const holder = await db.connect();
  await holder.query("begin");
  await holder.query("select from number_position for update");
  return {
    async release() {
      await holder.query("commit");
      holder.release();
    },
  };
}

/** Resolves when so many wait for a lock. */
async function waiters(db: Pool, count: number): Promise<void> {
  const asked = `
select from pg_stat_activity
where datname = current_database() and wait_event_type = 'Lock'`;
  while (((await db.query(asked)).rowCount ?? 0) < count);
}

/** What was said to the hub before has come to where it waits, or what it waited for has. */
async function roundTrips(): Promise<void> {
  for (let i = 0; i < 4; i++) await desk.business.ask("GET", "/api/v1/threads");
}
