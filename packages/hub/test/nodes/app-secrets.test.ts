import assert from "node:assert/strict";
import { test } from "node:test";
import { signatureOf } from "@casement/cloud-api";
import type { Hub } from "@casement/hub";
import { type Business, begin } from "../flows/begin.ts";
import { rawPathOf } from "../flows/raw-path.ts";
import { twinNode } from "./second-node.ts";

// An app's secret is changed while the hub runs: the new one comes from the environment of a node
// that was started with it, as the old one came from the first's.

const NEW_SECRET = "the secret that replaces one that leaked";

test("[I17] what a retired secret signs is refused on every node and after every start", async () => {
  await using business = await begin();
  const { appId, appSecret: oldSecret, wabaId } = business.emulator.credentials;
  await using second = await twinNode(business, { appSecret: NEW_SECRET });
  await untilSigns(business, business.hub, { secret: NEW_SECRET, status: 200 });
  const before = await business.ask("GET", "/api/v1/apps");

  const retired = await business.ask("DELETE", `/api/v1/apps/${appId}/secrets/1`);

  const at = "2026-11-02T09:00:00.000Z";
  const known = { app_id: appId, account_ids: [wabaId] };
  const newest = { version: 2, created_at: at, retired_at: null };
  const oldest = { version: 1, created_at: at, retired_at: null };
  assert.deepEqual(before.body.data, [{ ...known, secrets: [newest, oldest] }]);
  assert.equal(retired.status, 200, JSON.stringify(retired.body));
  assert.deepEqual(retired.body.data, {
    ...known,
    secrets: [newest, { ...oldest, retired_at: at }],
  });
  assert.equal(await signs(business, business.hub, oldSecret), 401);
  await untilSigns(business, second, { secret: oldSecret, status: 401 });
  for (const node of [business.hub, second]) {
    assert.equal(await signs(business, node, NEW_SECRET), 200);
  }
  await second.close();

  // The first node's environment still names the old one.
  await business.stop();
  await business.startAgain();

  assert.equal(await signs(business, business.hub, oldSecret), 401);
  assert.equal(await signs(business, business.hub, NEW_SECRET), 200);
});

test("[I17] the last active secret stays, and one that was retired by mistake is given anew by hand", async () => {
  await using business = await begin();
  const { appId, appSecret, wabaId, token, verifyToken } = business.emulator.credentials;
  const path = `/api/v1/apps/${appId}/secrets`;
  const last = await business.ask("DELETE", `${path}/1`);
  await using second = await twinNode(business, { appSecret: NEW_SECRET });
  await business.advance(1_000);

  const first = await business.ask("DELETE", `${path}/1`);
  await business.advance(1_000);
  const again = await business.ask("DELETE", `${path}/1`);
  const other = await business.ask("DELETE", `${path}/2`);
  const unknown = await business.ask("DELETE", `${path}/3`);
  const noVersion = await business.ask("DELETE", `${path}/newest`);
  const [{ api_url }] = (await business.db.query("select api_url from account")).rows;
  const connected = await business.ask("POST", "/api/v1/numbers", {
    ...{ api_url, access_token: token, account_id: wabaId, app_id: appId },
    ...{ app_secret: appSecret, verify_token: verifyToken },
  });

  assert.deepEqual([last.status, last.body.error.code], [409, "conflict"]);
  assert.match(last.body.error.message, /only active secret/);
  assert.equal(first.status, 200);
  assert.deepEqual(again.body, first.body);
  assert.equal(other.status, 409);
  assert.deepEqual([unknown.status, noVersion.status], [404, 400]);
  assert.equal(connected.status, 200, JSON.stringify(connected.body));
  const [{ secrets }] = (await business.ask("GET", "/api/v1/apps")).body.data;
  const active = secrets.filter((one: { retired_at: string | null }) => one.retired_at === null);
  assert.deepEqual(
    active.map((one: { version: number }) => one.version),
    [3, 2],
  );
  assert.equal(await signs(business, business.hub, appSecret), 200);
  await second.close();
});

test("[I17] two nodes that start with a new secret add one version, which one retiring ends", async () => {
  await using business = await begin();
  await using nodes = new AsyncDisposableStack();

  const starting = [1, 2].map(async () =>
    nodes.use(await twinNode(business, { appSecret: NEW_SECRET })),
  );
  await Promise.allSettled(starting);
  await Promise.all(starting);

  const [{ secrets }] = (await business.ask("GET", "/api/v1/apps")).body.data;
  assert.deepEqual(
    secrets.map((one: { version: number }) => one.version),
    [2, 1],
  );
});

test("[I17] no answer shows a secret, and only keys of the whole installation see its versions", async () => {
  await using business = await begin();
  const { appId, appSecret, wabaId } = business.emulator.credentials;
  const wanted = { name: "of the account", scopes: ["numbers:write"], account_id: wabaId };
  const { key } = (await business.ask("POST", "/api/v1/keys", wanted)).body.data;
  const headers = { authorization: `Bearer ${key}` };

  const seen = await business.ask("GET", "/api/v1/apps");
  const listed = await business.ask("GET", "/api/v1/apps", undefined, headers);
  const path = `/api/v1/apps/${appId}/secrets/1`;
  const retired = await business.ask("DELETE", path, undefined, headers);

  assert.equal(seen.status, 200);
  assert.ok(!JSON.stringify(seen.body).includes(appSecret));
  assert.deepEqual([listed.status, retired.status], [403, 403]);
});

/** What a node answers to a post that is signed by this secret. */
async function signs(business: Business, node: Hub, secret: string): Promise<number> {
  const body = rawPathOf(business).bodyOf("wamid.signed");
  const answer = await fetch(`${node.url}/webhooks/whatsapp`, {
    method: "POST",
    headers: { "x-hub-signature-256": signatureOf(Buffer.from(body), secret) },
    body,
  });
  await answer.text();
  return answer.status;
}

/** Waits until a node has heard of what another did. */
async function untilSigns(
  business: Business,
  node: Hub,
  { secret, status }: { secret: string; status: number },
): Promise<void> {
  while ((await signs(business, node, secret)) !== status);
}
