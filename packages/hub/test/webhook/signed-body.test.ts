import assert from "node:assert/strict";
import { test } from "node:test";
import { signatureOf } from "@casement/cloud-api";
import type { Post } from "../../src/webhook/post-store.ts";
import { type SignedBody, verified } from "../../src/webhook/signed-body.ts";
import { streamsOf } from "../../src/webhook/streams.ts";
import { type KeptPost, translationOf } from "../../src/webhook/translation.ts";

const SECRETS = ["old", "new"].map((text, i) => ({ appId: 7n, version: i + 1, text }));
const BYTES: Uint8Array = Buffer.from('{"entry":[]}');

test("[I2] a body is one that a known secret signed, and says which", () => {
  const post = verified(BYTES, signatureOf(BYTES, "new"), SECRETS);

  assert.deepEqual(post, { body: BYTES, signer: SECRETS[1] });
  assert.deepEqual(streamsOf(post.body), [0n]);
  assert.equal(verified(BYTES, signatureOf(BYTES, "another"), SECRETS), undefined);
  assert.equal(verified(Buffer.from("{}"), signatureOf(BYTES, "new"), SECRETS), undefined);
  assert.equal(verified(BYTES, "", SECRETS), undefined);
  assert.equal(verified(BYTES, signatureOf(BYTES, "new"), []), undefined);
});

test("[I2] bytes that nobody verified are nothing that can be kept, sorted or digested", () => {
  // The compiler holds this: each line would be an error of its own if it were let pass.
  // @ts-expect-error
  const body: SignedBody = BYTES;
  // @ts-expect-error
  const streams = (): bigint[] => streamsOf(BYTES);
  // @ts-expect-error
  const kept: Pick<Post, "bytes"> = { bytes: BYTES };
  // @ts-expect-error
  const read = (at: KeptPost["receivedAt"]) => translationOf(1n, { bytes: BYTES, receivedAt: at });

  assert.deepEqual([body, kept.bytes, streams.length, read.length], [BYTES, BYTES, 0, 1]);
});
