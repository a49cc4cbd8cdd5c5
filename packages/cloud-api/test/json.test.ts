import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { graphJson, parseJson, readNotices, readSendRequest, readWebhook } from "../src/index.ts";

test("Meta's JSON has escaped slashes, and ASCII only, in lower-case hex", () => {
  const text = graphJson({ a: "https://wa.me/1", ä: "åäö ÿ 👍", half: "\ud83d", sep: "\u2028" });
  assert.equal(
    text,
    '{"a":"https:\\/\\/wa.me\\/1","\\u00e4":"\\u00e5\\u00e4\\u00f6 \\u00ff \\ud83d\\udc4d",' +
      '"half":"\\ud83d","sep":"\\u2028"}',
  );
});

test("Meta's JSON is JSON, and says the same", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const text = graphJson(value);
      assert.match(text, /^[\x20-\x7f]*$/);
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("what has no form in JSON is not written", () => {
  assert.throws(() => graphJson(undefined), TypeError);
});

const POISON = [
  '{"__proto__":{"admin":true}}',
  '{"a":[{"__proto__":null}]}',
  '{"\\u005f_proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"a":{"b":[[{"constructor":{"prototype":1}}]]}}',
];

for (const text of POISON) {
  test(`${text} is refused`, () => {
    assert.throws(() => parseJson(text), SyntaxError);
    const read = readWebhook(Buffer.from(text));
    assert.equal(read.ok, false);
  });
}

test("a text that speaks of prototypes, and a constructor that is none, are let pass", () => {
  for (const text of ['{"text":"__proto__"}', '{"constructor":"Ferrari"}', '{"prototype":{}}']) {
    assert.deepEqual(parseJson(text), JSON.parse(text));
  }
});

test("a poisoned request that was parsed elsewhere poisons nothing", () => {
  const body: unknown = JSON.parse(
    '{"__proto__":{"polluted":1},"messaging_product":"whatsapp","to":"1","text":{"body":"x"}}',
  );
  const read = readSendRequest(body);
  assert.ok(read.ok);
  assert.equal(Reflect.get({}, "polluted"), undefined);
  assert.equal(Reflect.get(read.request, "polluted"), undefined);
});

test("nesting is limited to 64 levels, for objects and for lists", () => {
  const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  assert.doesNotThrow(() => parseJson(nested(64)));
  assert.throws(() => parseJson(nested(66)), /nested deeper than 64/);
  assert.throws(() => parseJson(`${'{"a":'.repeat(70)}1${"}".repeat(70)}`), /nested deeper/);
  assert.equal(readWebhook(Buffer.from(nested(200_000))).ok, false);
});

test("of a webhook, what poisons a notice is taken out of it alone", () => {
  const good = '{"id":"1","from":"1","timestamp":"1793610000","type":"text","text":{"body":"x"}}';
  const poisoned = '{"id":"2","__proto__":{"admin":true}}';
  const deep = `{"id":"3","a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  const messages = `[${good},${poisoned},${deep},${good}]`;
  const value = `{"metadata":{"phone_number_id":"7"},"messages":${messages}}`;
  const changes = `{"field":"x","value":{}},{"field":"messages","value":${value}}`;
  const body = `{"entry":[{"changes":[${changes}]}]}`;

  const read = readWebhook(Buffer.from(body));

  assert.ok(read.ok);
  const [other, change] = read.envelope.entry[0]?.changes ?? [];
  assert.ok(other !== undefined && change !== undefined);
  assert.deepEqual(
    readNotices(change).notices.map((one) => (one.kind === "refused" ? one.what : one.kind)),
    ["message", "a member may not be named __proto__", "nested deeper than 64 levels", "message"],
  );
  assert.deepEqual(readNotices(change).notices[1]?.raw, { id: "2" });
  assert.equal(readNotices(other).notices[0]?.kind, "other");
});

test("of a webhook, what poisons a change and none of its notices refuses that change", () => {
  const messages = '"messages":[{"id":"1"}]';
  const places = [
    `{"__proto__":1,"metadata":{"phone_number_id":"7"},${messages}}`,
    `{"metadata":{"phone_number_id":"7","constructor":{"prototype":1}},${messages}}`,
  ];
  for (const value of places) {
    const body = `{"entry":[{"changes":[{"field":"messages","value":${value}}]}]}`;
    const read = readWebhook(Buffer.from(body));
    assert.ok(read.ok);
    const [change] = read.envelope.entry[0]?.changes ?? [];
    assert.ok(change !== undefined);
    assert.deepEqual(
      readNotices(change).notices.map(({ kind }) => kind),
      ["refused"],
    );
  }
});

test("of a webhook, what poisons a contact hides that contact and refuses no notice", () => {
  const contacts = '"contacts":[{"wa_id":"1","__proto__":1},{"wa_id":"2"}]';
  const value = `{"metadata":{"phone_number_id":"7"},${contacts},"messages":[{"id":"1"}]}`;
  const body = `{"entry":[{"changes":[{"field":"messages","value":${value}}]}]}`;
  const read = readWebhook(Buffer.from(body));

  assert.ok(read.ok);
  const [change] = read.envelope.entry[0]?.changes ?? [];
  assert.ok(change !== undefined);
  const told = readNotices(change);
  assert.deepEqual(
    told.contacts.map((one) => one.wa_id),
    ["2"],
  );
  assert.deepEqual(
    told.notices.map(({ kind }) => kind),
    ["not_understood"],
  );
});

test("a request nested too deep is answered, not thrown at", () => {
  let body: unknown = "end";
  for (let i = 0; i < 5_000; i++) body = { body };
  const read = readSendRequest({ messaging_product: "whatsapp", to: "1", text: body });
  assert.equal(read.ok, false);
});

test("any JSON without a prototype among its members parses to what it says", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/"(?:__proto__|prototype)":/.test(text));
      assert.deepEqual(parseJson(text), JSON.parse(text));
    }),
  );
});
