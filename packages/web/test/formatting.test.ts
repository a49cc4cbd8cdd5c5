import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Block,
  blocksOf,
  type Inline,
  isFewEmoji,
  wordsOf,
} from "../src/inbox/thread/formatting.ts";

/** What was read, as text: `b(…)` bold, `i` italic, `s` struck, `m` mono, `a` a link. */
function read(text: string): string {
  return blocksOf(text).map(blockWords).join("\n");
}

function blockWords(block: Block): string {
  switch (block.kind) {
    case "lines":
      return inlineWords(block.inside);
    case "quote":
      return `quote: ${inlineWords(block.inside)}`;
    case "mono":
      return `mono: ${block.text}`;
    default:
      return block.items.map((item) => `${block.kind}: ${inlineWords(item)}`).join("\n");
  }
}

function inlineWords(inlines: readonly Inline[]): string {
  return inlines
    .map((one) => {
      switch (one.kind) {
        case "words":
          return one.text;
        case "mono":
          return `m(${one.text})`;
        case "link":
          return `a(${one.href})`;
        default:
          return `${one.kind[0]}(${inlineWords(one.inside)})`;
      }
    })
    .join("");
}

test("WhatsApp's marks are read as phones read them, one within another", () => {
  assert.equal(read("*Bold* _it_ ~gone~ `code`"), "b(Bold) i(it) s(gone) m(code)");
  assert.equal(read("*so _very_ good*, he said"), "b(so i(very) good), he said");
  assert.equal(read("(*yes*)"), "(b(yes))");
});

test("a mark within a word, beside a space or without its other half stays as it is", () => {
  for (const text of [
    "snake_case_name",
    "2 * 3 * 4",
    "*not closed",
    "* loose *",
    "a*b*c",
    "5*6*",
    "**",
  ]) {
    assert.equal(read(text.replace(/^\* /, "x* ")), text.replace(/^\* /, "x* "));
  }
  assert.equal(read("*one\ntwo*"), "*one\ntwo*");
});

test("lists, quotes and blocks of fixed width are stretches of lines", () => {
  assert.equal(
    read(
      "Take:\n- flour\n* *eggs*\n1. mix\n2. bake\n> so she said\n```\nfor (;;) {\n  *x*\n}\n```\nDone",
    ),
    [
      "Take:",
      "bullets: flour",
      "bullets: b(eggs)",
      "numbers: mix",
      "numbers: bake",
      "quote: so she said",
      "mono: for (;;) {\n  *x*\n}",
      "Done",
    ].join("\n"),
  );
});

test("only addresses of the web become links, and the stop after one is none of it", () => {
  assert.equal(read("See https://a.example/x_y_z?q=*1*."), "See a(https://a.example/x_y_z?q=*1)*.");
  assert.equal(read("www.example.com, now"), "a(https://www.example.com), now");
  assert.equal(
    read("javascript:alert(1) data:text/html,x"),
    "javascript:alert(1) data:text/html,x",
  );
});

test("a text of one to three emoji is drawn large, and nothing else is", () => {
  const few = [
    ...["👍", "❤️🎉", "❤", "👩‍👩‍👧 👍 🎉", "🇩🇪🇫🇷", "1️⃣", "☝🏽", "👩🏽‍🤝‍👨🏿", "🏳️‍🌈", "❤️‍🔥"],
    "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
  ];
  assert.deepEqual(
    few.filter((text) => !isFewEmoji(text)),
    [],
  );
  assert.deepEqual(["", "ok 👍", "👍👍👍👍", "12", "1", "#", "A", "…"].filter(isFewEmoji), []);
});

test("in one line the marks are left out", () => {
  assert.equal(wordsOf("*Bold* and ```code```, _it_"), "Bold and  code , it");
});
