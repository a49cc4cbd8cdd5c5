import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { isSigned } from "@casement/cloud-api";
import { ALICE, beginWorld, type Value, WEBHOOK } from "./world.ts";

const WORDS = 'A 😀 is "worth" a/b: ä \u2028 \ud800';

test("a webhook is ASCII, escaped as Meta escapes, and signed over exactly its bytes", async () => {
  const { says, arrived, emulator } = beginWorld();
  await says(ALICE, WORDS);

  const [{ url, bytes, headers }] = arrived as [Value];
  const text = Buffer.from(bytes).toString("latin1");
  const { appSecret } = emulator.credentials;
  assert.equal(url, WEBHOOK);
  assert.ok(isSigned(bytes, headers["X-Hub-Signature-256"], appSecret));
  const sha1 = createHmac("sha1", appSecret).update(bytes).digest("hex");
  assert.equal(headers["X-Hub-Signature"], `sha1=${sha1}`);
  assert.match(text, /^[\x20-\x7e]*$/);
  assert.ok(text.includes("A \\ud83d\\ude00 is"), text);
  assert.ok(text.includes("a\\/b: \\u00e4 \\u2028 \\ud800"));
  assert.equal(JSON.parse(text).entry[0].changes[0].value.messages[0].text.body, WORDS);
});

test("an inbound message has Meta's envelope", async () => {
  const { says, arrived, emulator } = beginWorld();
  const id = await says(ALICE, "hello");

  const { wabaId, phoneNumberId } = emulator.credentials;
  const envelope = JSON.parse(Buffer.from(arrived[0]!.bytes).toString());
  const userId = envelope.entry[0].changes[0].value.contacts[0].user_id;
  assert.deepEqual(envelope, {
    object: "whatsapp_business_account",
    entry: [
      {
        id: wabaId,
        changes: [
          {
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "15550100000", phone_number_id: phoneNumberId },
              contacts: [{ profile: { name: "Customer 0001" }, wa_id: ALICE, user_id: userId }],
              messages: [
                {
                  from: ALICE,
                  from_user_id: userId,
                  id,
                  timestamp: String(Date.parse("2026-11-02T09:00:00Z") / 1_000),
                  text: { body: "hello" },
                  type: "text",
                },
              ],
            },
            field: "messages",
          },
        ],
      },
    ],
  });
});

test("GET /emulator/webhooks: what is not answered 200 is tried again, ever later", async () => {
  const { says, answer, turn, control, arrived } = beginWorld();
  answer.status = 202;
  await says(ALICE, "hello");
  await turn("10s");
  answer.status = null;
  await turn("20s");
  answer.status = 200;
  await turn("1d");

  const [post] = (await control("GET", "/emulator/webhooks")).body.data;
  assert.equal(post.state, "delivered");
  assert.deepEqual(
    post.attempts.map(({ at, status }: Value) => [at.slice(11, 19), status]),
    [
      ["09:00:00", 202],
      ["09:00:10", 202],
      ["09:00:30", null],
      ["09:01:10", 200],
    ],
  );
  assert.equal(new Set(arrived.map(({ bytes }) => Buffer.from(bytes).toString())).size, 1);
});

test("a post that nobody takes is given up after seven days", async () => {
  const { says, answer, turn, control, arrived } = beginWorld();
  answer.status = 500;
  await says(ALICE, "hello");
  await turn("7d");
  const attempts = arrived.length;
  await turn("30d");

  const [post] = (await control("GET", "/emulator/webhooks")).body.data;
  assert.equal(post.state, "given_up");
  assert.equal(post.nextAt, null);
  assert.equal(arrived.length, attempts);
  const last = Date.parse(arrived.at(-1)!.at) - Date.parse(arrived[0]!.at);
  assert.ok(last > 6 * 86_400_000 && last <= 7 * 86_400_000, String(last));
});

test("by the other of Meta's schedules it is tried at once, a few times more, and not after 36 hours", async () => {
  const { says, answer, turn, control, arrived } = beginWorld({ webhookRetries: "36h" });
  answer.status = 500;
  await says(ALICE, "hello");
  await turn("30d");

  const [post] = (await control("GET", "/emulator/webhooks")).body.data;
  assert.equal(post.state, "given_up");
  const since = arrived.map(({ at }) => (Date.parse(at) - Date.parse(arrived[0]!.at)) / 60_000);
  const minutes = [0, 1 / 60, 1 + 1 / 60, 16 + 1 / 60, 76 + 1 / 60, 316 + 1 / 60, 916 + 1 / 60];
  assert.deepEqual(since, [...minutes, 2_116 + 1 / 60]);
});

test("an answer that does not come is waited for, and then the attempt has failed", async () => {
  let giveUp = (): void => {};
  const machine = {
    nowMs: () => 0,
    after: (ms: number, task: () => void) => {
      if (ms === 10_000) giveUp = task;
      return () => {};
    },
  };
  const world = beginWorld({ machine, post: () => new Promise(() => {}) });
  const path = `/emulator/customers/${ALICE}/messages`;
  await world.control("POST", path, { type: "text", text: { body: "hello" } });
  let isQuiet = false;
  const quiet = world.emulator.quiet().then(() => {
    isQuiet = true;
  });
  await Promise.resolve();
  assert.equal(isQuiet, false);

  giveUp();
  await quiet;

  const [post] = (await world.control("GET", "/emulator/webhooks")).body.data;
  assert.deepEqual(post.attempts, [
    { at: "2026-11-02T09:00:00.000Z", status: null, failure: "no answer in time", said: null },
  ]);
});

test("POST /emulator/webhooks/ID/redeliver: the same bytes come once more", async () => {
  const { says, control, arrived } = beginWorld();
  await says(ALICE, "hello");
  const [post] = (await control("GET", "/emulator/webhooks")).body.data;

  const again = await control("POST", `/emulator/webhooks/${post.id}/redeliver`);
  const none = await control("POST", "/emulator/webhooks/999/redeliver");

  assert.equal(again.body.attempts.length, 2);
  assert.deepEqual(arrived[0]!.bytes, arrived[1]!.bytes);
  assert.equal(none.status, 404);
});

test("without an address no webhook is posted, and the message is kept", async () => {
  const { says, arrived, control } = beginWorld({ webhook: undefined });
  await says(ALICE, "hello");

  const chat = await control("GET", `/emulator/customers/${ALICE}/messages`);
  assert.equal(arrived.length, 0);
  assert.equal(chat.body.data.length, 1);
});
