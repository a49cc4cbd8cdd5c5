import assert from "node:assert/strict";
import { test } from "node:test";
import { uploaded } from "./uploaded.ts";
import { ALICE, BASE, beginWorld, type Value } from "./world.ts";

const ORDER_UPDATE = {
  name: "order_update",
  language: { code: "en_US" },
  components: [
    {
      type: "body",
      parameters: [
        { type: "text", text: "A-1001" },
        { type: "text", text: "on its way" },
      ],
    },
  ],
};

test("POST /PN/messages: a text is accepted with Meta's answer", async () => {
  const { send, says } = beginWorld();
  await says(ALICE, "hello");

  const answer = await send({ to: `+44 7700-900(001)`, type: "text", text: { body: "hi" } });

  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, {
    messaging_product: "whatsapp",
    contacts: [{ input: "+44 7700-900(001)", wa_id: ALICE }],
    messages: [{ id: answer.body.messages[0].id }],
  });
});

test("POST /PN/messages: a wamid holds the bytes that Meta puts in it", async () => {
  const { text, says } = beginWorld();
  const heard = await says("15550100001", "hello");
  const sent = await text("15550100001", "hi");

  const hex = (wamid: string): string =>
    Buffer.from(wamid.slice("wamid.".length), "base64").toString("hex");
  const phone = Buffer.from("15550100001").toString("hex");

  assert.match(hex(sent), new RegExp(`^1c180b${phone}150200111812[34][0-9]([34][0-9]){17}00$`));
  assert.match(hex(heard), new RegExp(`^1c180b${phone}1502001218143341([34][0-9]){18}00$`));
  assert.equal(sent.length, "wamid.".length + 52);
});

test("POST /PN/messages: version, slash, form and the token's place are free", async () => {
  const { emulator } = beginWorld();
  const { token, phoneNumberId } = emulator.credentials;
  const body = JSON.stringify({
    messaging_product: "whatsapp",
    to: ALICE,
    type: "template",
    template: ORDER_UPDATE,
    context: null,
  });
  const form = new URLSearchParams({
    messaging_product: "whatsapp",
    to: ALICE,
    type: "template",
    template: JSON.stringify(ORDER_UPDATE),
    access_token: token,
  });
  const requests = [
    new Request(`${BASE}/v13.0/${phoneNumberId}/messages`, bearer(token, body)),
    new Request(`${BASE}/${phoneNumberId}/messages/`, bearer(`OAuth ${token}`, body)),
    new Request(`${BASE}/${phoneNumberId}/messages?access_token=${token}`, bearer(null, body)),
    new Request(`${BASE}/v24.0/${phoneNumberId}/messages`, { method: "POST", body: form }),
  ];
  for (const request of requests) {
    const answer = await emulator.fetch(request);
    assert.equal(answer.status, 200, await answer.text());
  }
});

function bearer(token: string | null, body: string): RequestInit {
  const value = token?.includes(" ") ? token : `Bearer ${token}`;
  return {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      ...(token !== null && { authorization: value }),
    },
  };
}

test("POST /PN/messages: a wrong token or number gets Meta's errors", async () => {
  const { graph, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.phoneNumberId}/messages`;

  const none = await graph("POST", path, {}, null);
  const wrong = await graph("POST", path, {}, "nonsense");
  const missing = await graph("POST", "/v24.0/999/messages", {});

  assert.deepEqual([none.status, none.body.error.code], [401, 104]);
  assert.deepEqual([wrong.status, wrong.body.error.code], [401, 190]);
  assert.equal(wrong.body.error.error_data, undefined);
  assert.match(wrong.headers.get("www-authenticate") ?? "", /"invalid_token"/);
  assert.deepEqual(
    [missing.status, missing.body.error.code, missing.body.error.error_subcode],
    [400, 100, 33],
  );
  assert.equal(missing.body.error.type, "GraphMethodException");
});

test("POST /PN/messages: an error is traced, and escaped as Meta escapes", async () => {
  const { graph, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.phoneNumberId}/messages`;

  const answer = await graph("POST", path, { messaging_product: "whatsapp/é", to: ALICE });

  assert.equal(answer.status, 400);
  assert.equal(answer.body.error.code, 100);
  assert.equal(answer.body.error.fbtrace_id, answer.headers.get("x-fb-request-id"));
  assert.match(answer.text, /whatsapp\\\/\\u00e9/);
  assert.equal(answer.headers.get("cache-control"), "no-store");
});

test("POST /PN/messages: a body that is no JSON is refused, and nothing is sent", async () => {
  const { emulator } = beginWorld();
  const { token, phoneNumberId } = emulator.credentials;
  const url = `${BASE}/v24.0/${phoneNumberId}/messages`;

  const answer = await emulator.fetch(new Request(url, bearer(token, "{ nonsense")));

  assert.equal(answer.status, 400);
});

