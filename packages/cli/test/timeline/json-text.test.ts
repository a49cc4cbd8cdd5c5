import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readJson } from "../../src/timeline/json-text.ts";

// Where a text stops being JSON.

function whereOf(text: string): string {
  const reading = readJson(text);
  return reading.ok ? "JSON" : `${reading.fault.where}: ${reading.fault.what}`;
}

test("a fault is where the first character stands that no JSON could have there", () => {
  const faults = {
    '{"a": tru}': "line 1, column 7: is not JSON",
    '{"a" 1}': "line 1, column 6: is not JSON",
    '{"a": 1,}': "line 1, column 9: is not JSON",
    "[1, 2\n, x]": "line 2, column 3: is not JSON",
    "[1}": "line 1, column 3: is not JSON",
    "{} {}": "line 1, column 4: is not JSON",
    "{'a': 1}": "line 1, column 2: is not JSON",
    '["a\nb"]': "line 1, column 2: is not JSON",
    '[1, "a\\n", -2.5e3, true, null, {"b": []}': "line 1, column 41: is not JSON: it ends too soon",
    "": "line 1, column 1: is not JSON: it ends too soon",
  };
  for (const [text, fault] of Object.entries(faults)) assert.equal(whereOf(text), fault, text);
});

test("whatever is cut off, the fault is not before what was right", () => {
  const cut = fc.json().chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length)));
  fc.assert(
    fc.property(cut, ([text, length]) => {
      const reading = readJson(text.slice(0, length));
      if (reading.ok) return;
      const column = Number(/column (\d+)/.exec(reading.fault.where)?.[1]);

      assert.equal(readJson(text).ok, true);
      // A text, number or word that was cut in two is wrong from where it begins.
      assert.ok(column - 1 <= length);
      assert.doesNotMatch(text.slice(column - 1, length), /^\s*[{}[\],:]/);
    }),
    { numRuns: 500 },
  );
});
