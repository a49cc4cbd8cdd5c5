import assert from "node:assert/strict";
import { test } from "node:test";
import { partedBy } from "../../src/threads/parting.ts";

const merge = (mergeId: string, fromOwn: string, intoOwn: string) => ({
  mergeId,
  fromOwn,
  intoOwn,
});

test("[F13] undoing a merge parts what hangs on the one that went, and no more", () => {
  const merges = [merge("1", "b", "a"), merge("2", "c", "b"), merge("3", "d", "a")];

  assert.deepEqual([...partedBy(merges, merge("1", "b", "a"))].toSorted(), ["b", "c"]);
  assert.deepEqual([...partedBy(merges, merge("2", "c", "b"))], ["c"]);
});

test("[F13] what another merge holds together stays one thread", () => {
  const merges = [merge("1", "b", "a"), merge("2", "c", "b"), merge("3", "a", "c")];

  assert.equal(partedBy(merges, merge("1", "b", "a")).size, 0);
});
