import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { median, quantile, rounded } from "../../bench/measure.ts";

const run = promisify(execFile);
const program = join(import.meta.dirname, "../../bench/run.ts");

test("a benchmark that is not there is named, with those that are, and the code is 2", async () => {
  const ran = run(process.execPath, ["--conditions=casement-source", program, "speed"]);

  await assert.rejects(ran, { code: 2, stdout: "", stderr: /^speed is none of engine\b.*\n$/ });
});

test("half of the values are no greater than the median, and a share no greater than a quantile", () => {
  const values = Array.from({ length: 100 }, (_, index) => (index * 37) % 100);

  assert.equal(median(values), 50);
  assert.equal(quantile(values, 0.99), 99);
  assert.equal(quantile([7], 0.99), 7);
  assert.equal(rounded(1_234_567), 1_235_000);
});
