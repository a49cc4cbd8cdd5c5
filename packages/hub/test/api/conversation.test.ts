import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR_MS } from "@casement/engine";
import { ALICE, BOB, beginHouse, type House, type Value } from "./house.ts";

/** The one thread with this customer, as the list shows it. */
async function threadWith(house: House, phone: string): Promise<Value> {
  const { body } = await house.ask(`/threads?q=${phone}`);
  assert.equal(body.data.length, 1);
  return body.data[0];
}

async function addressOf(house: House, phone: string): Promise<string> {
  const { number_id, thread_id } = await threadWith(house, phone);
  return `/threads/${number_id}/${thread_id}`;
}

const text = (words: string) => ({ kind: "text", text: words });

test("a message and its answer stand in the thread, and the answer opened a free conversation", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "do you have it in blue?");
  const at = await addressOf(house, ALICE);

  const sent = await house.ask(`${at}/messages`, text("we do"));
  await house.turn(60_000);

  assert.equal(sent.status, 200);
  assert.equal(sent.body.data.message.status, "accepted");
  assert.equal(sent.body.data.decision.opens, "service");
  const { body } = await house.ask(`${at}/messages`);
  assert.deepEqual(
    body.data.map((one: Value) => [one.direction, one.content.text, one.status]),
    [
      ["in", "do you have it in blue?", "received"],
      ["out", "we do", "delivered"],
    ],
  );
  const [, reply] = body.data;
  assert.equal(reply.origin, "casement");
  assert.equal(reply.charge.state, "free");
  assert.deepEqual(reply.conversation, { category: "service", opened_by: reply.id });
  const { thread, conversations } = (await house.ask(at)).body.data;
  assert.equal(thread.unread, 0);
  assert.deepEqual(thread.conversations, conversations);
  assert.equal(conversations[0].opened_by, reply.id);
  assert.deepEqual(thread.last_message, {
    id: reply.id,
    direction: "out",
    at: reply.at,
    preview: "we do",
    status: "delivered",
  });
});

test("after 24 hours a reply is refused with the reason and is shown so, and a template goes through", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  const at = await addressOf(house, ALICE);
  await house.turn(24 * HOUR_MS);

  const refused = await house.ask(`${at}/messages`, text("still there?"));
  const template = { kind: "template", name: "order_update", language: "en_US" };
  const sent = await house.ask(`${at}/messages`, { ...template, values: ["A-7", "shipped"] });
  await house.turn(60_000);

  assert.equal(refused.status, 422);
  assert.equal(refused.body.error.code, "refused");
  assert.equal(refused.body.error.message, refused.body.data.decision.why);
  assert.equal(refused.body.data.decision.reason, "service_window_closed");
  assert.equal(refused.body.data.message.status, "refused");
  assert.equal(refused.body.data.message.error.code, 131047);
  assert.equal(sent.status, 200);
  const { data } = (await house.ask(`${at}/messages`)).body;
  assert.deepEqual(
    data.map((one: Value) => [one.content.kind, one.status]),
    [
      ["text", "received"],
      ["text", "refused"],
      ["template", "delivered"],
    ],
  );
  assert.match(data[2].content.text, /^Your order A-7 has a new status: shipped\./);
  assert.equal(data[2].charge.category, "utility");
  assert.equal(data[2].charge.amount, "0.0220");
  assert.equal((await house.ask(at)).body.data.thread.conversations[0].category, "utility");
  const { last_used } = (await house.ask(`/templates?number_id=${house.numberId}`)).body;
  const { name, language } = template;
  assert.deepEqual(last_used, [{ name, language, at: data[2].at }]);
});

test("a draft with an idempotency key is sent once, however often it is posted", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  const at = await addressOf(house, ALICE);
  const key = { "idempotency-key": "3d3e2f4e-7c1b-4a2e-8f0a-111111111111" };

  const first = await house.ask(`${at}/messages`, text("once"), key);
  const again = await house.ask(`${at}/messages`, text("once"), key);
  await house.turn(1_000);

  assert.equal(again.status, 200);
  assert.equal(again.body.data.message.id, first.body.data.message.id);
  assert.equal((await house.ask(`${at}/messages`)).body.data.length, 2);
});

