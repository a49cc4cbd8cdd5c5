import assert from "node:assert/strict";
import { test } from "node:test";
import { groupsOf } from "../test-groups.ts";

const API = Array.from({ length: 17 }, (_, index) => `packages/hub/test/api/f${index}.test.ts`);

test("every test file is in one group, and files of two folders are in none together", () => {
  const files = [...API, "packages/hub/test/flows/walk.test.ts", "packages/cli/test/demo.test.ts"];

  const groups = [...groupsOf(files).values()];

  assert.deepEqual(groups.flat().sort(), files.toSorted());
  assert.deepEqual(
    groups.map(({ length }) => length),
    [6, 6, 5, 1, 1],
  );
});

test("what starts processes or cuts connections runs by itself", () => {
  const files = ["packages/cli/test/demo.test.ts", "packages/cli/test/serve.test.ts"];

  assert.deepEqual(
    [...groupsOf(files)],
    files.map((file) => [file, [file]]),
  );
});
