import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { type Business, begin } from "../flows/begin.ts";
import { type RawPath, rawPathOf } from "../flows/raw-path.ts";

// A compare that throws at a header of another length is a 500, and Meta posts again for days. How
// the two are compared is held by packages/cloud-api/test/signature.test.ts.

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
