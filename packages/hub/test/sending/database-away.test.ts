import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { HOUR_MS, later } from "@casement/engine";
import type { Business } from "../flows/begin.ts";
import { secondNode, twinNode } from "../nodes/second-node.ts";
import { databaseGate } from "./database-gate.ts";
import { beginDesk, until } from "./desk.ts";

const AMARA = "447700900142";
const ROSA = "5511987650123";

test("[S17] while the database is away a send is answered as by a service that is away, and not sent", async () => {
  await using gate = databaseGate();
  await using desk = await beginDesk({ databaseThrough: gate.lead });
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  await desk.text(AMARA, "before");
  const unseen = await business.hub.createKey({ name: "unseen", scopes: ["*"] });

  await gate.shut();
  const away = await desk.text(AMARA, "while away");
  const asked = await business.ask("GET", `/v23.0/${business.numberId}`, undefined, {
    authorization: `Bearer ${unseen}`,
  });
  const threads = await business.ask("GET", "/api/v1/threads");
  await gate.open();
  let after = await desk.text(AMARA, "after");
  while (after.status === 503) after = await desk.text(AMARA, "after");

  const { error } = away.body;
  assert.deepEqual(
    [away.status, error.code, error.is_transient, away.headers.get("retry-after")],
    [503, 131016, true, "5"],
  );
  assert.equal(asked.status, 503, JSON.stringify(asked.body));
  assert.equal(threads.status, 503);
  assert.equal(after.status, 200, JSON.stringify(after.body));
  assert.deepEqual(
    desk.posted.map((one) => one.text),
    ["before", "after"],
  );
});

test("[S17] a call that is under way when the database goes is unknown to whoever asked, until it is back", async () => {
  await using gate = databaseGate();
  await using desk = await beginDesk({ databaseThrough: gate.lead });
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  await business.customer(ROSA).writes("oi");
  const held = Promise.withResolvers<void>();
  desk.onPost = async () => {
    await held.promise;
    return undefined;
  };

  const asked = desk.text(AMARA, "under way");
  const askedOfOurs = business.ask("POST", "/api/v1/messages", {
    ...{ number_id: business.numberId, to: ROSA, draft: { kind: "text", text: "this too" } },
  });
  await until(() => desk.posted.length === 2);
  await gate.shut();
  held.resolve();
  const answer = await asked;
  const { status, body } = await askedOfOurs;
  await gate.open();

  const { error } = answer.body;
  assert.deepEqual([answer.status, error.code, error.is_transient], [500, 131000, false]);
  assert.deepEqual([status, body.error.code], [500, "internal"], JSON.stringify(body));
  let accepted = 0;
  while (accepted < 2) {
    await setImmediate();
    const { rows } = await business.db.query("select from draft where state = 'accepted'");
    accepted = rows.length;
  }
});

test("[S17] a call whose end could not be written down is unknown on both surfaces, and known once it is", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  const { db } = business;
  await business.customer(AMARA).writes("hello");
  await business.customer(ROSA).writes("oi");
  const held = Promise.withResolvers<void>();
  desk.onPost = async () => {
    await held.promise;
    return undefined;
  };
  const asked = Promise.all([
    desk.text(AMARA, "one"),
    business.ask("POST", "/api/v1/messages", {
      ...{ number_id: business.numberId, to: ROSA, draft: { kind: "text", text: "two" } },
    }),
  ]);
  let isAnswered = false;
  void asked.then(() => (isAnswered = true));
  await until(() => desk.posted.length === 2);

  // Whoever settles a draft waits for this lock, and loses its connection there; others can read.
  const holder = await db.connect();
  await holder.query("begin");
  await holder.query("select from draft for update");
  held.resolve();
  while (!isAnswered) {
    await db.query(`
select pg_terminate_backend(pid)
from pg_stat_activity
where datname = current_database() and wait_event_type = 'Lock'
  and backend_type = 'client backend'`);
  }
  const [graph, ours] = await asked;
  await holder.query("commit");
  holder.release();

  assert.deepEqual([graph.status, graph.body.error.code], [500, 131000]);
  assert.deepEqual([ours.status, ours.body.error?.code], [500, "internal"]);
  assert.match(ours.body.error.message, /Whether the message was sent is not known/);
  let accepted = 0;
  while (accepted < 2) {
    await setImmediate();
    accepted = (await db.query("select from draft where state = 'accepted'")).rowCount ?? 0;
  }
});

test("[S17] where the answer to a commit was lost, nobody is told that nothing will be sent", async () => {
  await using gate = databaseGate();
  await using desk = await beginDesk({ databaseThrough: gate.lead });
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  await business.customer(ROSA).writes("oi");

  const first = gate.loseCommitAfter("insert-drafts");
  const now = await desk.text(AMARA, "now");
  await first;
  let next = await desk.text(AMARA, "next");
  while (next.status === 503) next = await desk.text(AMARA, "next");
  const second = gate.loseCommitAfter("insert-drafts");
  const sendAt = new Date(later(business.clock.now(), HOUR_MS)).toISOString();
  const ahead = await business.ask("POST", "/api/v1/messages", {
    ...{ number_id: business.numberId, to: ROSA, send_at: sendAt },
    draft: { kind: "text", text: "in an hour" },
  });
  await second;
  await business.advance(HOUR_MS);

  assert.deepEqual([now.status, now.body.error.code], [500, 131000]);
  assert.deepEqual([ahead.status, ahead.body.error?.code], [500, "internal"]);
  // The first was committed and never called: it is unknown, and not sent by itself.
  assert.deepEqual(
    desk.posted.map((one) => one.text),
    ["next", "in an hour"],
  );
});

