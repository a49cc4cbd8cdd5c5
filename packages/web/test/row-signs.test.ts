import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import { rowSignsOf, seenOf } from "../src/inbox/list/row-signs.ts";
import { momentFromIso } from "../src/time/moment.ts";
import { conversationShape, threadShape } from "./shapes.ts";

const ZONE = "Europe/Berlin";

const thread = threadShape({
  window: { opened_at: "2023-10-12T00:00:00Z", closes_at: "2023-10-13T00:00:00Z" },
  waiting_since: "2023-10-12T00:00:00Z",
});

const seenAt = (iso: string): string => seenOf(rowSignsOf(thread, momentFromIso(iso), ZONE));

test("a row looks the same through a minute that changes nothing in it", () => {
  assert.equal(seenAt("2023-10-12T09:14:01Z"), seenAt("2023-10-12T09:14:59Z"));
  assert.notEqual(seenAt("2023-10-12T09:14:59Z"), seenAt("2023-10-12T09:15:01Z"));
});

test("in the last ten minutes of its window it counts the seconds", () => {
  assert.notEqual(seenAt("2023-10-12T23:55:01Z"), seenAt("2023-10-12T23:55:02Z"));
});

test("it looks otherwise in the very moment in which its window closes", () => {
  const closesAt = momentFromIso("2023-10-13T00:00:00Z");
  const before = rowSignsOf(thread, instantFromMs(closesAt - 1), ZONE);
  const after = rowSignsOf(thread, closesAt, ZONE);
  assert.notEqual(seenOf(before), seenOf(after));
});

test("it names another day once midnight of the reader's zone has passed", () => {
  assert.equal(rowSignsOf(thread, momentFromIso("2023-10-12T21:59:00Z"), ZONE).waitsSince, "02:00");
  assert.equal(
    rowSignsOf(thread, momentFromIso("2023-10-12T22:01:00Z"), ZONE).waitsSince,
    "Thu 02:00",
  );
});

test("a conversation leaves it in the moment in which it ends", () => {
  const span = { opened: "11T10:00", expires: "12T10:00" };
  const of = { ...thread, conversations: [conversationShape("utility", "m1", span)] };
  const at = momentFromIso("2023-10-12T10:00:00Z");
  assert.equal(rowSignsOf(of, instantFromMs(at - 1), ZONE).open.length, 1);
  assert.equal(rowSignsOf(of, at, ZONE).open.length, 0);
});
