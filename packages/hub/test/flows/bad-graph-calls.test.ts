import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { beginWired, type Wired } from "./wired.ts";

// What the hub answers, as a Cloud API, to calls that do not fit: an error in Meta's envelope, and
// nobody else is asked. One hub for all.

const AMARA = "447700900142";

let wired: Wired;
before(async () => {
  wired = await beginWired();
  await wired.business.customer(AMARA).writes("hello");
});
after(async () => {
  await wired[Symbol.asyncDispose]();
});

interface Call {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

interface Told {
  readonly status: number;
  readonly text: string;
}

/** A call just as it is written, for fetch tidies a path up. It has our key, or the one it says. */
function call({ path, method = "POST", headers = {}, body = "" }: Call): Promise<Told> {
  const init = {
    path: path ?? messagesPath(),
    method,
    headers: {
      authorization: `Bearer ${wired.business.key}`,
      "content-type": "application/json",
      ...headers,
    },
  };
  return new Promise((done, failed) => {
    const sent = request(wired.business.hub.url, init, (answer) => {
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

function messagesPath(): string {
  return `/v23.0/${wired.number}/messages`;
}

/** A good message, but for what is said. */
function message(more: object): string {
  const text = { body: "hi" };
  return JSON.stringify({ messaging_product: "whatsapp", to: AMARA, type: "text", text, ...more });
}

/** A receipt for no message. */
const RECEIPT = '{"messaging_product":"whatsapp","status":"read"}';

/** Asserts Meta's envelope with this code, that it says `words`, and that Meta was not asked. */
async function assertRefused(what: string, asked: Call, refusal: Refusal): Promise<void> {
  wired.asked();
  const { status, text } = await call(asked);
  const said = `${what}: ${status} ${text}`;
  assert.equal(status, refusal.status, said);
  const { error } = JSON.parse(text);
  assert.equal(error.code, refusal.code, said);
  assert.match(`${error.message} ${error.error_data?.details ?? ""}`, refusal.words, said);
  assert.match(error.type, /^(OAuth|GraphMethod)Exception$/, said);
  assert.equal(typeof error.fbtrace_id, "string", said);
  assert.deepEqual(wired.asked(), [], said);
}

interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly words: RegExp;
}

/** `(#100)`, in these words. */
function invalid(words: RegExp): Refusal {
  return { status: 400, code: 100, words };
}

test("[G2] a body that is no message is refused with what is wrong, and no draft is made", async () => {
  const drafts = await countDrafts();
  const notJson = invalid(/The body is not valid JSON/);
  const noProduct = invalid(/The parameter messaging_product is required/);
  const cases: readonly (readonly [string, Call, Refusal])[] = [
    ["half of one", { body: message({}).slice(0, 20) }, notJson],
    ["words", { body: "hi", headers: { "content-type": "text/plain" } }, notJson],
    ["no UTF-8", { body: Uint8Array.of(0xff, 0xfe) }, notJson],
    ["deep nesting", { body: `${"[".repeat(100)}${"]".repeat(100)}` }, notJson],
    ["a poisoned prototype", { body: '{"__proto__":{"admin":true}}' }, notJson],
    [
      "a file",
      { body: "--x--", headers: { "content-type": "multipart/form-data" } },
      invalid(/form/),
    ],
    ["nothing", {}, noProduct],
    ["null", { body: "null" }, noProduct],
    ["a list", { body: "[]" }, noProduct],
    ["no product", { body: message({ messaging_product: undefined }) }, noProduct],
    ["nobody", { body: message({ to: "" }) }, invalid(/The parameter to is required/)],
    ["no text for a name", { body: message({ to: {} }) }, invalid(/Param to must be a string/)],
    ["a text of none", { body: message({ text: "hi" }) }, invalid(/text must be a JSON object/)],
    ["no text", { body: message({ text: undefined }) }, invalid(/The parameter text is required/)],
    ["too long", { body: message({ text: { body: "x".repeat(4_097) } }) }, invalid(/at most 4096/)],
    ["a sonnet", { body: message({ type: "sonnet" }) }, invalid(/type must be one of/)],
    ["a receipt of none", { body: RECEIPT }, invalid(/message_id is required/)],
    [
      "too large",
      { body: message({ text: { body: "x".repeat(1_100_000) } }) },
      { status: 413, code: 100, words: /too large/ },
    ],
  ];
  for (const [what, asked, refusal] of cases) await assertRefused(what, asked, refusal);
  assert.equal(await countDrafts(), drafts);
});

test("[S3] a key for sending once that is none is refused, and not passed over", async () => {
  const drafts = await countDrafts();
  for (const key of ["x".repeat(201), "a b", "", "caf\u00e9"]) {
    const asked = { body: message({}), headers: { "idempotency-key": key } };
    await assertRefused(`"${key}"`, asked, invalid(/Idempotency-Key must be 1 to 200 visible/));
  }
  assert.equal(await countDrafts(), drafts);
});

test("[G2] without a token, with a wrong one, and with one shown otherwise, nobody is let in", async () => {
  const none = { status: 401, code: 104, words: /An access token is required/ };
  const wrong = { status: 401, code: 190, words: /Invalid OAuth access token/ };
  const { key } = wired.business;
  for (const [authorization, refusal] of [
    ["", none],
    ["Bearer", none],
    [`Basic ${Buffer.from(`:${key}`).toString("base64")}`, none],
    ["Bearer x", wrong],
    [`Bearer ${key}x`, wrong],
    [`Bearer ${key.toUpperCase()}`, wrong],
  ] as const) {
    const asked = { body: message({}), headers: { authorization } };
    await assertRefused(authorization, asked, refusal);
  }
  const cookie = `casement_key=${key}`;
  await assertRefused("a cookie", { headers: { authorization: "", cookie } }, none);
});

test("[G4] a path that is none, however it is written, leads nowhere", async () => {
  const { number, account } = wired;
  const notCarried = { status: 501, code: 3, words: /The hub does not carry/ };
  const missing = {
    status: 400,
    code: 100,
    words: /Unsupported (get|post) request. Object with ID/,
  };
  const cases: readonly (readonly [string, Refusal, string?])[] = [
    ["/v23.0/123/messages", missing],
    [`/v23.0/${"9".repeat(19)}/messages`, notCarried],
    [`/v23/${number}/messages`, notCarried],
    [`/v23.0.1/${number}/messages`, notCarried],
    [`/v23.0/${number}/messages`, notCarried, "PUT"],
    [`/v23.0/${number}/messages`, notCarried, "GET"],
    [`/v23.0/%3${number[0]}${number.slice(1)}/messages`, notCarried],
    [`/v23.0/${number}%2fmessages`, notCarried],
    [`/v23.0/${number}//messages`, notCarried],
    [`/v23.0/${number}/x/../messages`, notCarried],
    [`/v23.0/${number};x/messages`, notCarried],
    [`/v23.0/${number}%00/messages`, notCarried],
    [`/v23.0/${number}/messages%0d%0ahost:x`, notCarried],
    ["/v23.0/../api/v1/keys", notCarried, "GET"],
    ["/v23.0/%2e%2e/%2e%2e/emulator/clock", notCarried, "GET"],
    ["/v23.0/http://169.254.169.254/", notCarried, "GET"],
    ["/v23.0/@evil.example", notCarried, "GET"],
    [`/v23.0/${account}/../${number}`, notCarried, "GET"],
    [`/v23.0/${number}%`, invalid(/The request cannot be read/), "GET"],
    ["/whatsapp_business/attachments/..%2f..%2fetc", missing, "GET"],
  ];
  for (const [path, refusal, method = "POST"] of cases) {
    const body = method === "GET" ? "" : message({});
    await assertRefused(`${method} ${path}`, { path, method, body }, refusal);
  }
  const { status, text } = await call({ path: `/v/${number}/messages`, body: message({}) });
  assert.deepEqual([status, JSON.parse(text).error.code], [404, "not_found"]);
});

test("[G2] NUL and half a surrogate pair are sent as the character that stands for them", async () => {
  const { business } = wired;
  const body = message({ text: { body: "a\0b \ud800 \\u0000 \ud83d\ude00" } });

  const { status, text } = await call({ body });
  await business.advance(10_000);

  assert.equal(status, 200, text);
  const messages = await business.customer(AMARA).messages();
  assert.equal(messages.at(-1).content.body, "a\ufffdb \ufffd \\u0000 \ud83d\ude00");
});

async function countDrafts(): Promise<number> {
  const { rows } = await wired.business.db.query("select count(*)::int as count from draft");
  return rows[0].count;
}