test("POST /PN/messages: to itself, to nobody and to no number is refused", async () => {
  const { send, emulator } = beginWorld();
  const text = { type: "text", text: { body: "hi" } };

  const codes = [
    await send({ ...text, to: "15550100000" }),
    await send({ ...text, to: "invalid" }),
    await send(text),
    await send({ ...text, recipient: "US.123" }),
  ].map(({ status, body }) => [status, body.error.code]);

  assert.deepEqual(codes, [
    [400, 131_021],
    [400, 131_009],
    [400, 100],
    [400, 131_009],
  ]);
  assert.equal((await counts(emulator)).messages, 0);
});

async function counts(emulator: ReturnType<typeof beginWorld>["emulator"]): Promise<Value> {
  const answer = await emulator.fetch(new Request(`${BASE}/emulator`));
  const body: Value = await answer.json();
  return body.counts;
}

test("POST /PN/messages: a customer can be named by the id that the webhooks give", async () => {
  const { send, says, values } = beginWorld();
  await says(ALICE, "hello");
  const userId = values()[0].contacts[0].user_id;

  const answer = await send({ recipient: userId, type: "text", text: { body: "hi" } });

  assert.match(userId, /^GB\.\d+$/);
  assert.deepEqual(answer.body.contacts, [{ input: userId, user_id: userId }]);
});

test("POST /PN/messages: every type that Meta takes is taken, and shown on the phone", async () => {
  const world = beginWorld();
  const { send, says, turn, control, web } = world;
  const wamid = await says(ALICE, "hello");
  web.set("https://example.com/a.jpg", { mimeType: "image/jpeg" });
  web.set("https://example.com/a.mp4", { mimeType: "video/mp4" });
  web.set("https://example.com/a.pdf", { mimeType: "application/pdf" });
  const audio = await uploaded(world, { type: "audio/ogg; codecs=opus" });
  const sticker = await uploaded(world, { type: "image/webp" });
  const bodies: Value[] = [
    { type: "text", text: { body: "plain" } },
    { type: "image", image: { link: "https://example.com/a.jpg", caption: "a picture" } },
    { type: "video", video: { link: "https://example.com/a.mp4" } },
    { type: "audio", audio: { id: audio } },
    { type: "document", document: { link: "https://example.com/a.pdf", filename: "a.pdf" } },
    { type: "sticker", sticker: { id: sticker } },
    { type: "location", location: { latitude: 52.5, longitude: "13.4", name: "Berlin" } },
    { type: "contacts", contacts: [{ name: { formatted_name: "Bob B", first_name: "Bob" } }] },
    { type: "reaction", reaction: { message_id: wamid, emoji: "👍" } },
    {
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: "Which one?" },
        action: { buttons: [{ type: "reply", reply: { id: "a", title: "This" } }] },
      },
    },
  ];
  for (const body of bodies) {
    const answer = await send({ to: ALICE, ...body });
    assert.equal(answer.status, 200, `${body.type}: ${answer.text}`);
  }
  await turn("10s");

  const chat = await control("GET", `/emulator/customers/${ALICE}/messages`);

  const shown = chat.body.data
    .slice(1)
    .map((one: Value) => one.shown.body ?? one.shown.header.type);
  assert.deepEqual(shown, [
    ...["plain", "a picture", "video", "audio", "document", "sticker"],
    ...["Berlin", "Bob B", "👍", "Which one?"],
  ]);
  const buttons = chat.body.data.at(-1).shown.buttons;
  assert.deepEqual(buttons, [{ type: "reply", text: "This", payload: "a" }]);
});

test("POST /PN/messages: a read receipt marks the message, and typing ends", async () => {
  const { send, says, turn, control } = beginWorld();
  const id = await says(ALICE, "hello");

  const answer = await send({ status: "read", message_id: id, typing_indicator: { type: "text" } });
  const now = await control("GET", `/emulator/customers/${ALICE}/messages`);
  await turn("26s");
  const later = await control("GET", `/emulator/customers/${ALICE}/messages`);
  const unknown = await send({ status: "read", message_id: "wamid.none" });

  assert.deepEqual(answer.body, { success: true });
  assert.deepEqual([now.body.typing, now.body.data[0].read], [true, true]);
  assert.equal(later.body.typing, false);
  assert.deepEqual([unknown.status, unknown.body.error.code], [400, 131_009]);
});

test("POST /PN/messages: the calls of a dead version are upgraded, and told so", async () => {
  const { graph, emulator } = beginWorld({ at: "2026-11-02T09:00:00Z" });
  const { phoneNumberId } = emulator.credentials;

  const old = await graph("GET", `/v13.0/${phoneNumberId}`);
  const current = await graph("GET", `/v25.0/${phoneNumberId}`);

  assert.equal(old.headers.get("facebook-api-version"), "v21.0");
  assert.match(old.headers.get("x-ad-api-version-warning") ?? "", /v21\.0 as v13\.0/);
  assert.equal(current.headers.get("facebook-api-version"), "v25.0");
  assert.equal(current.headers.get("x-ad-api-version-warning"), null);
});
