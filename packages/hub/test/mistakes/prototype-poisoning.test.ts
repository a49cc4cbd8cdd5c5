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

test("[I4] a notice that would poison a prototype is listed, and the 19 others of its post are learned", async () => {
  const messages = Array.from({ length: 20 }, (_, i) =>
    messageNotice(business, { ...MESSAGE, id: `wamid.beside.${i}` }),
  );
  const json = JSON.stringify(envelopeOf(business, { messages }));
  const poisoned = json.replace('"id":"wamid.beside.13"', '$&,"__proto__":{"admin":true}');

  const status = await postSigned(business, Buffer.from(poisoned));
  await business.hub.quiet();

  assert.equal(status, 200);
  const { rows } = await business.db.query("select number_id, at_path, what from not_understood");
  const what = "a member may not be named __proto__";
  const at_path = "entry[0].changes[0].value.messages[13]";
  assert.deepEqual(rows, [{ number_id: BigInt(business.numberId), at_path, what }]);
  const learned = await business.db.query("select from message where wamid like 'wamid.beside.%'");
  assert.equal(learned.rowCount, 19);
  assert.equal(Reflect.get({}, "admin"), undefined);
});

test("[I4] a post whose envelope would poison a prototype is kept and listed as a whole", async () => {
  const body = Buffer.from('{"__proto__":{"admin":true},"entry":[]}');

  const status = await postSigned(business, body);
  await business.hub.quiet();

  assert.equal(status, 200);
  const { rows } = await business.db.query("select what from not_understood where number_id = 0");
  assert.deepEqual(rows, [{ what: "the body is no JSON: a member may not be named __proto__" }]);
});

test("[I4] a notice nested without end is listed, and the other of its post is learned", async () => {
  const good = messageNotice(business, { ...MESSAGE, id: "wamid.beside.deep" });
  const json = JSON.stringify(envelopeOf(business, { messages: ["DEEP", good] }));
  const deep = `{"id":"deep","a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;

  const status = await postSigned(business, Buffer.from(json.replace('"DEEP"', deep)));
  await business.hub.quiet();

  assert.equal(status, 200);
  const { rows } = await business.db.query(
    "select at_path from not_understood where what = 'nested deeper than 64 levels'",
  );
  assert.deepEqual(rows, [{ at_path: "entry[0].changes[0].value.messages[0]" }]);
  const learned = await business.db.query("select from message where wamid = 'wamid.beside.deep'");
  assert.equal(learned.rowCount, 1);
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
