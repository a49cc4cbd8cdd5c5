import assert from "node:assert/strict";
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { type Business, begin } from "../flows/begin.ts";
import { type RawPath, rawPathOf } from "../flows/raw-path.ts";

// A compare that throws at a header of another length is a 500, and Meta posts again for days. One
// that ends at the first difference tells by its time how much of a guess was right.

let business: Business;
let raw: RawPath;
before(async () => {
  business = await begin();
  raw = rawPathOf(business);
});
after(async () => {
  await business[Symbol.asyncDispose]();
});

test("[I2] without its signature over just these bytes, a post is refused and nothing is kept", async () => {
  const body = raw.bodyOf("wamid.stranger");
  const signature = raw.signed(body);
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
  const before = await raw.kept();
  for (const [what, bytes, headers, path] of cases) {
    const { status, text } = await raw.post(bytes, headers, path);
    assert.equal(status, 401, what);
    assert.equal(text, "the signature is not that of a known app\n", what);
  }
  assert.deepEqual(await raw.kept(), before);
  const own = await raw.post(body, { [name]: signature }, `/webhooks/whatsapp/${appId}/`);
  assert.equal(own.status, 200);
});

test("a signature and a verify token are compared whole, in a time that tells nothing of them", async () => {
  const body = raw.bodyOf("wamid.guessed");
  const signature = raw.signed(body);
  const guess = signature.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const { verifyToken } = business.emulator.credentials;
  const sha256Of = (text: string): Buffer => crypto.createHash("sha256").update(text).digest();
  const query = new URLSearchParams({ "hub.mode": "subscribe", "hub.verify_token": "a guess" });

  const compared = await listeningToCompares(async () => {
    assert.equal((await raw.post(body, { "x-hub-signature-256": guess })).status, 401);
    assert.equal((await fetch(`${business.hub.url}/webhooks/whatsapp?${query}`)).status, 403);
  });

  const hasCompared = (a: Buffer, b: Buffer): boolean =>
    compared.some(([one, other]) => one.equals(a) && other.equals(b));
  assert.ok(hasCompared(Buffer.from(guess), Buffer.from(signature)), "the signatures");
  assert.ok(hasCompared(sha256Of("a guess"), sha256Of(verifyToken)), "the verify tokens");
});

/** What `timingSafeEqual` is asked to compare during some work; it answers as ever. */
async function listeningToCompares(work: () => Promise<void>): Promise<[Buffer, Buffer][]> {
  const compared: [Buffer, Buffer][] = [];
  const { timingSafeEqual } = crypto;
  crypto.timingSafeEqual = (a, b) => {
    compared.push([copyOf(a), copyOf(b)]);
    return timingSafeEqual(a, b);
  };
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    crypto.timingSafeEqual = timingSafeEqual;
    syncBuiltinESMExports();
  }
  return compared;
}

function copyOf(bytes: ArrayBufferLike | NodeJS.ArrayBufferView): Buffer {
  if (!ArrayBuffer.isView(bytes)) return Buffer.from(new Uint8Array(bytes));
  return Buffer.from(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
