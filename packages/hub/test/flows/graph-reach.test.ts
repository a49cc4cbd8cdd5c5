import assert from "node:assert/strict";
import { test } from "node:test";
import { beginWired } from "./wired.ts";

test("[G5] a key reaches its own numbers and accounts, and others are not there for it", async () => {
  await using wired = await beginWired();
  const { call, number, account } = wired;
  const none = await wired.keyWith({ scopes: ["*"], numberIds: [] });

  const answers = await Promise.all([
    call(`/v23.0/${number}`, { key: none }),
    call(`/v23.0/${account}/message_templates`, { key: none }),
    call("/v23.0/999999999999999"),
    call("/v23.0/999999999999999/media", { method: "POST", body: "" }),
  ]);

  for (const { status, body } of answers) {
    assert.deepEqual([status, body.error.code, body.error.error_subcode], [400, 100, 33]);
  }
  assert.match(answers[0]?.body.error.message, /^Unsupported get request\./);
});

test("[G5] a list of numbers shows only those that the key reaches", async () => {
  await using wired = await beginWired();
  const { tap, call, number, account } = wired;
  const limited = await wired.keyWith({ scopes: ["*"], numberIds: [BigInt(number)] });
  await wired.business.db.query(
    "insert into number (number_id, created_at) values (7, '2026-11-01')",
  );
  await wired.business.db.query("insert into number_account values (7, $1, true)", [account]);
  await wired.business.stop();
  await wired.business.startAgain();
  tap.instead = ({ url }) =>
    url.includes("/phone_numbers")
      ? { status: 200, body: JSON.stringify({ data: [{ id: "7" }, { id: number }] }) }
      : undefined;

  const all = await call(`/v23.0/${account}/phone_numbers`);
  const own = await call(`/v23.0/${account}/phone_numbers`, { key: limited });

  assert.deepEqual(all.body.data, [{ id: "7" }, { id: number }]);
  assert.deepEqual(own.body.data, [{ id: number }]);
});

test("[G5] fields that lead through a business to other accounts are not asked for", async () => {
  await using wired = await beginWired();
  const { call, account } = wired;

  const beyond = await call(
    `/v23.0/${account}?fields=owner_business{owned_whatsapp_business_accounts{id}}`,
  );
  const plain = await call(`/v23.0/${account}?fields=id,name,currency`);

  assert.deepEqual([beyond.status, beyond.body.error.code], [403, 10]);
  assert.equal(plain.body.id, account);
  assert.deepEqual(wired.asked().length, 1);
});

test("[G5] each edge asks for its scope, and the refusal names it", async () => {
  await using wired = await beginWired();
  const { call, number, account } = wired;
  const reader = await wired.keyWith({ scopes: ["numbers:read", "templates:read"] });
  const post = { method: "POST", body: "", key: reader };

  const reads = await Promise.all([
    call(`/v23.0/${number}`, { key: reader }),
    call(`/v23.0/${account}/message_templates`, { key: reader }),
  ]);
  const refused = await Promise.all([
    call(`/v23.0/${number}/media`, post),
    call(`/v23.0/${account}/message_templates`, post),
    call(`/v23.0/${number}/register`, post),
    call(`/v23.0/${account}/subscribed_apps`, { key: reader }),
    call("/v23.0/oauth/access_token", { key: reader }),
    call(`/v23.0/${number}/messages`, post),
  ]);

  assert.deepEqual(
    reads.map(({ status }) => status),
    [200, 200],
  );
  assert.deepEqual(
    refused.map(({ status, body }) => [status, body.error.message]),
    [
      [403, "(#10) This key lacks the scope media:write."],
      [403, "(#10) This key lacks the scope templates:write."],
      [403, "(#10) This key lacks the scope platform:write."],
      [403, "(#10) This key lacks the scope platform:write."],
      [403, "(#10) This key lacks the scope platform:write."],
      [403, "(#10) This key lacks the scope messages:send."],
    ],
  );
});

test("[G6] no call through the hub leads its webhooks elsewhere, or ends them", async () => {
  await using wired = await beginWired();
  const { business, call, number, account } = wired;
  const { appId } = business.emulator.credentials;
  const json = { "content-type": "application/json" };
  const post = (body: unknown) => ({ method: "POST", headers: json, body: JSON.stringify(body) });
  const elsewhere = "https://evil.example/hook";

  const refused = await Promise.all([
    call(`/v23.0/${account}/subscribed_apps`, { method: "DELETE" }),
    call(`/v23.0/${account}/subscribed_apps`, post({ override_callback_uri: elsewhere })),
    call(`/v23.0/${account}/subscribed_apps?override_callback_uri=${elsewhere}`, post({})),
    call(`/v23.0/${number}`, post({ webhook_configuration: { override_callback_uri: elsewhere } })),
    call(`/v23.0/${appId}/subscriptions?object=whatsapp_business_account`, { method: "DELETE" }),
    call(`/v23.0/${appId}/subscriptions`, { method: "DELETE" }),
    call(`/v23.0/${appId}/subscriptions`, {
      method: "POST",
      body: new URLSearchParams({
        object: "whatsapp_business_account",
        callback_url: elsewhere,
        verify_token: "x",
      }),
    }),
  ]);

  assert.deepEqual(
    refused.map(({ status, body }) => [status, body.error.code]),
    refused.map(() => [403, 10]),
  );
  assert.deepEqual(wired.asked(), []);
  const kept = await call(`/v23.0/${appId}/subscriptions`);
  assert.match(kept.body.data[0].callback_url, new RegExp(`^${business.hub.url}`));
  const again = await call(`/v23.0/${account}/subscribed_apps`, post({}));
  assert.deepEqual([again.status, again.body], [200, { success: true }]);
});
