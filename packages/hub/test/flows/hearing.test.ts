import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@casement/engine";
import { type Business, begin } from "./begin.ts";

const AMARA = "447700900142";
const BELA = "447700900143";

test("[N15] a number is heard since its first webhook, and a window before that is not known to be closed", async () => {
  await using business = await begin();
  assert.equal(await heardSince(business), null);

  const unheard = await sendText(business, BELA);
  await business.customer(AMARA).writes("hello");

  assert.equal(unheard.status, 200);
  assert.equal(await heardSince(business), "2026-11-02T09:00:00.000Z");
  await business.advance(23 * HOUR_MS);
  const unknown = await sendText(business, BELA);
  assert.deepEqual([unknown.status, await lastWindow(business)], [200, "unknown"]);
  await business.advance(HOUR_MS);
  const [settled] = await messagesOf(business, BELA);
  assert.deepEqual([settled.status, settled.error.code], ["failed", 131047]);

  const refused = await sendText(business, BELA);

  assert.deepEqual([refused.status, refused.body.error.code], [400, 131047]);
  assert.equal(await lastWindow(business), "closed");
});

test("[N15] who hears nothing any more knows no window to be closed, until a day after they hear again", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  await business.advance(26 * HOUR_MS);
  assert.equal(await windowNow(business), "closed");
  await subscription(business, "DELETE");

  await business.advance(6 * HOUR_MS);

  assert.deepEqual([await heardSince(business), await windowNow(business)], [null, "unknown"]);
  await subscription(business, "POST");
  await business.advance(10 * MINUTE_MS);
  const since = await heardSince(business);
  assert.equal(since, new Date(business.clock.now()).toISOString());
  await business.advance(DAY_MS - 1);
  assert.equal(await windowNow(business), "unknown");
  await business.advance(1);
  assert.deepEqual([await heardSince(business), await windowNow(business)], [since, "closed"]);
});

test("[N15] a callback that leads elsewhere is found out within six hours", async () => {
  await using business = await begin();
  await using elsewhere = await openElsewhere();
  await business.customer(AMARA).writes("hello");

  await subscription(business, "POST", {
    override_callback_uri: elsewhere.url,
    verify_token: "a word of theirs",
  });
  await business.advance(6 * HOUR_MS);

  assert.equal(await heardSince(business), null);
});

test("[N15] that Meta does not tell is no sign that nothing comes", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  const since = await heardSince(business);
  const match = { path: `/${business.emulator.credentials.wabaId}/subscribed_apps` };
  const rule = { on: "request", match, do: { error: 10 } };
  assert.equal((await business.control("PUT", "faults", [rule])).status, 200);

  await business.advance(6 * HOUR_MS);
  await stopFor(business, HOUR_MS);

  const { body } = await business.control("GET", "faults");
  assert.ok(body.data[0].struck >= 2);
  assert.equal(await heardSince(business), since);
});

test("[N15] a callback that is another one than before is a gap, though it may be ours", async () => {
  await using business = await begin();
  await business.advance(HOUR_MS);
  const since = await heardSince(business);
  assert.notEqual(since, null);
  await business.db.query("update account set callback_url = $1", [
    "https://other.test/webhooks/whatsapp",
  ]);

  await business.advance(6 * HOUR_MS);

  const moved = await heardSince(business);
  assert.ok(moved !== null && since !== null && moved > since);
  await business.advance(12 * HOUR_MS);
  assert.equal(await heardSince(business), moved);
});

test("[N15] a stop longer than Meta posts again is a gap, and a shorter one is none", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  const since = await heardSince(business);
  await stopFor(business, 5 * DAY_MS);
  assert.equal(await heardSince(business), since);

  await stopFor(business, 7 * DAY_MS + 1);

  assert.equal(await heardSince(business), new Date(business.clock.now()).toISOString());
  const { window, charge } = await decision(business, TEMPLATE);
  assert.deepEqual([window, charge.amount, charge.amount_max], ["unknown", "0.0000", "0.0220"]);
});

async function stopFor(business: Business, ms: number): Promise<void> {
  await business.advance(0);
  await business.stop();
  await business.advance(ms);
  await business.startAgain();
  await business.advance(0);
}

const TEMPLATE = {
  kind: "template",
  name: "order_update",
  language: "en_US",
  values: ["A-1", "ready"],
};

async function windowNow(business: Business): Promise<string> {
  return (await decision(business, { kind: "text", text: "still there?" })).window;
}

/** What the gate would say to a draft for Amara. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function decision(business: Business, draft: object): Promise<any> {
  const { body } = await business.ask("POST", "/api/v1/decisions", {
    number_id: business.numberId,
    thread_id: await threadOf(business, AMARA),
    draft,
  });
  return body.data;
}

async function heardSince(business: Business): Promise<string | null> {
  return (await business.ask("GET", "/api/v1/numbers")).body.data[0].heard_since;
}

function sendText(business: Business, to: string): ReturnType<Business["ask"]> {
  return business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    messaging_product: "whatsapp",
    to,
    text: { body: `news of ${business.clock.now()}` },
  });
}

async function lastWindow(business: Business): Promise<unknown> {
  const { rows } = await business.db.query(
    "select decision ->> 'window' as said from draft order by created_at desc limit 1",
  );
  return rows[0].said;
}

async function threadOf(business: Business, phone: string): Promise<string> {
  const { body } = await business.ask("GET", "/api/v1/threads");
  const found = body.data.find((one: { phone: string }) => one.phone === `+${phone}`);
  return found.thread_id;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function messagesOf(business: Business, phone: string): Promise<any[]> {
  const path = `/api/v1/threads/${business.numberId}/${await threadOf(business, phone)}/messages`;
  return (await business.ask("GET", path)).body.data;
}

async function subscription(
  business: Business,
  method: "POST" | "DELETE",
  body?: object,
): Promise<void> {
  const { wabaId, token } = business.emulator.credentials;
  const answer = await business.emulator.fetch(
    new Request(`http://emulator/v23.0/${wabaId}/subscribed_apps`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  assert.equal(answer.status, 200, await answer.text());
}

/** Another program's callback, which says what Meta wants to hear. */
async function openElsewhere(): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://elsewhere");
    response.end(searchParams.get("hub.challenge") ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return {
    url: `http://127.0.0.1:${address.port}/their/webhook`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
