import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SealBroken, seal, unseal } from "../../src/access/seal.ts";
import { systemIds } from "../../src/system-ids.ts";

const KEY = new Uint8Array(32).fill(1);
const OTHER = new Uint8Array(32).fill(2);

test("what was sealed opens as it was, and never looks the same twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const sealed = seal(KEY, systemIds, text);

      assert.equal(unseal(KEY, sealed), text);
      assert.notDeepEqual(seal(KEY, systemIds, text), sealed);
      if (text.length > 8) assert.ok(!Buffer.from(sealed).includes(text));
    }),
  );
});

test("another installation's key does not open it", () => {
  assert.throws(() => unseal(OTHER, seal(KEY, systemIds, "a token")), SealBroken);
});

test("a byte changed anywhere, or one missing, breaks the seal", () => {
  const sealed = seal(KEY, systemIds, "a token");
  for (let at = 0; at < sealed.length; at++) {
    const changed = sealed.map((byte, i) => (i === at ? byte ^ 1 : byte));
    assert.throws(() => unseal(KEY, changed), SealBroken, `byte ${at}`);
    assert.throws(() => unseal(KEY, sealed.subarray(0, at)), SealBroken, `cut at ${at}`);
  }
});