test("a dry run says what a send would, and sends nothing", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  const { number_id, thread_id } = await threadWith(house, ALICE);
  const draft = text("hi");

  const open = await house.ask("/decisions", { number_id, thread_id, draft });
  await house.turn(24 * HOUR_MS);
  const closed = await house.ask("/decisions", { number_id, thread_id, draft });

  assert.equal(open.body.data.allowed, true);
  assert.equal(open.body.data.charge.amount, "0.0000");
  assert.equal(closed.status, 200);
  assert.deepEqual(closed.body.data.reasons, ["service_window_closed"]);
  assert.equal(closed.body.data.code, 131047);
  assert.equal(
    (await house.ask(`/threads/${number_id}/${thread_id}/messages`)).body.data.length,
    1,
  );
});

test("[N2] what the customer wrote is unread until it is marked, and marking twice tells nobody twice", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "one");
  await house.writes(ALICE, "two");
  await house.writes(BOB, "other");
  const at = await addressOf(house, ALICE);
  assert.equal((await threadWith(house, ALICE)).unread, 2);

  const marked = await house.ask(`${at}/read`, {});
  const again = await house.ask(`${at}/read`, {});

  assert.equal(marked.body.data.unread, 0);
  assert.ok(marked.body.data.position > 0);
  assert.deepEqual(again.body.data, marked.body.data);
  assert.equal((await threadWith(house, BOB)).unread, 1);
  await house.turn(2_000);
  await house.writes(ALICE, "three");
  assert.equal((await threadWith(house, ALICE)).unread, 1);
});

test("the month's ledger adds up to its lines, and pages give each line once", async () => {
  await using house = await beginHouse();
  const template = { kind: "template", name: "order_update", language: "en_US" };
  for (const phone of [ALICE, BOB]) {
    await house.writes(phone, "hello");
    const at = await addressOf(house, phone);
    await house.ask(`${at}/messages`, text("hi"));
    await house.ask(`${at}/messages`, { ...template, values: ["1", "2"] });
    await house.turn(60_000);
  }

  const { data } = (await house.ask("/ledger?month=2026-11")).body;
  assert.equal(data.currency, "USD");
  assert.deepEqual(
    data.by_category.map((one: Value) => [one.category, one.units, one.billable, one.amount]),
    [
      ["service", 2, 0, "0.0000"],
      ["utility", 2, 2, "0.0440"],
    ],
  );
  assert.equal(data.total, "0.0440");
  assert.equal(data.unknown, 0);
  assert.equal(data.lines.length, 4);
  assert.match(data.lines[0].charge.why, /\(P\d+\)$/);

  const paged: Value[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Value = await house.ask(`/ledger?limit=1${cursor && `&cursor=${cursor}`}`);
    paged.push(...page.body.data.lines);
    cursor = page.body.data.next_cursor;
  }
  assert.deepEqual(paged, data.lines);
  assert.deepEqual((await house.ask("/ledger?month=2026-10")).body.data.lines, []);
});

test("the detail of a thread holds what the gate decides from", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");

  const { sending } = (await house.ask(await addressOf(house, ALICE))).body.data;

  assert.equal(sending.phone, ALICE);
  assert.equal(sending.state.window.openedAt, house.clock.now());
  assert.deepEqual(sending.account, { timeZone: "UTC", currency: "USD", country: "US" });
  assert.ok(sending.rates.length > 0);
  for (const row of sending.rates) assert.equal(row.market, "United Kingdom");
});

test("a template that is not there, and one with values too few, are told before Meta is asked", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  const at = await addressOf(house, ALICE);
  const draft = { kind: "template", name: "order_update", language: "en_US", values: ["1"] };

  const few = await house.ask(`${at}/messages`, draft);
  const none = await house.ask(`${at}/messages`, { ...draft, language: "de" });

  assert.equal(few.status, 400);
  assert.deepEqual(few.body.error.where, "body.values");
  assert.equal(none.status, 404);
  assert.equal(none.body.error.code, "template_not_found");
});
