import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageShape } from "@casement/hub/api";
import fc from "fast-check";
import { messageBeingSent } from "../src/inbox/composer/draft-content.ts";
import { type Attempt, messagesShown } from "../src/inbox/live/attempts.ts";
import {
  EMPTY_SCREEN,
  type Screen,
  type ScreenEvent,
  screenAfter,
} from "../src/inbox/live/screen.ts";
import { timelineOf } from "../src/inbox/thread/timeline.ts";
import { momentFromIso } from "../src/time/moment.ts";
import { messageShape, ourMessage } from "./shapes.ts";

// What one sends comes back by the stream, before the answer or after it, and after a lost
// connection again. A list that is added to shows it twice; what is kept by its id does not.

const KEY = "100/t1";

test("the same event twice shows once", () => {
  const opened = after([{ kind: "thread_opened", key: KEY }]);
  const event = told(messageShape("m1", "07:41"));

  const twice = after([event, event], opened);

  assert.deepEqual(idsOf(twice), ["m1"]);
});

test("a draft becomes the message that it was sent as", () => {
  const screen = after([
    { kind: "thread_opened", key: KEY },
    told(ourMessage("d1", "08:00", { draft_id: "d1", status: "sending" })),
    told(ourMessage("wamid.1", "08:00", { draft_id: "d1", status: "accepted" })),
    told(ourMessage("d1", "08:00", { draft_id: "d1", status: "sending" })),
  ]);

  assert.deepEqual(idsOf(screen), ["wamid.1"]);
});

test("an answer and the stream tell of one message in any order, and it is there once", () => {
  const answer = told(ourMessage("d1", "08:00", { draft_id: "d1", status: "sending" }));
  const stream = told(ourMessage("wamid.1", "08:00", { draft_id: "d1", status: "accepted" }));
  const other = told(messageShape("m2", "07:59"));
  for (const events of [
    [answer, stream, other, stream],
    [stream, answer, stream, other],
    [other, stream, stream, answer],
  ]) {
    const screen = after([{ kind: "thread_opened", key: KEY }, ...events]);

    assert.deepEqual(idsOf(screen).sort(), ["m2", "wamid.1"]);
  }
});

test("what is being sent is on screen once and in one place, whoever tells of it first", () => {
  const attempt = attemptAt("08:00");
  const started = after([
    { kind: "thread_opened", key: KEY },
    { kind: "attempt_begun", key: KEY, attempt },
  ]);
  const ours = (id: string, status: MessageShape["status"]): ScreenEvent =>
    told(ourMessage(id, "08:00", { draft_id: "d1", idempotency_key: "k1", status }));
  const news: readonly ScreenEvent[] = [
    ours("d1", "waiting"),
    ours("wamid.1", "accepted"),
    ours("wamid.1", "delivered"),
    told(messageShape("m2", "07:59")),
    told(ourMessage("d2", "08:00", { draft_id: "d2", idempotency_key: "theirs" })),
    { kind: "attempt_failed", key: KEY, idempotencyKey: "k1", trouble: NOT_ANSWERED },
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...news), { maxLength: 12 }), (events) => {
      let screen = started;
      for (const event of events) {
        screen = screenAfter(screen, event);
        const keys = keysOf(screen);
        assert.equal(keys.filter((key) => key === "k1").length, 1);
        assert.equal(new Set(keys).size, keys.length);
      }
      const without = after([{ kind: "thread_opened", key: KEY }, ...events]);
      const isTold = without.opened.get(KEY)?.messages.some((one) => one.draft_id === "d1");
      if (isTold === true) assert.deepEqual(shownOf(screen), shownOf(without));
    }),
  );
});

test("an attempt that was refused stays to be read, until it is forgotten", () => {
  const trouble = { kind: "refused", why: "The window closed." } as const;
  const screen = after([
    { kind: "attempt_begun", key: KEY, attempt: attemptAt("08:00") },
    { kind: "attempt_failed", key: KEY, idempotencyKey: "k1", trouble },
  ]);

  assert.deepEqual(screen.opened.get(KEY)?.attempts.get("k1")?.trouble, trouble);
  assert.equal(shownOf(screen).length, 1);
  const forgotten = screenAfter(screen, {
    kind: "attempt_forgotten",
    key: KEY,
    idempotencyKey: "k1",
  });
  assert.equal(shownOf(forgotten).length, 0);
});

const NOT_ANSWERED = { kind: "unanswered", why: "" } as const;

function attemptAt(time: string): Attempt {
  const draft = { kind: "text", text: "hello" } as const;
  const at = momentFromIso(`2023-10-12T${time}:00Z`);
  const message = messageBeingSent("k1", { draft, content: draft, at });
  return { idempotencyKey: "k1", draft, message, trouble: undefined };
}

function shownOf(screen: Screen): readonly MessageShape[] {
  const opened = screen.opened.get(KEY);
  return opened === undefined ? [] : messagesShown(opened.messages, opened.attempts);
}

/** The lines of the messages, by which they stay the same parts of the page. */
function keysOf(screen: Screen): string[] {
  const attempts = screen.opened.get(KEY)?.attempts ?? new Map();
  const now = momentFromIso("2023-10-12T09:00:00Z");
  return timelineOf(shownOf(screen), [], { now, zone: "UTC", attempts })
    .filter((item) => item.kind === "message")
    .map((item) => item.key);
}

function after(events: readonly ScreenEvent[], screen: Screen = EMPTY_SCREEN): Screen {
  return events.reduce(screenAfter, screen);
}

function told(message: ReturnType<typeof messageShape>): ScreenEvent {
  return { kind: "message", number_id: "100", thread_id: "t1", message };
}

function idsOf(screen: Screen): string[] {
  return (screen.opened.get(KEY)?.messages ?? []).map((message) => message.id);
}
