import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConversationShape, MessageShape } from "@casement/hub/api";
import type { Attempts } from "../src/inbox/live/attempts.ts";
import { itemsKept, type Sight, timelineOf } from "../src/inbox/thread/timeline.ts";
import { momentFromIso } from "../src/time/moment.ts";
import { conversationShape, messageShape, ourMessage } from "./shapes.ts";

// A timeline is written as lines: what stands there, and after the bar each lane: `^` a band
// begins, `|` runs, `$` ends, `.` none.

test("a band runs from the message that opened the conversation", () => {
  const service = conversationShape("service", "reply", {
    opened: "12T07:59",
    expires: "13T07:59",
  });
  const messages = [
    messageShape("hello", "07:41"),
    ourMessage("reply", "07:58"),
    messageShape("thanks", "08:02"),
  ];

  assert.deepEqual(drawn(messages, [service], "12T09:00"), [
    "day        | .",
    "hello      | .",
    "+service   | ^",
    "reply      | |",
    "thanks     | |",
  ]);
});

test("two conversations open at once are two bands side by side", () => {
  const service = conversationShape("service", "reply", {
    opened: "12T08:00",
    expires: "13T08:00",
  });
  const marketing = conversationShape("marketing", "offer", {
    opened: "12T14:00",
    expires: "13T14:00",
  });
  const messages = [ourMessage("reply", "08:00"), ourMessage("offer", "14:00")];

  assert.deepEqual(drawn(messages, [marketing, service], "12T15:00"), [
    "day        | ..",
    "+service   | ^.",
    "reply      | |.",
    "+marketing | |^",
    "offer      | ||",
  ]);
});

test("a band ends at the 24th hour, and a later one takes its lane", () => {
  const first = conversationShape("utility", "one", { opened: "12T08:00", expires: "13T08:00" });
  const second = conversationShape("utility", "two", { opened: "13T09:00", expires: "14T09:00" });
  const messages = [
    ourMessage("one", "08:00"),
    ourMessage("two", "09:00", { at: "2023-10-13T09:00:00Z" }),
  ];

  assert.deepEqual(drawn(messages, [first, second], "13T10:00"), [
    "day        | .",
    "+utility   | ^",
    "one        | |",
    "day        | |",
    "-utility   | $",
    "+utility   | ^",
    "two        | |",
  ]);
});

test("the end of a conversation is a line once the clock has reached it, and not before", () => {
  const service = conversationShape("service", "reply", {
    opened: "12T08:00",
    expires: "13T08:00",
  });
  const messages = [ourMessage("reply", "08:00")];

  const before = drawn(messages, [service], "13T07:59");
  const at = drawn(messages, [service], "13T08:00");

  assert.equal(before.length, 3);
  assert.deepEqual(at.slice(3), ["day        | |", "-service   | $"]);
});

test("a message at the 24th hour exactly stands below the end, beside no band", () => {
  const service = conversationShape("service", "reply", {
    opened: "12T08:00",
    expires: "12T20:00",
  });
  const messages = [ourMessage("reply", "08:00"), messageShape("late", "20:00")];

  assert.deepEqual(drawn(messages, [service], "12T21:00").slice(2), [
    "reply      | |",
    "-service   | $",
    "late       | .",
  ]);
});

test("a conversation that ended before the messages on screen is not drawn", () => {
  const old = conversationShape("utility", "gone", { opened: "10T08:00", expires: "11T08:00" });

  assert.deepEqual(drawn([messageShape("hello", "07:41")], [old], "12T09:00"), [
    "day        | ",
    "hello      | ",
  ]);
});

test("a reaction hangs on the message it is of; one to a message not on screen stands alone", () => {
  const heart = messageShape("heart", "08:01", {
    content: { kind: "reaction", emoji: "❤️", to: "reply" },
  });
  const lost = messageShape("lost", "08:02", {
    content: { kind: "reaction", emoji: "👍", to: "elsewhere" },
  });

  assert.deepEqual(drawn([ourMessage("reply", "08:00"), heart, lost], [], "12T09:00"), [
    "day        | ",
    "reply +1   | ",
    "lost       | ",
  ]);
});

test("a message follows one from the same side, but not over the line of a conversation", () => {
  const service = conversationShape("service", "c", { opened: "12T08:03", expires: "13T08:03" });
  const messages = [ourMessage("a", "08:01"), ourMessage("b", "08:02"), ourMessage("c", "08:03")];
  const items = timelineOf(messages, [service], sightAt("12T09:00"));

  const follows = items.map((item) => item.kind === "message" && item.follows);

  assert.deepEqual(follows, [false, false, true, false, false]);
});

const PARTS = { top: "^", through: "|", end: "$" } as const;

function drawn(
  messages: MessageShape[],
  conversations: ConversationShape[],
  now: string,
): string[] {
  const items = timelineOf(messages, conversations, sightAt(now));
  return items.map((item) => {
    const lanes = item.rails.map((rail) => (rail === null ? "." : PARTS[rail.part])).join("");
    return `${nameOf(item).padEnd(10)} | ${lanes}`;
  });
}

function nameOf(item: ReturnType<typeof timelineOf>[number]): string {
  switch (item.kind) {
    case "day":
      return "day";
    case "opened":
      return `+${item.conversation.category}`;
    case "ended":
      return `-${item.conversation.category}`;
    case "message":
      return item.message.id + (item.reactions.length > 0 ? ` +${item.reactions.length}` : "");
  }
}

/** A notice that changes an earlier message, as the API tells of it. */
function changeShape(id: string, at: string, type: string, of: string, text: string | null) {
  return messageShape(id, at, { content: { kind: "other", type, text }, reply_to: of });
}

test("edits and revocations hang on their message, the last edit counting, and are no lines", () => {
  const messages = [
    messageShape("typo", "08:00"),
    changeShape("first edit", "08:01", "edit", "typo", "better"),
    changeShape("second edit", "08:02", "edit", "typo", "best"),
    messageShape("rash", "08:03"),
    changeShape("gone", "08:04", "revoke", "rash", null),
    changeShape("of what is not loaded", "08:05", "edit", "elsewhere", "so"),
  ];

  const items = timelineOf(messages, [], sightAt("12T09:00"));

  assert.deepEqual(
    items.flatMap((item) => (item.kind === "message" ? [[item.message.id, item.edit?.id]] : [])),
    [
      ["typo", "second edit"],
      ["rash", undefined],
      ["of what is not loaded", undefined],
    ],
  );
});

test("what did not change is the very same item, and what did is another", () => {
  const [first, second] = [messageShape("one", "08:00"), ourMessage("two", "08:01")];
  const sight = sightAt("12T09:00");
  const before = timelineOf([first, second], [], sight);
  const told = { ...second, status: "read" as const };

  const after = itemsKept(before, timelineOf([first, told], [], sight));

  assert.deepEqual(
    after.map((item, i) => item === before[i]),
    [true, true, false],
  );
});

function sightAt(now: string, attempts: Attempts = new Map()): Sight {
  return { now: momentFromIso(`2023-10-${now}:00Z`), zone: "UTC", attempts };
}
