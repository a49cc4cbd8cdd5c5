import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signatureOf } from "@casement/cloud-api";
import { type Business, begin } from "../flows/begin.ts";
import { type RawPath, rawPathOf } from "../flows/raw-path.ts";

// Posts checked with another of the secrets that one holds, or only after they were parsed.

let business: Business;
let raw: RawPath;
before(async () => {
  business = await begin();
  raw = rawPathOf(business);
});
after(async () => {
  await business[Symbol.asyncDispose]();
});

test("[I2] what is signed with any other secret that both sides know is not signed", async () => {
  const { appSecret, verifyToken, token, appId } = business.emulator.credentials;
  const body = raw.bodyOf("wamid.other.key");
  const before = await raw.kept();

  const statuses: number[] = [];
  for (const key of [verifyToken, token, appId, business.key, "", appSecret.slice(1)]) {
    const signature = signatureOf(Buffer.from(body), key === "" ? "empty" : key);
    statuses.push((await raw.post(body, { "x-hub-signature-256": signature })).status);
  }

  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 401]);
  assert.deepEqual(await raw.kept(), before);
});

test("[I2] what is not signed is not read: nothing in it is looked at before the answer", async () => {
  const before = await raw.kept();
  for (const body of ["no JSON", '{"__proto__":{}}', "[".repeat(100_000), raw.bodyOf("wamid.x")]) {
    const answer = await raw.post(body, { "x-hub-signature-256": `sha256=${"0".repeat(64)}` });

    assert.deepEqual(answer, { status: 401, text: "the signature is not that of a known app\n" });
  }
  assert.deepEqual(await raw.kept(), before);
});
