import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type ApiKey,
  hasKeyForm,
  mayDo,
  mayReach,
  newKey,
  sha256OfKey,
} from "../../src/access/api-key.ts";
import { sequentialIds } from "../../src/ids.ts";
import { systemIds } from "../../src/system-ids.ts";

const KEY: ApiKey = {
  keyId: "1",
  prefix: "csm_00000000",
  name: "test",
  accountId: undefined,
  everywhere: false,
  wholeAccount: false,
  numberIds: [20n],
  scopes: ["threads:read"],
};

test("a key has one length and one form whatever its secret, and no two secrets give one key", () => {
  const secret = fc.uint8Array({ minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(secret, secret, (one, other) => {
      const [a, b] = [one, other].map(
        (bytes) => newKey({ ...systemIds, secret: () => bytes }).text,
      );

      assert.match(a!, /^csm_[0-9A-Za-z]{33}$/);
      assert.ok(hasKeyForm(a!));
      assert.equal(a === b, Buffer.compare(one, other) === 0);
    }),
  );
});

test("what is kept of a key is its hash and its first characters, and not the rest", () => {
  const key = newKey(systemIds);

  assert.deepEqual(key.sha256, sha256OfKey(key.text));
  assert.equal(key.sha256.length, 32);
  assert.equal(key.prefix, key.text.slice(0, 12));
  assert.notEqual(newKey(systemIds).text, key.text);
  assert.equal(newKey(sequentialIds()).text, newKey(sequentialIds()).text);
});

test("what has not the form of a key is told apart before anybody looks it up", () => {
  const strange = ["", "csm_", "csm_short", `csm_${"a".repeat(81)}`, `csm_${"é".repeat(33)}`];
  for (const text of [...strange, ` ${newKey(systemIds).text}`]) assert.ok(!hasKeyForm(text), text);
});

test("a key may do what its scopes name, and one with * everything", () => {
  assert.ok(mayDo(KEY, "threads:read"));
  assert.ok(!mayDo(KEY, "threads:write"));
  assert.ok(!mayDo(KEY, "*"));
  assert.ok(mayDo({ ...KEY, scopes: ["*"] }, "platform:write"));
});

test("a key reaches the numbers it lists and no other", () => {
  assert.ok(mayReach(KEY, 20n));
  assert.ok(!mayReach(KEY, 21n));
});
