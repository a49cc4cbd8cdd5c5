import assert from "node:assert/strict";
import { test } from "node:test";
import { beginWorld, WEBHOOK } from "./world.ts";

test("GET /PN: the usual fields, those asked for, and always the id", async () => {
  const { graph, emulator } = beginWorld();
  const { phoneNumberId } = emulator.credentials;

  const usual = await graph("GET", `/v24.0/${phoneNumberId}`);
  const asked = await graph(
    "GET",
    `/${phoneNumberId}/?fields=status,health_status{can_send_message},nonsense`,
  );

  assert.deepEqual(usual.body, {
    verified_name: "Example Store",
    code_verification_status: "VERIFIED",
    display_phone_number: "+1 555-010-0000",
    quality_rating: "GREEN",
    platform_type: "CLOUD_API",
    throughput: { level: "HIGH" },
    webhook_configuration: { application: WEBHOOK },
    id: phoneNumberId,
  });
  assert.deepEqual(Object.keys(asked.body), ["status", "health_status", "id"]);
  assert.equal(asked.body.health_status.can_send_message, "AVAILABLE");
});

test("GET /WABA: name and zone, and on request currency and country", async () => {
  const { graph, emulator } = beginWorld();
  const { wabaId } = emulator.credentials;

  const usual = await graph("GET", `/v24.0/${wabaId}`);
  const asked = await graph("GET", `/v24.0/${wabaId}?fields=currency,country`);

  assert.deepEqual(Object.keys(usual.body), [
    "name",
    "timezone_id",
    "message_template_namespace",
    "id",
  ]);
  assert.equal(usual.body.timezone_id, "474");
  assert.deepEqual(asked.body, { currency: "USD", country: "US", id: wabaId });
});

test("GET /WABA/phone_numbers: the numbers of the account", async () => {
  const { graph, emulator } = beginWorld();
  const { wabaId, phoneNumberId } = emulator.credentials;

  const answer = await graph("GET", `/v24.0/${wabaId}/phone_numbers?fields=display_phone_number`);

  const [number] = answer.body.data;
  assert.deepEqual(number, { display_phone_number: "+1 555-010-0000", id: phoneNumberId });
  assert.equal(answer.body.paging.next, undefined);
});

test("GET /debug_token: what a token may do, asked with the app's own", async () => {
  const { graph, emulator } = beginWorld();
  const { appId, appSecret, token, wabaId } = emulator.credentials;
  const ofApp = `${appId}|${appSecret}`;

  const valid = await graph("GET", `/v24.0/debug_token?input_token=${token}`, undefined, ofApp);
  const wrong = await graph("GET", "/v24.0/debug_token?input_token=x", undefined, ofApp);

  const { data } = valid.body;
  assert.deepEqual([data.is_valid, data.app_id, data.expires_at], [true, appId, 0]);
  assert.deepEqual(data.granular_scopes[0].target_ids, [wabaId]);
  assert.equal(wrong.body.data.is_valid, false);
});

test("what is not imitated answers 501 in Meta's envelope, known or not", async () => {
  const { graph, emulator } = beginWorld();
  const { phoneNumberId } = emulator.credentials;

  const nonsense = await graph("GET", `/v24.0/${phoneNumberId}/nonsense`);
  const word = await graph("GET", "/v24.0/nonsense");

  for (const { status, body } of [nonsense, word]) {
    assert.deepEqual(
      [status, body.error.type, body.error.is_transient],
      [501, "OAuthException", false],
    );
    assert.match(body.error.message, /DIFFERENCES\.md/);
  }
});

test("an object that is not there is Meta's missing object, whatever names it uses", async () => {
  const { graph } = beginWorld();

  for (const id of ["999", "123456789012345"]) {
    const answer = await graph("GET", `/v24.0/${id}`);
    assert.deepEqual([answer.status, answer.body.error.error_subcode], [400, 33]);
  }
  for (const id of ["__proto__", "constructor", "toString"]) {
    const answer = await graph("GET", `/v24.0/${id}`);
    assert.equal(answer.status, 501);
  }
});

test("GET /WABA/phone_numbers: filtered by a field's value, and the other way round", async () => {
  const { graph, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.wabaId}/phone_numbers`;
  const number = { cc: "49", phone_number: "301234567", verified_name: "Blumen" };
  const { id } = (await graph("POST", path, number)).body;
  const filter = (operator: string) =>
    encodeURIComponent(JSON.stringify([{ field: "status", operator, value: "CONNECTED" }]));

  const connected = await graph("GET", `${path}?filtering=${filter("EQUAL")}&fields=id`);
  const others = await graph("GET", `${path}?filtering=${filter("NOT_EQUAL")}&fields=id`);
  const turned = await graph("GET", `${path}?sort=["last_onboarded_time_descending"]&fields=id`);

  const first = { id: emulator.credentials.phoneNumberId };
  assert.deepEqual(connected.body.data, [first]);
  assert.deepEqual(others.body.data, [{ id }]);
  assert.deepEqual(turned.body.data, [{ id }, first]);
});
