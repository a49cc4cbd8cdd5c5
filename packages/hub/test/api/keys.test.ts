import assert from "node:assert/strict";
import { test } from "node:test";
import { beginHouse, type House, type Told, type Value } from "./house.ts";

test("[N5] a key that was made is shown once, does what it may, and lets nobody in once revoked", async () => {
  await using house = await beginHouse();
  const made = await house.ask("/keys", { name: "a report", scopes: ["numbers:read"] });
  assert.equal(made.status, 200);
  const { key, ...shown } = made.body.data;
  assert.match(key, /^csm_/);
  assert.deepEqual(
    [shown.name, shown.scopes, shown.account_id, shown.number_ids, shown.revoked_at],
    ["a report", ["numbers:read"], null, null, null],
  );

  assert.equal((await as(house, key, "/numbers")).status, 200);
  assert.equal((await as(house, key, "/threads")).status, 403);
  const listed = await house.ask("/keys");
  assert.ok(!JSON.stringify(listed.body).includes(key));
  assert.deepEqual(
    listed.body.data.find((one: Value) => one.key_id === shown.key_id),
    { ...shown, last_used_at: "2026-11-10T09:00:00.000Z" },
  );

  const revoked = await revoke(house, house.key, shown.key_id);
  assert.equal(revoked.status, 200);
  assert.equal((await as(house, key, "/numbers")).status, 401);
});

test("[N5] a key makes none that may do or reach more than itself, and sees none that does", async () => {
  await using house = await beginHouse();
  const { numberId } = house;
  const accountId = house.emulator.credentials.wabaId;
  const narrow = await house.makeKey({
    scopes: ["keys:read", "keys:write", "threads:read"],
    accountId: BigInt(accountId),
    numberIds: [BigInt(numberId)],
  });
  const make = (more: object): Promise<Told> =>
    as(house, narrow, "/keys", { name: "x", scopes: ["threads:read"], ...more });

  assert.equal((await make({ scopes: ["threads:write"] })).body.error.where, "body.scopes");
  assert.equal((await make({ scopes: ["*"] })).status, 403);
  assert.equal((await make({ account_id: "77" })).body.error.where, "body.account_id");
  assert.equal((await make({ number_ids: ["78"] })).body.error.where, "body.number_ids");
  const made = await make({});
  assert.deepEqual([made.body.data.account_id, made.body.data.number_ids], [accountId, [numberId]]);

  const seen = (await as(house, narrow, "/keys")).body.data;
  assert.equal(seen.length, 2);
  const [owner] = (await house.ask("/keys")).body.data.filter((one: Value) =>
    one.scopes.includes("*"),
  );
  assert.equal((await revoke(house, narrow, owner.key_id)).status, 404);
});

test("[N5] a key that lists numbers belongs to the one account that they are of", async () => {
  await using house = await beginHouse();
  const { numberId } = house;
  const accountId = house.emulator.credentials.wabaId;
  await house.db.query("insert into number (number_id, created_at) values (21, $1)", [
    new Date(house.clock.now()),
  ]);
  await house.organs.reload();
  house.admission.forget();
  const make = (more: object): Promise<Told> =>
    house.ask("/keys", { name: "x", scopes: ["threads:read"], ...more });

  const made = await make({ number_ids: [numberId] });

  assert.deepEqual([made.body.data.account_id, made.body.data.number_ids], [accountId, [numberId]]);
  assert.equal((await make({ number_ids: ["21"] })).body.error.where, "body.account_id");
  assert.equal((await make({ number_ids: [numberId, "21"] })).status, 400);
  const other = await make({ account_id: accountId, number_ids: ["21"] });
  assert.deepEqual([other.status, other.body.error.where], [404, "body.number_ids"]);
});

test("[N5] a key does not revoke itself, and what is no key is told", async () => {
  await using house = await beginHouse();
  const [own] = (await house.ask("/keys")).body.data;

  assert.equal((await revoke(house, house.key, own.key_id)).status, 409);
  const nobody = "00000000-0000-4000-8000-000000000000";
  assert.equal((await revoke(house, house.key, nobody)).status, 404);
  assert.equal((await revoke(house, house.key, "x")).body.error.where, "path.key_id");
  const wrong: readonly [object, string][] = [
    [{ name: "", scopes: ["*"] }, "body.name"],
    [{ name: "x", scopes: [] }, "body.scopes"],
    [{ name: "x", scopes: ["all"] }, "body.scopes.0"],
    [{ name: "x", scopes: ["*"], number_ids: ["y"] }, "body.number_ids.0"],
    [{ name: "x", scopes: ["*"], scope: "*" }, "body.scope"],
  ];
  for (const [body, where] of wrong) {
    const told = await house.ask("/keys", body);
    assert.deepEqual([told.status, told.body.error.where], [400, where]);
  }
  assert.equal((await house.ask("/keys")).body.data.length, 1);
});

function as(house: House, key: string, path: string, body?: unknown): Promise<Told> {
  return house.ask(path, body, { authorization: `Bearer ${key}` });
}

async function revoke(house: House, key: string, keyId: string): Promise<Told> {
  const answer = await fetch(`${house.url}/api/v1/keys/${keyId}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${key}` },
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
