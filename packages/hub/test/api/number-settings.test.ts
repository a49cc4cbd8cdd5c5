import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR_MS } from "@casement/engine";
import { beginHouse, type House, type Value } from "./house.ts";

test("a number's standing is what Meta says of it now", async () => {
  await using house = await beginHouse();
  const path = `/numbers/${house.numberId}/standing`;

  const { status, body } = await house.ask(path);

  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(body.data, {
    quality: "GREEN",
    throughput: "HIGH",
    limit: "TIER_UNLIMITED",
    status: "CONNECTED",
    name_status: "APPROVED",
  });
  assert.equal((await house.ask("/numbers/77/standing")).status, 404);
  await house.emulator.close();
  const away = await house.ask(path);
  assert.deepEqual([away.status, away.body.error.code], [422, "failed"]);
});

test("who looks after a number can copy what Meta is told of its webhook, and nobody else", async () => {
  await using house = await beginHouse();
  const path = `/numbers/${house.numberId}/webhook`;
  const { verifyToken } = house.emulator.credentials;

  assert.deepEqual((await house.ask(path)).body.data, {
    path: "/webhooks/whatsapp",
    verify_token: verifyToken,
  });
  const reader = await house.makeKey({ scopes: ["numbers:read"] });
  const headers = { authorization: `Bearer ${reader}` };
  assert.equal((await house.ask(path, undefined, headers)).status, 403);
  const { rows } = await house.db.query<Value>("select sealed_verify from app");
  assert.ok(!Buffer.from(rows[0].sealed_verify).includes(verifyToken));
  await house.db.query("update app set sealed_verify = null");
  assert.equal((await house.ask(path)).body.data.verify_token, null);
});

test("[N24] the verify token offered for a new number stays, and its handshake is answered", async () => {
  await using house = await beginHouse();
  const { path, verify_token: offered } = (await house.ask("/numbers/new-webhook")).body.data;

  assert.match(offered, /^[0-9a-f]{32}$/);
  assert.equal((await house.ask("/numbers/new-webhook")).body.data.verify_token, offered);
  const shaken = (token: string, app = ""): Promise<Response> =>
    fetch(
      `${house.url}${path}${app}?hub.mode=subscribe&hub.challenge=17&hub.verify_token=${token}`,
    );
  assert.equal(await (await shaken(offered)).text(), "17");
  assert.equal(await (await shaken(offered, "/4711")).text(), "17");
  assert.equal((await shaken(`${offered}0`)).status, 403);
  const accountId = BigInt(house.emulator.credentials.wabaId);
  const narrow = await house.makeKey({ scopes: ["*"], accountId });
  const headers = { authorization: `Bearer ${narrow}` };
  assert.equal((await house.ask("/numbers/new-webhook", undefined, headers)).status, 403);
});

test("[G7] templates say what customers make of them, and when Meta last listed them", async () => {
  await using house = await beginHouse();
  const listed = await templatesOf(house);
  assert.equal(listed.listed_at, "2026-11-10T09:00:00.000Z");
  assert.ok(listed.data.every((one: Value) => one.quality === "green"));
  const one = listed.data.find((each: Value) => each.name === "order_update");
  assert.deepEqual(one.examples, ["A-1001", "on its way"]);

  await house.turn(HOUR_MS);
  await house.ask("/templates/sync", { number_id: house.numberId });

  assert.equal((await templatesOf(house)).listed_at, "2026-11-10T10:00:00.000Z");
});

test("[I9] a notice of a rejection brings its reason, one of an approval takes it away, and one of quality stays", async () => {
  await using house = await beginHouse();
  const id = String((await rowOf(house)).meta_id);
  await review(house, id, { status: "REJECTED", reason: "INVALID_FORMAT" });
  assert.deepEqual(await standing(house), ["rejected", "INVALID_FORMAT", "green"]);
  await review(house, id, { quality: "YELLOW" });
  await review(house, id, { status: "APPROVED" });
  assert.deepEqual(await standing(house), ["approved", null, "yellow"]);
});

async function templatesOf(house: House): Promise<Value> {
  return (await house.ask(`/templates?number_id=${house.numberId}`)).body;
}

async function standing(house: House): Promise<unknown[]> {
  const { data } = await templatesOf(house);
  const one = data.find((each: Value) => each.name === "order_update");
  return [one.status, one.rejected_reason, one.quality];
}

async function rowOf(house: House): Promise<Value> {
  const { rows } = await house.db.query("select meta_id from template where name = 'order_update'");
  return rows[0];
}

async function review(house: House, id: string, body: object): Promise<void> {
  const answer = await house.emulator.fetch(
    new Request(`http://emulator.test/emulator/templates/${id}/review`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
  assert.ok(answer.ok, await answer.text());
  await house.turn(1_000);
}
