import assert from "node:assert/strict";
import { test } from "node:test";
import { begin } from "./begin.ts";
import { openWire } from "./leaky-wire.ts";
import { openTap } from "./wire-tap.ts";

const AMARA = "447700900142";
const TEXT = { messaging_product: "whatsapp", to: AMARA, text: { body: "are you there?" } };

test("[S2] a send whose answer is lost is unknown, is not sent again, and its status settles it", async () => {
  await using wire = await openWire();
  await using business = await begin({ through: (apiUrl) => wire.lead(apiUrl) });
  const amara = business.customer(AMARA);
  await amara.writes("hello");
  wire.mode = "cut";

  const lost = await business.ask("POST", `/v23.0/${business.numberId}/messages`, TEXT);
  const retried = await business.ask("POST", `/v23.0/${business.numberId}/messages`, TEXT);

  for (const { status, body } of [lost, retried]) {
    assert.deepEqual([status, body.error.code, body.error.is_transient], [500, 131000, false]);
  }
  assert.equal(retried.headers.get("x-casement-draft"), lost.headers.get("x-casement-draft"));
  assert.equal(wire.sends, 1);

  await business.advance(10_000);
  const { rows } = await business.db.query("select state, wamid is not null as named from draft");
  assert.deepEqual(rows, [{ state: "accepted", named: true }]);
  const thread = (await business.ask("GET", "/api/v1/threads")).body.data[0];
  assert.equal(thread.last_message.status, "delivered");
  assert.equal(thread.last_message.preview.includes("are you there?"), true);
  assert.deepEqual(
    (await amara.messages()).map((message) => message.from),
    ["customer", "business"],
  );
});

test("[S2] a no that is not Meta's, or that blames a fault of its own, says not that nothing was sent", async () => {
  await using wire = await openWire();
  await using business = await begin({ through: (apiUrl) => wire.lead(apiUrl) });
  await business.customer(AMARA).writes("hello");
  const fault = { error: { message: "(#131000) Something went wrong", code: 131000 } };
  for (const says of [
    { status: 408, text: "<h1>Request Timeout</h1>" },
    { status: 403, text: '{"error":"forbidden"}' },
    { status: 400, text: JSON.stringify(fault) },
  ]) {
    wire.says = says;
    const text = { body: `are you there? ${says.status}` };

    const { status, body } = await business.ask("POST", `/v23.0/${business.numberId}/messages`, {
      ...TEXT,
      text,
    });

    assert.deepEqual([status, body.error.code, body.error.is_transient], [500, 131000, false]);
  }
  assert.equal(wire.sends, 3);
  await business.advance(10_000);
  const { rows } = await business.db.query("select distinct state from draft");
  assert.deepEqual(rows, [{ state: "accepted" }]);
});

test("[S2] what a status has settled before its call ended is told as it is, and not as unknown", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  await business.customer(AMARA).writes("hello");
  const held = Promise.withResolvers<void>();
  const taken = Promise.withResolvers<void>();
  tap.instead = async ({ method, url, headers, body }) => {
    if (method !== "POST") return undefined;
    const { authorization = "" } = headers;
    const head = { authorization, "content-type": "application/json" };
    const asked = { method, headers: head, body: new Uint8Array(body) };
    await business.emulator.fetch(new Request(`http://meta${url}`, asked));
    taken.resolve();
    await held.promise;
    return "cut";
  };

  const sending = business.ask("POST", `/v23.0/${business.numberId}/messages`, TEXT);
  await taken.promise;
  await business.advance(10_000);
  held.resolve();
  const { status, body } = await sending;

  const { rows } = await business.db.query("select state, wamid from draft");
  assert.deepEqual([status, body.messages?.[0]?.id], [200, rows[0].wamid], JSON.stringify(body));
  assert.equal(rows[0].state, "accepted");
  const told = await business.db.query("select from event where kind = 'draft.unknown'");
  assert.equal(told.rowCount, 0);
});

test("[S2] a call that was under way when the hub died is unknown after, and is not made again", async () => {
  await using wire = await openWire();
  await using business = await begin({ through: (apiUrl) => wire.lead(apiUrl) });
  await business.customer(AMARA).writes("hello");
  wire.mode = "cut";
  const lost = await business.ask("POST", `/v23.0/${business.numberId}/messages`, TEXT);
  await business.db.query("update draft set state = 'sending', answer_status = null");
  await business.stop();

  await business.startAgain();
  await business.customer(AMARA).writes("hello?");
  const retried = await business.ask("POST", `/v23.0/${business.numberId}/messages`, TEXT);

  assert.equal(retried.body.error.code, 131000);
  assert.equal(retried.headers.get("x-casement-draft"), lost.headers.get("x-casement-draft"));
  assert.equal(wire.sends, 1);
});

test("[S2] a send that never left is a failure that says so, and may be tried again", async () => {
  const wire = await openWire();
  await using business = await begin({ through: (apiUrl) => wire.lead(apiUrl) });
  const amara = business.customer(AMARA);
  await amara.writes("hello");
  await wire[Symbol.asyncDispose]();

  const answer = await business.ask("POST", `/v23.0/${business.numberId}/messages`, TEXT);

  assert.deepEqual([answer.body.error.code, answer.body.error.is_transient], [131016, true]);
  const { rows } = await business.db.query("select state from draft");
  assert.deepEqual(rows, [{ state: "failed" }]);
  assert.equal((await amara.messages()).length, 1);
});
