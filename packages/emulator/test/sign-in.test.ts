import assert from "node:assert/strict";
import { test } from "node:test";
import { answerFrom, BASE, beginWorld, type TestWorld } from "./world.ts";

function ask({ emulator }: TestWorld, path: string, init: RequestInit = {}) {
  return emulator.fetch(new Request(`${BASE}${path}`, init)).then(answerFrom);
}

test("POST /oauth/access_token: the app's own token, asked for by a form and without a token", async () => {
  const world = beginWorld();
  const { appId, appSecret, wabaId } = world.emulator.credentials;
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: appId,
    client_secret: appSecret,
  });

  const given = await ask(world, "/v19.0/oauth/access_token", { method: "POST", body: form });
  const used = await world.graph("GET", `/v24.0/${wabaId}`, undefined, given.body.access_token);

  assert.deepEqual(given.body, { access_token: `${appId}|${appSecret}`, token_type: "bearer" });
  assert.equal(used.status, 200);
});

test("GET /oauth/access_token: a code brings a token, and a token one that ends", async () => {
  const world = beginWorld();
  const { appId, appSecret } = world.emulator.credentials;
  const app = `client_id=${appId}&client_secret=${appSecret}`;

  const first = await ask(world, `/v24.0/oauth/access_token?${app}&code=abc`);
  const exchange = `grant_type=fb_exchange_token&fb_exchange_token=${first.body.access_token}`;
  const second = await ask(world, `/oauth/access_token?${app}&${exchange}`);
  const token: string = second.body.access_token;
  const me = await world.graph("GET", "/v24.0/me", undefined, token);
  await world.turn("60d");
  const late = await world.graph("GET", "/v24.0/me", undefined, token);

  assert.deepEqual(Object.keys(first.body), ["access_token", "token_type"]);
  assert.equal(second.body.expires_in, 5_184_000);
  assert.equal(me.status, 200);
  assert.deepEqual(
    [late.status, late.body.error.code, late.body.error.error_subcode],
    [401, 190, 463],
  );
});

test("GET /oauth/access_token: what is wrong is told as Meta does", async () => {
  const world = beginWorld();
  const { appId, appSecret } = world.emulator.credentials;
  const asked = [
    "",
    `?client_id=1&client_secret=${appSecret}`,
    `?client_id=${appId}`,
    `?client_id=${appId}&client_secret=x`,
    `?client_id=${appId}&client_secret=${appSecret}`,
    `?client_id=${appId}&client_secret=${appSecret}&grant_type=magic`,
  ];
  const codes = [];
  for (const query of asked) {
    const { status, body } = await ask(world, `/v24.0/oauth/access_token${query}`);
    assert.equal(status, 400);
    codes.push(body.error.code);
  }
  assert.deepEqual(codes, [101, 101, 1, 1, 100, 100]);
});

test("GET /me, GET /APP: who asks, and by which app", async () => {
  const { graph, emulator } = beginWorld();
  const { appId, appSecret } = emulator.credentials;

  const me = await graph("GET", "/v24.0/me");
  const nobody = await graph("GET", "/v24.0/me", undefined, `${appId}|${appSecret}`);
  const app = await graph("GET", `/v24.0/${appId}`);

  assert.deepEqual(Object.keys(me.body), ["name", "id"]);
  assert.deepEqual([nobody.status, nobody.body.error.code], [400, 2500]);
  assert.deepEqual(
    [app.body.id, Object.keys(app.body)],
    [appId, ["category", "link", "name", "id"]],
  );
});

test("GET /BUSINESS/owned_whatsapp_business_accounts, GET /BUSINESS/client_whatsapp_business_accounts: one, and none", async () => {
  const { graph, emulator } = beginWorld();
  const business = "/v24.0/100000000000002";

  const own = await graph("GET", `${business}/owned_whatsapp_business_accounts?fields=id,name`);
  const shared = await graph("GET", `${business}/client_whatsapp_business_accounts`);

  assert.deepEqual(own.body.data, [{ name: "Example Store", id: emulator.credentials.wabaId }]);
  assert.deepEqual(shared.body, { data: [] });
});

test("GET /debug_token: a token of a sign-in is a user's and ends, and an app's is the app's", async () => {
  const world = beginWorld();
  const { appId, appSecret, token } = world.emulator.credentials;
  const app = `client_id=${appId}&client_secret=${appSecret}`;
  const exchange = `grant_type=fb_exchange_token&fb_exchange_token=${token}`;
  const { access_token: issued } = (await ask(world, `/oauth/access_token?${app}&${exchange}`))
    .body;
  const look = async (input: string) =>
    (await world.graph("GET", `/v24.0/debug_token?input_token=${encodeURIComponent(input)}`)).body
      .data;

  const users = await look(issued);
  const apps = await look(`${appId}|${appSecret}`);
  await world.turn("61d");
  const late = await look(issued);

  assert.deepEqual(
    [users.type, users.expires_at - users.issued_at, users.issued_at],
    ["USER", 5_184_000, 1_793_610_000],
  );
  assert.deepEqual([apps.type, apps.is_valid, late.is_valid], ["APP", true, false]);
});
