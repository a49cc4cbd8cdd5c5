import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { linesOf } from "../../src/timeline/text-lines.ts";

// How a text that comes in pieces is cut into lines.

async function cut(...pieces: string[]): Promise<string[]> {
  return Array.fromAsync(linesOf(Readable.from(pieces)));
}

test("a line goes on in the next piece, until its end", async () => {
  assert.deepEqual(await cut("o", "ne\ntw", "o", "\n", "three\n"), ["one", "two", "three"]);
  assert.deepEqual(await cut("one\n\ntwo"), ["one", "", "two"]);
  assert.deepEqual(await cut(), []);
});

test("a separator of lines inside a JSON string ends none", async () => {
  const separator = String.fromCodePoint(0x2028);

  assert.deepEqual(await cut(`"a${separator}b"\n`), [`"a${separator}b"`]);
});
