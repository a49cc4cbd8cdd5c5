import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { signatureOf } from "@casement/cloud-api";
import { type Business, begin } from "./begin.ts";
import { envelopeOf, messageNotice } from "./notices.ts";

// What a stranger can do at the webhook path, and what Meta could send that we do not expect. One
// hub for all: each test looks at what it left behind itself.

let business: Business;
before(async () => {
  business = await begin();
});
after(async () => {
  await business[Symbol.asyncDispose]();
});

interface Posted {
  readonly status: number;
  readonly text: string;
}

/** Posts bytes as they are, with the headers as they are: twice, if their value is a list. */
function post(
  body: Uint8Array | string,
  headers: Record<string, string | string[]>,
  path = "/webhooks/whatsapp",
): Promise<Posted> {
  return new Promise((done, failed) => {
    const sent = request(business.hub.url, { path, method: "POST", headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => {
        text += piece;
      });
      answer.on("end", () => done({ status: answer.statusCode ?? 0, text }));
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

function signed(body: Uint8Array | string): string {
  return signatureOf(Buffer.from(body), business.emulator.credentials.appSecret);
}

function postSigned(
  body: Uint8Array | string,
  headers: Record<string, string> = {},
): Promise<Posted> {
  return post(body, { "x-hub-signature-256": signed(body), ...headers });
}

/** What is kept, by the hash of its bytes, and what of it is waiting. */
async function kept(): Promise<{ posts: string[]; pending: number; strange: string[] }> {
  await business.hub.quiet();
  const { rows } = await business.db.query("select number_id, bytes from post");
  const pending = await business.db.query("select from pending");
  const strange = await business.db.query("select at_path, what from not_understood order by what");
  return {
    posts: rows.map((row) => hashOf(row.bytes)),
    pending: pending.rowCount ?? 0,
    strange: strange.rows.map((row) => `${row.at_path}: ${row.what}`),
  };
}

function hashOf(body: Uint8Array | string): string {
  return createHash("sha256").update(body).digest("hex");
}

function bodyOf(wamid: string, value: object = {}): string {
  const notice = { from: "447700900142", id: wamid, timestamp: "1793610000", text: "hello" };
  const messages = [messageNotice(business, notice)];
  return JSON.stringify(envelopeOf(business, { messages, ...value }));
}

test("[I2] without its signature over just these bytes, a post is refused and nothing is kept", async () => {
  const body = bodyOf("wamid.stranger");
  const signature = signed(body);
  const name = "x-hub-signature-256";
  const { appId } = business.emulator.credentials;
  type Case = readonly [string, string | Buffer, Record<string, string | string[]>, string?];
  const cases: readonly Case[] = [
    ["no signature", body, {}],
    ["an empty one", body, { [name]: "" }],
    ["one of another form", body, { [name]: signature.replace("sha256=", "") }],
    ["one under another name", body, { "x-hub-signature": signature }],
    ["one that is too short", body, { [name]: signature.slice(0, -2) }],
    ["one of no hex", body, { [name]: `sha256=${"z".repeat(64)}` }],
    ["one of SHA-1", body, { [name]: signature.replace("sha256", "sha1") }],
    ["two signatures", body, { [name]: [signature, signature] }],
    ["a body that was cut", body.slice(0, -1), { [name]: signature }],
    ["a body with a line end", `${body}\n`, { [name]: signature }],
    ["another body", body.replace("hello", "hullo"), { [name]: signature }],
    ["a body packed on the way", gzipSync(body), { [name]: signature, "content-encoding": "gzip" }],
    ["an app that is not there", body, { [name]: signature }, "/webhooks/whatsapp/77"],
  ];
  const before = await kept();
  for (const [what, bytes, headers, path] of cases) {
    const { status, text } = await post(bytes, headers, path);
    assert.equal(status, 401, what);
    assert.equal(text, "the signature is not that of a known app\n", what);
  }
  assert.deepEqual(await kept(), before);
  const own = await post(body, { [name]: signature }, `/webhooks/whatsapp/${appId}/`);
  assert.equal(own.status, 200);
});

test("[I1] [I7] whatever is signed is kept, answered 200, and listed if it cannot be read", async () => {
  const metadata = { phone_number_id: business.numberId };
  const entry = (changes: unknown, more: object = {}): string =>
    JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes }], ...more });
  const value = (it: unknown): string => entry([{ field: "messages", value: it }]);
  const noJson = /^: the body is no JSON: /;
  const unknownField =
    /^entry\[0\]\.changes\[0\]\.value: field: ("\w*" is not known|the change names none)/;
  const cases: readonly (readonly [string, string | Uint8Array, readonly RegExp[]])[] = [
    ["no JSON", "hello", [noJson]],
    ["nothing", "", [noJson]],
    ["half a body", bodyOf("wamid.half").slice(0, 100), [noJson]],
    ["no UTF-8", Uint8Array.of(0xff, 0xfe, 0x7b), [noJson]],
    ["packed JSON", gzipSync(bodyOf("wamid.packed")), [noJson]],
    ["deep nesting", `{"entry":${"[".repeat(500)}${"]".repeat(500)}}`, [/deeper than 64/]],
    ["a number", "7", [/^: expected object/]],
    ["null", "null", [/^: expected object/]],
    ["a list", "[]", [/^: expected object/]],
    ["no entry", '{"object":"whatsapp_business_account"}', [/^: entry: expected array/]],
    ["an empty entry", entry([]), []],
    ["another object", entry([], { object: "page" }), [/^: object: "page" is not the platform's/]],
    ["changes that are no list", entry("none"), [unknownField]],
    ["an entry that is none", '{"entry":[7]}', [unknownField]],
    [
      "an id that is none",
      JSON.stringify({ entry: [{ id: {}, changes: [{ field: "tides" }] }] }),
      [unknownField],
    ],
    ["a field nobody knows", entry([{ field: "moods", value: {} }]), [unknownField]],
    ["a value that is none", value(7), [unknownField]],
    ["ids beyond all", value({ metadata: { phone_number_id: "9".repeat(40) } }), [unknownField]],
    [
      "messages that are none",
      value({ metadata, messages: [null, 7, {}] }),
      [0, 1, 2].map((n) => new RegExp(`^entry\\[0\\].changes\\[0\\].value.messages\\[${n}\\]: `)),
    ],
  ];
  for (const [what, body, lines] of cases) {
    const before = await kept();
    const { status } = await postSigned(body);
    const left = await kept();
    assert.equal(status, 200, what);
    assert.ok(left.posts.includes(hashOf(body)), `${what} is kept`);
    assert.equal(left.pending, 0, `${what} is digested`);
    const listed = without(left.strange, before.strange);
    assert.equal(listed.length, lines.length, `${what}: ${listed.join("; ")}`);
    for (const [i, line] of lines.entries()) assert.match(listed[i]!, line, what);
  }
});

/** What is in a list beyond another: a line that stands there twice is there twice. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const rest = [...other];
  return list.filter((line) => {
    const i = rest.indexOf(line);
    if (i >= 0) rest.splice(i, 1);
    return i < 0;
  });
}

test("[I4] a good notice is learned, whatever stands beside it in its post", async () => {
  const good = JSON.parse(bodyOf("wamid.beside"));
  good.entry[0].changes.unshift(7, { field: "messages", value: null });
  good.entry.unshift(null, { id: {}, changes: "none" }, { id: "\u0000", changes: [{ field: 7 }] });

  const { status } = await postSigned(JSON.stringify(good));
  await business.hub.quiet();

  assert.equal(status, 200);
  const { rows } = await business.db.query("select wamid from message where wamid = $1", [
    "wamid.beside",
  ]);
  assert.equal(rows.length, 1);
});

test("[I1] a type that is none, or none at all, does not keep a signed post from being read", async () => {
  for (const [i, type] of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "nonsense",
  ].entries()) {
    const body = bodyOf(`wamid.typed.${i}`);
    assert.equal((await postSigned(body, { "content-type": type })).status, 200, type);
  }
  await business.hub.quiet();
  const { rows } = await business.db.query("select from message where wamid like 'wamid.typed.%'");
  assert.equal(rows.length, 3);
});

test("a post too large is refused, and one just as large as may be is kept", async () => {
  const before = await kept();
  const large = Buffer.alloc(4 * 1024 * 1024 + 1, 0x20);

  const refused = await postSigned(large);
  const most = await postSigned(large.subarray(1));

  assert.deepEqual(refused, { status: 413, text: "the body is over 4 MiB\n" });
  assert.equal(most.status, 200);
  assert.equal((await kept()).posts.length, before.posts.length + 1);
});

test("a post that breaks off is forgotten, and the hub goes on", async () => {
  const before = await kept();
  const body = bodyOf("wamid.broken.off");
  const { port } = new URL(business.hub.url);
  const head = [
    "POST /webhooks/whatsapp HTTP/1.1",
    "host: hub",
    `content-length: ${body.length + 10}`,
    `x-hub-signature-256: ${signed(body)}`,
  ].join("\r\n");
  await new Promise<void>((done) => {
    const line = connect(Number(port), "127.0.0.1", () => {
      line.write(`${head}\r\n\r\n${body}`, () => line.destroy());
    });
    line.once("close", () => done());
  });

  assert.equal((await postSigned(bodyOf("wamid.after"))).status, 200);
  assert.equal((await kept()).posts.length, before.posts.length + 1);
});

test("a handshake that is not Meta's, or with another word, gets no challenge", async () => {
  const { verifyToken, appId } = business.emulator.credentials;
  const right = {
    "hub.mode": "subscribe",
    "hub.verify_token": verifyToken,
    "hub.challenge": "7 & 8",
  };
  const ask = async (query: Record<string, string>, path = ""): Promise<Posted> => {
    const at = `${business.hub.url}/webhooks/whatsapp${path}?${new URLSearchParams(query)}`;
    const answer = await fetch(at);
    return { status: answer.status, text: await answer.text() };
  };
  const { "hub.verify_token": _, ...wordless } = right;
  for (const [query, path] of [
    [{}],
    [wordless],
    [{ ...right, "hub.verify_token": "" }],
    [{ ...right, "hub.verify_token": `${verifyToken} ` }],
    [{ ...right, "hub.mode": "unsubscribe" }],
    [{ "hub.challenge": "7" }],
    [right, "/77"],
  ] as const) {
    const { status, text } = await ask(query, path);
    assert.deepEqual([status, text], [403, "the verify token is not the one of this hub\n"]);
  }

  assert.deepEqual(await ask(right), { status: 200, text: "7 & 8" });
  assert.deepEqual(await ask(right, `/${appId}`), { status: 200, text: "7 & 8" });
  const put = await fetch(`${business.hub.url}/webhooks/whatsapp`, { method: "PUT", body: "x" });
  assert.deepEqual([put.status, await put.text()], [405, "GET or POST\n"]);
});
