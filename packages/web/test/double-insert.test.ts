import assert from "node:assert/strict";
import { test } from "node:test";
import {
  EMPTY_SCREEN,
  type Screen,
  type ScreenEvent,
  screenAfter,
} from "../src/inbox/live/screen.ts";
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

function after(events: readonly ScreenEvent[], screen: Screen = EMPTY_SCREEN): Screen {
  return events.reduce(screenAfter, screen);
}

function told(message: ReturnType<typeof messageShape>): ScreenEvent {
  return { kind: "message", number_id: "100", thread_id: "t1", message };
}

function idsOf(screen: Screen): string[] {
  return (screen.opened.get(KEY)?.messages ?? []).map((message) => message.id);
}
