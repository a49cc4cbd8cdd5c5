import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import { createTestDatabase, openPool } from "@casement/hub/database";
import { Admission, type Admitted } from "../../src/access/admission.ts";
import { newKey } from "../../src/access/api-key.ts";
import { insertKey } from "../../src/access/api-key-store.ts";
import { silentLog } from "../../src/log.ts";
import { systemIds } from "../../src/system-ids.ts";
import { ManualMachine } from "./manual-machine.ts";

type Asking = Parameters<Admission["toApi"]>[0];

const BODY = { "content-type": "application/json", "content-length": "2" };
const OURS = { "sec-fetch-site": "same-origin" };

async function begin() {
  const database = await createTestDatabase();
  const db = openPool({ databaseUrl: database.url, log: silentLog });
  const machine = new ManualMachine();
  const { text, ...kept } = newKey(systemIds);
  const createdAt = instantFromMs(0);
  await insertKey(db, { ...kept, keyId: systemIds.uuid(), name: "k", scopes: ["*"], createdAt });
  return {
    admission: new Admission(db, machine),
    machine,
    key: text,
    async [Symbol.asyncDispose]() {
      await db.end();
      await database.drop();
    },
  };
}

function asking(more: Partial<Asking>): Asking {
  return { headers: {}, ip: "127.0.0.1", method: "GET", url: "/", ...more };
}

async function kindOf(outcome: Promise<Admitted>): Promise<string> {
  return (await outcome).kind;
}

test("the header lets in everywhere, the cookie only to our API, the query only to Graph paths", async () => {
  await using house = await begin();
  const { admission, key } = house;
  const header = asking({ headers: { authorization: `Bearer ${key}` } });
  const cookie = asking({ headers: { cookie: `casement_key=${key}` } });
  const query = asking({ url: `/v25.0/1/messages?access_token=${key}` });

  assert.equal(await kindOf(admission.toApi(header)), "admitted");
  assert.equal(await kindOf(admission.toGraph(header)), "admitted");
  assert.equal(await kindOf(admission.toApi(cookie)), "admitted");
  assert.equal(await kindOf(admission.toGraph(cookie)), "no_key");
  assert.equal(await kindOf(admission.toApi(query)), "no_key");
  assert.equal(await kindOf(admission.toGraph(query)), "admitted");
  assert.notEqual(await admission.keyOf(query), undefined);
  assert.equal(await admission.keyOf(cookie), undefined);
});

test("a cookie changes something only from a page of ours, and with no form's body", async () => {
  await using house = await begin();
  const cookie = `casement_key=${house.key}`;
  const post = (headers: Record<string, string>): Promise<string> =>
    kindOf(house.admission.toApi(asking({ method: "POST", headers: { cookie, ...headers } })));

  assert.equal(await post({ ...OURS, ...BODY }), "admitted");
  assert.equal(await post({ ...OURS }), "admitted");
  assert.equal(await post({ ...BODY }), "foreign_page");
  assert.equal(await post({ ...BODY, "sec-fetch-site": "same-site" }), "foreign_page");
  assert.equal(
    await post({ ...BODY, origin: "http://evil.test", host: "hub.test" }),
    "foreign_page",
  );
  assert.equal(await post({ ...OURS, ...BODY, "content-type": "text/plain" }), "foreign_page");
  assert.equal(await post({ ...OURS, "transfer-encoding": "chunked" }), "foreign_page");
});

test("twenty wrong keys in a minute close the door for an address, but not for who was in before", async () => {
  await using house = await begin();
  const { admission, machine, key } = house;
  const show = (text: string, ip: string): Promise<string> =>
    kindOf(admission.admit({ by: "header", text }, ip));
  assert.equal(await show(key, "10.0.0.1"), "admitted");
  for (let i = 0; i < 20; i++) {
    assert.equal(await show(newKey(systemIds).text, "10.0.0.1"), "wrong_key");
  }

  assert.equal(await show(newKey(systemIds).text, "10.0.0.1"), "too_many");
  assert.equal(await show(newKey(systemIds).text, "10.0.0.2"), "wrong_key");
  machine.turn(30_000);
  assert.equal(await show(key, "10.0.0.1"), "admitted");
  const refused = await admission.admit({ by: "header", text: "csm_none" }, "10.0.0.1");
  assert.deepEqual(refused, { kind: "too_many", waitSeconds: 30 });
  machine.turn(30_000);
  assert.equal(await show("csm_none", "10.0.0.1"), "wrong_key");
});
