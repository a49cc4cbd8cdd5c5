import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { type Business, begin } from "../flows/begin.ts";
import { envelopeOf, messageNotice } from "../flows/notices.ts";
import { postSigned } from "../flows/signed-post.ts";

// A framework that parses a body itself refuses __proto__; who takes the raw bytes must do so too.
// How JSON is read is held by packages/cloud-api/test/json.test.ts.

let business: Business;
before(async () => {
  business = await begin();
});
after(async () => {
  await business[Symbol.asyncDispose]();
});

test("[I4] a post that would poison a prototype is kept and shown as not understood", async () => {
  const json = JSON.stringify(
    envelopeOf(business, { messages: [messageNotice(business, MESSAGE)] }),
  );
  const poisoned = json.replace('"type":"text"', '"type":"text","__proto__":{"admin":true}');

  const status = await postSigned(business, Buffer.from(poisoned));
  await business.hub.quiet();

  assert.equal(status, 200);
  const { rows } = await business.db.query("select number_id, what from not_understood");
  assert.deepEqual(rows, [
    { number_id: 0n, what: "the body is no JSON: a member may not be named __proto__" },
  ]);
});

const MESSAGE = {
  from: "447700900142",
  id: "wamid.poison",
  timestamp: "1793610000",
  text: "hello",
};

test("a member named __proto__ or constructor, wherever it stands, changes no object of ours", async () => {
  const json = JSON.stringify(
    envelopeOf(business, { messages: [messageNotice(business, MESSAGE)] }),
  );
  const places = [...json.matchAll(/\{(?=")/g)].map(({ index }) => index + 1);
  const members = ['"__proto__":{"p":1},', '"constructor":{"prototype":{"p":1}},', '"toString":1,'];

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...places),
      fc.constantFrom(...members),
      async (at, member) => {
        const body = json.slice(0, at) + member + json.slice(at);
        assert.equal(await postSigned(business, Buffer.from(body)), 200);
        await business.hub.quiet();
        assert.equal(Reflect.get({}, "p"), undefined);
        assert.equal(typeof Reflect.get({}, "toString"), "function");
      },
    ),
    { numRuns: 20 },
  );

  const { rows } = await business.db.query("select from pending");
  assert.deepEqual(rows, []);
});
