import assert from "node:assert/strict";
import { test } from "node:test";
import { answerFrom, BASE, beginWorld, type TestWorld, type Value } from "./world.ts";

const GOOD = JSON.stringify({ version: "7.0", screens: [{ id: "FIRST", layout: {} }] });

async function begin(): Promise<{ world: TestWorld; id: string; path: string }> {
  const world = beginWorld();
  const path = `/v24.0/${world.emulator.credentials.wabaId}/flows`;
  const made = await world.graph("POST", path, { name: "sign up", categories: ["SIGN_UP"] });
  return { world, id: made.body.id, path };
}

function upload({ emulator }: TestWorld, id: string, json: string): Promise<Value> {
  const form = new FormData();
  form.set("file", new Blob([json], { type: "application/json" }), "flow.json");
  form.set("name", "flow.json");
  form.set("asset_type", "FLOW_JSON");
  const request = new Request(`${BASE}/v24.0/${id}/assets`, {
    method: "POST",
    headers: { authorization: `Bearer ${emulator.credentials.token}` },
    body: form,
  });
  return emulator.fetch(request).then(answerFrom);
}

test("POST /WABA/flows, GET /WABA/flows, GET /FLOW, POST /FLOW: a draft, and what can be asked of it", async () => {
  const { world, id, path } = await begin();
  const { graph } = world;

  const twice = await graph("POST", path, { name: "sign up", categories: ["OTHER"] });
  const wrong = await graph("POST", path, { name: "other", categories: ["FUN"] });
  const changed = await graph("POST", `/v24.0/${id}`, {
    name: "join",
    endpoint_uri: "https://x.example",
  });
  const listed = await graph("GET", path);
  const asked = await graph(
    "GET",
    `/v24.0/${id}?fields=name,endpoint_uri,preview.invalidate(false),health_status`,
  );
  await world.emulator.quiet();

  assert.deepEqual([twice.body.error.code, wrong.body.error.code], [139_000, 100]);
  assert.deepEqual(changed.body, { success: true });
  assert.deepEqual(listed.body.data, [
    { name: "join", status: "DRAFT", categories: ["SIGN_UP"], validation_errors: [], id },
  ]);
  assert.deepEqual(Object.keys(asked.body), [
    "name",
    "endpoint_uri",
    "preview",
    "health_status",
    "id",
  ]);
  assert.deepEqual(world.values()[0], {
    event: "FLOW_STATUS_CHANGE",
    message: "Flow sign up has been created with DRAFT status",
    flow_id: id,
    new_status: "DRAFT",
  });
});

test("POST /FLOW/assets, GET /FLOW/assets, POST /FLOW/publish, POST /FLOW/deprecate, DELETE /FLOW: its life", async () => {
  const { world, id } = await begin();
  const { graph } = world;

  const empty = await graph("POST", `/v24.0/${id}/publish`);
  const broken = await upload(world, id, '{"version":"7.0"}');
  const stillNot = await graph("POST", `/v24.0/${id}/publish`);
  const whole = await upload(world, id, GOOD);
  const assets = await graph("GET", `/v24.0/${id}/assets`);
  const published = await graph("POST", `/v24.0/${id}/publish`);
  const late = await upload(world, id, GOOD);
  const undeletable = await graph("DELETE", `/v24.0/${id}`);
  const deprecated = await graph("POST", `/v24.0/${id}/deprecate`);
  await world.emulator.quiet();

  assert.deepEqual(
    [empty, stillNot, late, undeletable].map(({ status, body }) => [status, body.error.code]),
    Array(4).fill([400, 100]),
  );
  assert.equal(broken.body.validation_errors[0].error, "REQUIRED_PROPERTY_MISSING");
  assert.deepEqual(whole.body, { success: true, validation_errors: [] });
  assert.equal(assets.body.data[0].asset_type, "FLOW_JSON");
  assert.deepEqual([published.body, deprecated.body], [{ success: true }, { success: true }]);
  assert.deepEqual(
    world.values().map(({ old_status, new_status }) => [old_status, new_status]),
    [
      [undefined, "DRAFT"],
      ["DRAFT", "PUBLISHED"],
      ["PUBLISHED", "DEPRECATED"],
    ],
  );
});

test("DELETE /FLOW: a draft goes, and is Meta's missing object then", async () => {
  const { world, id } = await begin();

  const deleted = await world.graph("DELETE", `/v24.0/${id}`);
  const gone = await world.graph("GET", `/v24.0/${id}`);

  assert.deepEqual(deleted.body, { success: true });
  assert.equal(gone.body.error.error_subcode, 33);
});

test("POST /WABA/flows: with its JSON and published at once, or with what is wrong", async () => {
  const { world, path } = await begin();
  const body = { categories: ["OTHER"], publish: true };

  const good = await world.graph("POST", path, { ...body, name: "good", flow_json: GOOD });
  const bad = await world.graph("POST", path, { ...body, name: "bad", flow_json: "{}" });

  assert.deepEqual([good.body.success, good.body.validation_errors], [true, []]);
  assert.equal(bad.body.success, false);
  assert.equal(bad.body.validation_errors.length, 2);
});

test("POST /WABA/migrate_flows: copies by name, and says which are not there", async () => {
  const { world, id } = await begin();
  const { wabaId } = world.emulator.credentials;

  const { body } = await world.graph("POST", `/v24.0/${wabaId}/migrate_flows`, {
    source_waba_id: wabaId,
    source_flow_names: ["sign up", "no"],
  });

  assert.deepEqual([body.migrated_flows[0].source_id, body.migrated_flows.length], [id, 1]);
  assert.equal(body.failed_flows[0].error_code, "4233041");
});
