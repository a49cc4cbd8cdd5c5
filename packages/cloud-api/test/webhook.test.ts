import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MessageNotice, readNotices, readWebhook, StatusNotice } from "../src/index.ts";

const METADATA = { display_phone_number: "15550100000", phone_number_id: "100000000000020" };

function said(body: unknown) {
  return readWebhook(Buffer.from(typeof body === "string" ? body : JSON.stringify(body)));
}

function noticesOf(value: Record<string, unknown>, field = "messages") {
  return readNotices({ field, value: { metadata: METADATA, ...value } });
}

test("what is wrong with a post is said with its place, and quotes nothing of it", () => {
  const cases: readonly (readonly [unknown, string])[] = [
    ["", "the body is no JSON: Unexpected end of JSON input"],
    [
      "{secret words",
      "the body is no JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2)",
    ],
    ["secret", "the body is no JSON: Unexpected token 's'"],
    [[], "expected object, received array"],
    [{ entry: 3 }, "entry: expected array, received number"],
  ];
  for (const [body, what] of cases) assert.deepEqual(said(body), { ok: false, what });
});

test("bytes that are no UTF-8 are said to be so", () => {
  const read = readWebhook(Uint8Array.of(0x7b, 0xff, 0xfe));
  assert.ok(!read.ok);
  assert.match(read.what, /^the body is no JSON/);
});

test("any bytes at all are answered, never thrown at", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof readWebhook(bytes).ok === "boolean"));
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, field) => {
      const { notices } = readNotices({ field, value });
      assert.ok(notices.length > 0);
    }),
  );
});

test("a notice that cannot be read takes no other along", () => {
  const good = { id: "wamid.1", from: "15550100001", timestamp: "1790000000", type: "text" };
  const { notices } = noticesOf({ messages: [good, { ...good, id: 7 }, null, good] });
  assert.deepEqual(
    notices.map(({ kind, where }) => [kind, where]),
    [
      ["message", "messages[0]"],
      ["not_understood", "messages[1]"],
      ["not_understood", "messages[2]"],
      ["message", "messages[3]"],
    ],
  );
  assert.equal(
    notices[1]?.kind === "not_understood" && notices[1].what,
    "id: expected string, received number",
  );
});

test("unknown words and unknown members never fail a notice", () => {
  const message = MessageNotice.parse({
    id: "wamid.1",
    timestamp: 1790000000,
    type: "hologram",
    hologram: { depth: 3 },
    system: { type: "user_grew_wings" },
  });
  assert.deepEqual(message, {
    id: "wamid.1",
    timestamp: "1790000000",
    type: "hologram",
    system: { type: "user_grew_wings" },
  });
  const status = StatusNotice.parse({
    id: "wamid.1",
    status: "remembered",
    timestamp: "1",
    pricing: { pricing_model: "XXL", category: "poetry", discount: 3 },
  });
  assert.equal(status.pricing?.category, "poetry");
});

test("a malformed part is left out, and the message stays", () => {
  const message = MessageNotice.parse({
    id: "wamid.1",
    timestamp: "1",
    type: "text",
    text: "no object",
    context: null,
    errors: [{ title: "no code" }],
  });
  assert.equal(message.text, undefined);
  assert.equal(message.errors, undefined);
  assert.equal(message.id, "wamid.1");
});

test("null is as good as nothing everywhere", () => {
  const nulls = { from: null, type: null, text: null, context: null, referral: null, errors: null };
  const { notices } = noticesOf({
    messages: [{ id: "w", timestamp: "1", ...nulls }],
    statuses: null,
  });
  assert.deepEqual(
    notices.map(({ kind }) => kind),
    ["message"],
  );
});

test("a code of an error may come as a string", () => {
  const status = { id: "w", status: "failed", timestamp: "1", errors: [{ code: "131000" }] };
  const [notice] = noticesOf({ statuses: [status] }).notices;
  assert.equal(notice?.kind === "status" && notice.notice.errors?.[0]?.code, 131000);
});

test("a change without a field or a value is kept as one that says something else", () => {
  const read = said({ entry: [{ id: 5, changes: [{}, { field: "account_update", value: 3 }] }] });
  assert.ok(read.ok);
  assert.equal(read.envelope.entry[0]?.id, "5");
  const kinds = read.envelope.entry[0]?.changes.map(
    (change) => readNotices(change).notices[0]?.kind,
  );
  assert.deepEqual(kinds, ["other", "other"]);
});

test("an entry or a change that is none is told of, and takes no other along", () => {
  const good = { field: "messages", value: {} };
  const cases: readonly (readonly [unknown, readonly (readonly string[])[]])[] = [
    [
      [7, { id: "1", changes: [good] }],
      [[""], ["messages"]],
    ],
    [[{ id: "1", changes: [7, good, null] }], [["", "messages", ""]]],
    [[{ id: { a: 1 }, changes: [good] }], [["messages"]]],
    [
      [
        { id: "1", changes: "none" },
        { id: "2", messaging: [] },
      ],
      [[""], [""]],
    ],
    [[{ id: "1", changes: [] }], [[]]],
  ];
  for (const [entry, fields] of cases) {
    const read = said({ entry });
    assert.ok(read.ok);
    assert.deepEqual(
      read.envelope.entry.map(({ changes }) => changes.map(({ field }) => field)),
      fields,
    );
  }
});

test("the status of a call is no status of a message", () => {
  const status = { id: "wacid.1", status: "RINGING", timestamp: "1" };
  const kinds = [
    noticesOf({ statuses: [status] }, "calls"),
    noticesOf({ statuses: [{ ...status, type: "call" }] }),
    noticesOf({ statuses: [status] }),
  ].map(({ notices }) => notices[0]?.kind);
  assert.deepEqual(kinds, ["call_status", "call_status", "status"]);
});

test("a piece of the past is its messages, its errors, or else its own label", () => {
  const message = { id: "wamid.1", from: "15550100001", timestamp: "1790000000", type: "text" };
  const { notices } = noticesOf(
    {
      history: [
        { metadata: { phase: 0 }, threads: [{ id: "15550100001", messages: [message, {}] }] },
        { errors: [{ code: 2593109, title: "declined" }] },
        { metadata: { phase: 2, chunk_order: 1, progress: 100 }, threads: [] },
      ],
    },
    "history",
  );
  assert.deepEqual(
    notices.map(({ kind, where }) => [kind, where]),
    [
      ["past_message", "history[0].threads[0].messages[0]"],
      ["not_understood", "history[0].threads[0].messages[1]"],
      ["error", "history[1].errors[0]"],
      ["history_chunk", "history[2]"],
    ],
  );
});
