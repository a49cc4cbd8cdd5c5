import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { adviseCategory, type SubmittedCategory } from "@casement/engine";

const file = new URL("./fixtures/templates.json", import.meta.url);
const templates: { text: string; category: SubmittedCategory }[] = JSON.parse(
  readFileSync(file, "utf8"),
);

test("[P25] what is neither utility nor authentication is marketing", () => {
  assert.equal(adviseCategory("{{1}}, hello there!").category, "marketing");
  assert.equal(adviseCategory("").category, "marketing");
});

test("[P25] one promoting word makes a template marketing, whatever else it says", () => {
  const mixed = adviseCategory("Your order {{1}} has shipped. Take 10% off your next one!");
  assert.deepEqual(mixed, { category: "marketing", because: ["10% off"] });
  assert.equal(adviseCategory("Your code is {{1}}. 10% off today").category, "marketing");
});

test("[P25] the advice says which words it was taken from", () => {
  const advice = adviseCategory("Your {{package}} is out for delivery.");
  assert.deepEqual(advice, { category: "utility", because: ["package"] });
});

test("[P25] of each category at least nine in ten are found, and nine in ten are right", () => {
  for (const category of ["marketing", "utility", "authentication"] as const) {
    const are = templates.filter((one) => one.category === category);
    const advised = templates.filter((one) => adviseCategory(one.text).category === category);
    const right = advised.filter((one) => one.category === category);
    assert.ok(right.length / are.length >= 0.9, `recall of ${category}`);
    assert.ok(right.length / advised.length >= 0.9, `precision of ${category}`);
  }
});