test("[S17] an owner whose database goes takes what it was asked again when that is back", async () => {
  await using gate = databaseGate();
  await using desk = await beginDesk({ databaseThrough: gate.lead });
  const { business } = desk;
  // While its owner's database is away, the number may come to the other.
  await using other = await twinNode(business);
  await business.customer(AMARA).writes("hello");

  await gate.shut();
  const asked = sentThrough(other.url, business, { to: AMARA, text: { body: "one" } });
  await gate.open();
  const answer = await asked;

  assert.equal(answer.status, 200, await answer.text());
  assert.equal(desk.posted.length, 1);
  await other.close();
});

test("[S17] a node whose database goes while another sends for it waits, and gives the answer", async () => {
  await using gate = databaseGate();
  await using desk = await beginDesk();
  const { business } = desk;
  await using other = await secondNode(business, undefined, gate.lead);
  await business.customer(AMARA).writes("hello");
  const held = Promise.withResolvers<void>();
  desk.onPost = async () => {
    await held.promise;
    return undefined;
  };

  const asked = sentThrough(other.url, business, { to: AMARA, text: { body: "one" } });
  await until(() => desk.posted.length === 1);
  await gate.shut();
  held.resolve();
  await gate.open();
  const answer = await asked;

  assert.equal(answer.status, 200, await answer.text());
  assert.equal(desk.posted.length, 1);
  await other.close();
});

test("[S17] what is on its way to the database on a connection that broke is not sent once that was told", async () => {
  await using gate = databaseGate();
  await using desk = await beginDesk();
  const { business } = desk;
  await using other = await secondNode(business, undefined, gate.lead);
  await business.customer(AMARA).writes("hello");
  const holder = await business.db.connect();
  await holder.query("begin");
  await holder.query("lock table asked in share row exclusive mode");

  const asked = sentThrough(other.url, business, { to: AMARA, text: { body: "one" } });
  let isAnswered = false;
  void asked.then(() => (isAnswered = true));
  while ((await waitersOf(business, "asked")).length < 1) await setImmediate();
  await gate.shut();
  await gate.open();
  // The server knows nothing of the break. Whoever takes it back waits as well.
  while (!isAnswered && (await waitersOf(business, "asked")).length < 2) await setImmediate();
  await holder.query("commit");
  holder.release();
  const answer = await asked;
  const next = await sentThrough(other.url, business, { to: AMARA, text: { body: "two" } });

  const first = answer.status === 200 ? ["one"] : [];
  assert.deepEqual([next.status, [200, 503].includes(answer.status)], [200, true]);
  assert.deepEqual(
    desk.posted.map((one) => one.text),
    [...first, "two"],
  );
  await other.close();
});

test("[S17] an owner whose database goes while it looks the customer up takes it again", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await using other = await secondNode(business);
  await business.customer(AMARA).writes("hello");
  const [thread] = (await business.ask("GET", "/api/v1/threads")).body.data;
  // Of a node that died: the owner stops at its row before it looks at what else was asked.
  await business.db.query(
    `insert into asked (number_id, ask_id, asked_at, command, problem)
     values ($1, gen_random_uuid(), $2::timestamptz - interval '2 hours', '{}', 'failed')`,
    [business.numberId, new Date(business.clock.now())],
  );
  const [holder, door] = [await business.db.connect(), await business.db.connect()];
  for (const client of [holder, door]) await client.query("begin");
  await holder.query("select from asked for update");

  const url = `${other.url}/api/v1/threads/${business.numberId}/${thread.thread_id}/messages`;
  const asked = fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${business.key}`, "content-type": "application/json" },
    body: JSON.stringify({ kind: "text", text: "one" }),
  });
  while ((await countOf(business, "asked")) < 2) await setImmediate();
  await door.query("lock table alias in access exclusive mode");
  await holder.query("commit");
  let waiters: number[] = [];
  while (waiters.length === 0) waiters = await waitersOf(business, "alias");
  await business.db.query("select pg_terminate_backend(pid) from unnest($1::int[]) as pid", [
    waiters,
  ]);
  await door.query("commit");
  for (const client of [holder, door]) client.release();
  const answer = await asked;

  assert.equal(answer.status, 200, await answer.text());
  assert.equal(desk.posted.length, 1);
  await other.close();
});

function sentThrough(url: string, { key, numberId }: Business, body: object): Promise<Response> {
  return fetch(`${url}/v23.0/${numberId}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ messaging_product: "whatsapp", ...body }),
  });
}

/** The sessions that wait for a lock on a table. */
async function waitersOf({ db }: Business, table: string): Promise<number[]> {
  const { rows } = await db.query<{ pid: number }>(
    `select distinct l.pid
     from pg_locks l
     join pg_database d on d.oid = l.database and d.datname = current_database()
     where not l.granted and l.relation = $1::text::regclass`,
    [table],
  );
  return rows.map((row) => row.pid);
}

async function countOf({ db }: Business, table: string): Promise<number> {
  const { rows } = await db.query(`select count(*)::int as count from ${table}`);
  return rows[0].count;
}
