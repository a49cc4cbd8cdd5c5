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

test("[P25] precision and recall on our own examples are those that README tells", () => {
  const figures = (["authentication", "marketing", "utility"] as const).map((category) => {
    const are = templates.filter((one) => one.category === category).length;
    const advised = templates.filter((one) => adviseCategory(one.text).category === category);
    const right = advised.filter((one) => one.category === category).length;
    return `${category} ${right} of ${advised.length} and ${right} of ${are}`;
  });

  assert.deepEqual(figures, [
    "authentication 4 of 4 and 4 of 4",
    "marketing 18 of 19 and 18 of 18",
    "utility 20 of 20 and 20 of 21",
  ]);
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  assert.match(readme, /\| authentication \|.*\| 1\.00 and 1\.00 \(4 of 4, 4 of 4\) \|/);
  assert.match(readme, /\| marketing \|.*\| 0\.95 and 1\.00 \(18 of 19, 18 of 18\) \|/);
  assert.match(readme, /\| utility \|.*\| 1\.00 and 0\.95 \(20 of 20, 20 of 21\) \|/);
});
