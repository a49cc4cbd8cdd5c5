import assert from "node:assert/strict";
import { test } from "node:test";
import { MINUTE_MS } from "@casement/engine";
import { silenceOf } from "../../src/numbers/ask-meta.ts";
import { NEEDED_FIELDS } from "../../src/webhook/needed-fields.ts";
import { beginHouse, type House, type Value } from "./house.ts";

test("[N6] a number whose checks all pass is connected, and is heard from then on", async () => {
  await using house = await beginHouse();
  const { numberId } = house;
  await forget(house);
  assert.deepEqual((await house.ask("/numbers")).body.data, []);

  const told = await house.ask("/numbers", wanted(house));

  assert.equal(told.status, 200, JSON.stringify(told.body));
  assert.deepEqual(checksOf(told.body), [
    "app_secret true",
    "token true",
    "permissions true",
    "account true",
    "time_zone true",
    "number true",
    "subscription true",
    "callback true",
    "fields true",
  ]);
  assert.equal(told.body.data.connected, true);
  const [number] = (await house.ask("/numbers")).body.data;
  assert.deepEqual(
    [number.number_id, number.connected, number.heard_since],
    [numberId, true, "2026-11-10T09:00:00.000Z"],
  );
});

test("[N6] what is wrong is told check by check with what to do, and nothing is connected", async () => {
  await using house = await beginHouse();
  await forget(house);
  const cases: readonly [object, string[]][] = [
    [{ app_secret: "not it" }, ["app_secret false"]],
    [{ access_token: "not it" }, ["token false", "permissions false", "account false"]],
    [{ account_id: "77" }, ["account false"]],
    [{ number_id: "78" }, ["number false"]],
  ];
  for (const [more, failed] of cases) {
    const { status, body } = await house.ask("/numbers", { ...wanted(house), ...more });

    assert.equal(status, 422, JSON.stringify(body));
    assert.equal(body.data.connected, false);
    assert.deepEqual(
      checksOf(body).filter((line) => line.endsWith("false")),
      failed,
    );
    for (const one of body.data.checks) assert.equal(one.remedy !== null, one.ok === false);
    assert.ok(!JSON.stringify(body).includes("not it"));
  }
  assert.deepEqual((await house.ask("/numbers")).body.data, []);
});

test("[N6] where nothing answered, that is told, and no token or account is blamed", async () => {
  await using house = await beginHouse();
  const given = wanted(house);
  await house.emulator.close();

  const { status, body } = await house.ask("/numbers", given);

  assert.deepEqual([status, body.data.connected], [422, false]);
  const silent = `nothing answered at ${given.api_url}`;
  assert.deepEqual(body.data.checks, [
    { check: "app_secret", ok: null, what: silent, remedy: null },
    { check: "token", ok: null, what: silent, remedy: null },
    {
      check: "account",
      ok: false,
      what: silent,
      remedy: "Is it running, and can this machine reach it?",
    },
  ]);
  assert.deepEqual(silenceOf({ apiUrl: "https://graph.facebook.com" }), {
    what: "Meta did not answer",
    remedy: "Is this machine online?",
  });
});

test("[N6] [N15] an app that is not subscribed to the account is subscribed on the way, and hears from then on", async () => {
  await using house = await beginHouse();
  const { wabaId, token } = house.emulator.credentials;
  const path = `${wanted(house).api_url}/v25.0/${wabaId}/subscribed_apps`;
  const headers = { authorization: `Bearer ${token}` };
  await fetch(path, { method: "DELETE", headers });
  await house.turn(MINUTE_MS);

  const { body } = await house.ask("/numbers", wanted(house));

  const [line] = body.data.checks.filter((one: Value) => one.check === "subscription");
  assert.deepEqual([line.ok, line.what], [true, "the app was subscribed now"]);
  const apps: Value = await (await fetch(path, { headers })).json();
  assert.equal(apps.data.length, 1);
  const [number] = (await house.ask("/numbers")).body.data;
  assert.equal(number.heard_since, "2026-11-10T09:01:00.000Z");
});

test("[N6] a callback that gets messages alone is connected, and told which fields are missing and why", async () => {
  await using house = await beginHouse();
  const { appId, appSecret } = house.emulator.credentials;
  const headers = { authorization: `Bearer ${appId}|${appSecret}` };
  const path = `${wanted(house).api_url}/v25.0/${appId}/subscriptions`;
  const gone = NEEDED_FIELDS.filter((one) => one !== "messages" && one !== "calls").join(",");
  const query = `object=whatsapp_business_account&fields=${gone}`;
  assert.equal((await fetch(`${path}?${query}`, { method: "DELETE", headers })).status, 200);

  const { status, body } = await house.ask("/numbers", wanted(house));

  assert.deepEqual([status, body.data.connected], [200, true]);
  const [line] = body.data.checks.filter((one: Value) => one.check === "fields");
  assert.equal(line.ok, false);
  assert.match(line.what, /recategorised template is known up to six hours late; a customer who/);
  assert.match(line.remedy, /subscribe to message_template_status_update, .*, history\.$/);
  assert.doesNotMatch(line.remedy, /calls/);
});

test("connecting a number asks for what it needs, calls nobody else, and is not for every key", async () => {
  await using house = await beginHouse();
  const cases: readonly [object, string][] = [
    [{ access_token: "" }, "body.access_token"],
    [{ account_id: "x" }, "body.account_id"],
    [{ graph_version: "latest" }, "body.graph_version"],
    [{ api_url: "nowhere" }, "body.api_url"],
    [{ api_url: "http://169.254.169.254" }, "body.api_url"],
    [{ token: "x" }, "body.token"],
  ];
  for (const [more, where] of cases) {
    const told = await house.ask("/numbers", { ...wanted(house), ...more });
    assert.deepEqual([told.status, told.body.error.where], [400, where]);
  }
  const accountId = BigInt(house.emulator.credentials.wabaId);
  const key = await house.makeKey({ scopes: ["*"], accountId });
  const headers = { authorization: `Bearer ${key}` };
  assert.equal((await house.ask("/numbers", wanted(house), headers)).status, 403);
});

function wanted(house: House): Record<string, string> & { api_url: string } {
  const { credentials } = house.emulator;
  const account = house.organs.directory.accounts[0];
  return {
    api_url: account?.apiUrl ?? APIS.get(house) ?? "",
    account_id: credentials.wabaId,
    number_id: credentials.phoneNumberId,
    access_token: credentials.token,
    app_id: credentials.appId,
    app_secret: credentials.appSecret,
    verify_token: credentials.verifyToken,
  };
}

const APIS = new WeakMap<House, string>();

/** As if the hub had never been connected to anything. */
async function forget(house: House): Promise<void> {
  APIS.set(house, wanted(house).api_url);
  for (const table of ["number_account", "number", "template", "account", "app_secret", "app"]) {
    await house.db.query(`delete from ${table}`);
  }
  await house.organs.reload();
  house.admission.keyring.forget();
}

function checksOf(body: Value): string[] {
  return body.data.checks.map((one: Value) => `${one.check} ${one.ok}`);
}
