import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, WEBHOOK } from "./world.ts";

/** A receiver that takes every handshake whose token is right, and remembers what it was asked. */
function receiver(verifyToken: string): {
  asked: URL[];
  get: (url: string) => Promise<{ status: number; body: string }>;
} {
  const asked: URL[] = [];
  return {
    asked,
    get: async (text) => {
      const url = new URL(text);
      asked.push(url);
      const isRight = url.searchParams.get("hub.verify_token") === verifyToken;
      return isRight
        ? { status: 200, body: url.searchParams.get("hub.challenge") ?? "" }
        : { status: 403, body: "Forbidden" };
    },
  };
}

test("GET /WABA/subscribed_apps: the app, and the account's own address", async () => {
  const { graph, emulator } = beginWorld({ get: receiver("mine").get });
  const { wabaId, appId } = emulator.credentials;
  const path = `/v24.0/${wabaId}/subscribed_apps`;

  const before = await graph("GET", path);
  await graph("POST", path, { override_callback_uri: "http://other.test/", verify_token: "mine" });
  const after = await graph("GET", path);

  assert.equal(before.body.data[0].whatsapp_business_api_data.id, appId);
  assert.equal(before.body.data[0].override_callback_uri, undefined);
  assert.equal(after.body.data[0].override_callback_uri, "http://other.test/");
});

test("POST /WABA/subscribed_apps: after a handshake webhooks go elsewhere", async () => {
  const { asked, get } = receiver("mine");
  const { graph, says, arrived, emulator } = beginWorld({ get });
  const path = `/v24.0/${emulator.credentials.wabaId}/subscribed_apps`;
  const override = { override_callback_uri: "http://other.test/hook?x=1", verify_token: "mine" };

  const answer = await graph("POST", path, override);
  await says(ALICE, "hello");
  await graph("POST", path);
  await says(ALICE, "hello again");

  assert.deepEqual(answer.body, { success: true });
  assert.equal(asked[0]!.searchParams.get("hub.mode"), "subscribe");
  assert.equal(asked[0]!.searchParams.get("x"), "1");
  assert.deepEqual(
    arrived.map(({ url }) => url),
    ["http://other.test/hook?x=1", WEBHOOK],
  );
});

test("POST /WABA/subscribed_apps: a failed handshake changes nothing", async () => {
  const { graph, says, arrived, emulator } = beginWorld({ get: receiver("mine").get });
  const path = `/v24.0/${emulator.credentials.wabaId}/subscribed_apps`;
  const uri = "http://other.test/";

  const wrong = await graph("POST", path, { override_callback_uri: uri, verify_token: "theirs" });
  const odd = await graph("POST", path, {
    override_callback_uri: "file:///x",
    verify_token: "mine",
  });
  const none = await graph("POST", path, { override_callback_uri: uri });
  await says(ALICE, "hello");

  assert.deepEqual([wrong.status, wrong.body.error.code], [400, 2_200]);
  assert.match(wrong.body.error.message, /HTTP Status Code = 403/);
  assert.deepEqual([odd.body.error.code, none.body.error.code], [2_200, 100]);
  assert.deepEqual(
    arrived.map(({ url }) => url),
    [WEBHOOK],
  );
});

test("POST /WABA/subscribed_apps: 200 with anything but the challenge is a failure", async () => {
  const get = async (): Promise<{ status: number; body: string }> => ({ status: 200, body: "ok" });
  const { graph, emulator } = beginWorld({ get });

  const answer = await graph("POST", `/v24.0/${emulator.credentials.wabaId}/subscribed_apps`, {
    override_callback_uri: "http://other.test/",
    verify_token: "mine",
  });

  assert.deepEqual([answer.status, answer.body.error.code], [400, 2_200]);
});

test("DELETE /WABA/subscribed_apps: the app hears no more", async () => {
  const { graph, says, arrived, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.wabaId}/subscribed_apps`;

  await graph("DELETE", path);
  await says(ALICE, "hello");

  assert.equal(arrived.length, 0);
  assert.deepEqual((await graph("GET", path)).body, { data: [] });
});

test("POST /APP/subscriptions: query or form, and the handshake decides", async () => {
  const { emulator, says, arrived } = beginWorld({ get: receiver("mine").get, webhook: undefined });
  const { appId, appSecret } = emulator.credentials;
  const form = new URLSearchParams({
    object: "whatsapp_business_account",
    callback_url: "http://app.test/hook",
    verify_token: "mine",
    fields: "messages,account_update",
    access_token: `${appId}|${appSecret}`,
  });
  const url = `http://emulator.test/v19.0/${appId}/subscriptions`;

  const right = await emulator.fetch(new Request(url, { method: "POST", body: form }));
  form.set("verify_token", "theirs");
  const wrong = await emulator.fetch(new Request(`${url}?${form}`, { method: "POST" }));
  await says(ALICE, "hello");

  assert.deepEqual(await right.json(), { success: true });
  assert.equal(wrong.status, 400);
  assert.deepEqual(
    arrived.map((one) => one.url),
    ["http://app.test/hook"],
  );
});

test("GET /APP/subscriptions, DELETE /APP/subscriptions: what the app hears of", async () => {
  const { graph, emulator, says, arrived } = beginWorld();
  const path = `/v24.0/${emulator.credentials.appId}/subscriptions`;

  const [before] = (await graph("GET", path)).body.data;
  await graph("DELETE", `${path}?object=whatsapp_business_account&fields=messages`);
  await says(ALICE, "hello");
  const [between] = (await graph("GET", path)).body.data;
  await graph("DELETE", path);
  const after = await graph("GET", path);

  const { fields, ...rest } = before;
  assert.deepEqual(rest, {
    object: "whatsapp_business_account",
    callback_url: WEBHOOK,
    active: true,
  });
  assert.deepEqual(fields[0], { name: "messages", version: "v26.0" });
  assert.equal(between.fields.length, fields.length - 1);
  assert.deepEqual(after.body, { data: [] });
  assert.equal(arrived.length, 0);
});
