import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { rulesFromSpec } from "../src/design/rule-words.ts";
import {
  initialsOf,
  isAbout,
  nameOf,
  phoneWords,
  windowSignOf,
} from "../src/inbox/list/thread-words.ts";
import { failureOf } from "../src/inbox/thread/failure-words.ts";
import { openedBy } from "../src/inbox/thread/opened-by.ts";
import { previewOf } from "../src/inbox/thread/preview.ts";
import { momentFromIso } from "../src/time/moment.ts";
import { threadShape } from "./shapes.ts";

const ENGINE = join(import.meta.dirname, "..", "..", "engine");

const NOW = momentFromIso("2023-10-12T14:00:00Z");
const openUntil = (closes_at: string) => ({ opened_at: "2023-10-12T00:00:00Z", closes_at });

test("a window is open to its last millisecond, and closed at its end", () => {
  const thread = threadShape({ window: openUntil("2023-10-12T14:00:00.001Z") });
  assert.equal(windowSignOf(thread, NOW).kind, "closing");

  const closed = threadShape({ window: openUntil("2023-10-12T14:00:00.000Z") });
  assert.deepEqual(windowSignOf(closed, NOW), { kind: "closed", left: 0, words: "closed" });
});

test("the last two hours of a window are a warning", () => {
  const kindAt = (closes: string) =>
    windowSignOf(threadShape({ window: openUntil(closes) }), NOW).kind;

  assert.equal(kindAt("2023-10-12T16:00:00Z"), "closing");
  assert.equal(kindAt("2023-10-12T16:00:01Z"), "open");
});

test("a free entry point that waits for an answer comes before the window", () => {
  const sign = windowSignOf(
    threadShape({
      window: openUntil("2023-10-13T13:50:00Z"),
      entry_point_offer: { lapses_at: "2023-10-12T17:02:00Z" },
    }),
    NOW,
  );

  assert.equal(sign.kind, "entry");
  assert.equal(sign.words, "3 h 02 m");
});

test("a customer who never wrote has no window at all", () => {
  assert.equal(windowSignOf(threadShape(), NOW).kind, "never");
});

test("a customer is called by name, else by what we know them by", () => {
  assert.equal(nameOf(threadShape()), "Amara Osei");
  assert.equal(nameOf(threadShape({ name: null })), "+44 7700 900142");
  assert.equal(nameOf(threadShape({ name: null, username: "amara", phone: null })), "amara");
  assert.equal(nameOf(threadShape({ name: null, phone: null })), "Unknown customer");
});

test("a picture has the first letters of the name, or the end of the number", () => {
  assert.equal(initialsOf(threadShape({ name: "Amara de Osei" })), "AO");
  assert.equal(initialsOf(threadShape({ name: "🦊 fox" })), "🦊F");
  assert.equal(initialsOf(threadShape({ name: "Customer 0142" })), "C");
  assert.equal(initialsOf(threadShape({ name: null })), "42");
});

test("a number is spaced where its country is known", () => {
  assert.equal(phoneWords("+15550100000"), "+1 555 010 0000");
  assert.equal(phoneWords("+5511961230456"), "+55 11 96123-0456");
  assert.equal(phoneWords("+4915112345678"), "+4915112345678");
});

test("the filter finds by name, by number however it is spaced, and by the last message", () => {
  const last = {
    id: "m",
    direction: "in",
    at: "2023-10-12T14:00:00Z",
    preview: "Lemon tart?",
    status: "received",
  } as const;
  const thread = threadShape({ last_message: last });

  for (const q of ["amara", "7700 900", "LEMON"]) assert.equal(isAbout(thread, q), true, q);
  for (const q of ["rosa", "555"]) assert.equal(isAbout(thread, q), false, q);
});

test("a message that did not go says why and what to do", () => {
  const refused = failureOf({
    code: 131047,
    title: "Not sent: the service window is closed. (A2)",
    remedy: "use_template",
  });

  assert.deepEqual(refused, {
    what: "Not sent: the service window is closed.",
    remedy: "Send a template: only the customer's answer opens the window again.",
  });
});

test("a quotation says a picture without words is a picture", () => {
  const picture = {
    kind: "media",
    media: "image",
    media_id: null,
    caption: null,
    filename: null,
    mime_type: null,
  } as const;

  assert.equal(previewOf(picture), "Picture");
  assert.equal(previewOf({ ...picture, caption: "Like this?" }), "Like this?");
});

test("every rule that the engine can name has words, without who says so", () => {
  const rules = rulesFromSpec(readFileSync(join(ENGINE, "SPEC.md"), "utf8"));
  const sources = readdirSync(join(ENGINE, "src")).filter((name) => name.endsWith(".ts"));
  const named = sources.flatMap((name) => {
    const source = readFileSync(join(ENGINE, "src", name), "utf8");
    return [...source.matchAll(/"([A-Z]\d+)"/g)].map(([, rule = ""]) => rule);
  });

  assert.ok(new Set(named).size > 30);
  assert.deepEqual(
    named.filter((rule) => (rules.get(rule) ?? "").length < 20),
    [],
  );
  assert.equal(rules.get("P13"), "A reaction of the business is free and uses no free unit.");
  assert.doesNotMatch([...rules.values()].join(), /\*\(|`/);
});

test("a conversation is opened by our message, and who began it is said with that", () => {
  assert.equal(openedBy("customer"), "a customer’s message, answered by us");
  assert.equal(openedBy("customer", "offer"), "a customer’s message, answered with offer");
  assert.equal(openedBy("business", "offer"), "offer");
  assert.equal(openedBy("business"), "us");
});
