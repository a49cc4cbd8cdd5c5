import assert from "node:assert/strict";
import { test } from "node:test";
import type { TemplateShape } from "@casement/hub/api";
import {
  adviceOn,
  filtered,
  languageName,
  qualityWords,
  reasonWords,
  statusWords,
  tally,
} from "../src/inbox/templates/template-words.ts";
import { templatesSearchFrom } from "../src/inbox/templates/templates-search.ts";

test("advice says whether the category fits the words, and quotes them", () => {
  const fits = adviceOn(template({ category: "utility", body: "Your order {{1}} has shipped." }));
  assert.equal(fits.agrees, true);
  assert.ok(fits.because.length > 0);
  assert.match(fits.sentence, /read as utility, and utility it is/);

  const promotes = adviceOn(template({ category: "utility", body: "Your order. 20 % off today!" }));
  assert.equal(promotes.agrees, false);
  assert.deepEqual(promotes.because, ["20 % off"]);
  assert.match(promotes.sentence, /Meta may make it marketing, and charge it as such/);
});

test("advice reads buttons and footer too, and quotes nothing where there is nothing to quote", () => {
  const button = template({ category: "utility", body: "Your order.", buttons: ["Shop now"] });
  assert.deepEqual(adviceOn(button).because, ["shop now"]);
  const plain = adviceOn(template({ category: "marketing", body: "Good morning." }));
  assert.deepEqual([plain.agrees, plain.because], [true, []]);
});

test("the filter takes words anywhere in name and text, and every field must hold", () => {
  const all = [
    template({ name: "order_update", status: "approved", body: "Your order" }),
    template({ name: "spring_sale", status: "paused", category: "marketing", body: "Tarts" }),
  ];
  const names = (q: string, status = "", category = ""): string[] =>
    filtered(all, { q, status, category }).map((one) => one.name);

  assert.deepEqual(names(""), ["order_update", "spring_sale"]);
  assert.deepEqual(names("UPDATE order"), ["order_update"]);
  assert.deepEqual(names("tarts"), ["spring_sale"]);
  assert.deepEqual(names("", "approved"), ["order_update"]);
  assert.deepEqual(names("", "approved", "marketing"), []);
});

test("what can be narrowed by is what occurs, most frequent first", () => {
  assert.deepEqual(tally(["b", "a", "b", "c"]), [
    { value: "b", count: 2 },
    { value: "a", count: 1 },
    { value: "c", count: 1 },
  ]);
});

test("statuses, qualities and reasons of Meta's are in words, and unknown ones stay as they came", () => {
  assert.equal(statusWords("PAUSED").name, "Paused");
  assert.deepEqual(
    [statusWords("quarantined").name, statusWords("quarantined").kind],
    ["quarantined", "unknown"],
  );
  assert.deepEqual(qualityWords("red"), { name: "Low quality", kind: "bad" });
  assert.equal(qualityWords(null).kind, "unknown");
  assert.equal(reasonWords("INVALID_FORMAT"), "Invalid format");
  assert.equal(languageName("en_US"), "English (United States)");
  assert.equal(languageName("not a code"), "not a code");
});

test("an address of the page keeps what is text, and drops what is not", () => {
  assert.deepEqual(
    templatesSearchFrom({ q: "tart", number: 42, status: "", other: "x", category: {} }),
    {
      number: "42",
      q: "tart",
    },
  );
});

function template(more: Partial<TemplateShape>): TemplateShape {
  return {
    ...{ name: "t", language: "en_US", category: "utility", status: "approved" },
    ...{ header: null, body: "", footer: null, buttons: [], button_kinds: [] },
    ...{ quality: null, rejected_reason: null, parameters: [], examples: [] },
    ...more,
  };
}
