import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { MUTANTS } from "./mutation/mutants.ts";

test("every mutant breaks a piece of code that is there once", () => {
  for (const { file, code, broken } of MUTANTS) {
    const source = readFileSync(new URL(`../src/${file}`, import.meta.url), "utf8");
    assert.equal(source.split(code).length, 2, `${file}: ${code}`);
    assert.notEqual(code, broken);
  }
  assert.ok(MUTANTS.length >= 100);
});
