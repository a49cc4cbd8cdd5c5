import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jsonLines } from "../src/design/json-lines.ts";

const POST =
  '{"entry":[{"id":"1","changes":[{"value":{"statuses":[{"id":"a"},{"id":"b","n":1}]}}]}]}';

test("JSON stands on lines of its own, and what a path leads to is marked", () => {
  const lines = jsonLines(POST, "entry[0].changes[0].value.statuses[1]") ?? [];

  const written = lines.map((line) => `${"  ".repeat(line.depth)}${line.text}`).join("\n");
  assert.equal(written, JSON.stringify(JSON.parse(POST), undefined, 2));
  assert.deepEqual(
    lines.filter((line) => line.marked).map((line) => line.text),
    ["{", '"id": "b",', '"n": 1', "}"],
  );
});

test("every token is as it came: no number is rounded, no letter put in place of its escape", () => {
  const lines = jsonLines('{"id": 100000000000000000012, "name": "Jos\\u00e9"}') ?? [];

  assert.deepEqual(
    lines.map((line) => line.text),
    ["{", '"id": 100000000000000000012,', '"name": "Jos\\u00e9"', "}"],
  );
});

test("what is no JSON is told, and nothing is made of it", () => {
  for (const text of ["", "hello", '{"a":1', '{"a":1}}', "[1,]", "{1:2}"]) {
    assert.equal(jsonLines(text), undefined, text);
  }
});

test("the lines of any value read as the value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);

      const lines = jsonLines(text) ?? [];

      assert.equal(JSON.stringify(JSON.parse(lines.map((line) => line.text).join("\n"))), text);
    }),
  );
});
