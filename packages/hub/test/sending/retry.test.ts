import assert from "node:assert/strict";
import { test } from "node:test";
import { graphError } from "@casement/cloud-api";
import { type CallEnd, unknownEnd } from "../../src/sending/call-meta.ts";
import { retryAfterMs } from "../../src/sending/retry.ts";

function refusedWith(code: number): CallEnd {
  const { status, body } = graphError(code);
  return { state: "failed", answer: { status, body } };
}

test("[S10] what nobody knows the end of is not tried again, whatever its code", () => {
  assert.equal(retryAfterMs(unknownEnd("draft"), 0, 0.5), undefined);
});

test("[S10] what fails the same way each time, or for no reason that is told, is not tried again", () => {
  for (const code of [1, 100, 131047, 131026, 132001, 190, 4_242]) {
    assert.equal(retryAfterMs(refusedWith(code), 0, 0.5), undefined, `${code}`);
  }
});

test("[S10] too much to one customer is tried again after 4^n seconds, and not all at once", () => {
  assert.equal(retryAfterMs(refusedWith(131056), 0, 0), 1_000);
  assert.equal(retryAfterMs(refusedWith(131056), 2, 0), 16_000);
  assert.equal(retryAfterMs(refusedWith(131056), 2, 1), 17_000);
});

test("[S10] a fault that passes is tried again, each time later", () => {
  const [first, second] = [0, 1].map((attempt) => retryAfterMs(refusedWith(134101), attempt, 0.5));
  assert.deepEqual([first, second], [1_000, 2_000]);
});

test("[S10] where the number as a whole is too fast, its pace says when", () => {
  assert.equal(retryAfterMs(refusedWith(130429), 3, 0.5), 0);
});
