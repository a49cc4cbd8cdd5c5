import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { idFromPlace, placeFromId } from "../../src/events/event-place.ts";

const digits = fc.bigInt({ min: 0n, max: 10n ** 18n - 1n });

test("a place comes back from its id as it was, and the id fits into a header", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(digits, digits)), (pairs) => {
      const place = new Map(pairs);
      const id = idFromPlace(place);

      assert.match(id, /^[\w-]*$/);
      assert.deepEqual([...(placeFromId(id) ?? [])].sort(), [...place].sort());
    }),
  );
});

test("an id that is none of ours is no place, whatever it is", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const id of [text, Buffer.from(text).toString("base64url")]) {
        const place = placeFromId(id);
        assert.ok(place === undefined || place instanceof Map);
      }
    }),
  );
  for (const text of ["", "{", "[]", "1", '{"a":"1"}', '{"1":2}', '{"1":"-1"}', '{"1":"1e9"}']) {
    assert.equal(placeFromId(Buffer.from(text).toString("base64url")), undefined, text);
  }
});
