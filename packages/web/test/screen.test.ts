import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  conversationsOf,
  EMPTY_SCREEN,
  type Screen,
  type ScreenEvent,
  screenAfter,
  threadsInOrder,
} from "../src/inbox/live/screen.ts";
import { timelineOf } from "../src/inbox/thread/timeline.ts";
import { momentFromIso } from "../src/time/moment.ts";
import {
  chargeShape,
  conversationShape,
  detailShape,
  messageShape,
  ourMessage,
  threadShape,
} from "./shapes.ts";

const KEY = "100/t1";

test("of two copies of a thread the one with the greater position stays, whichever came first", () => {
  const older = threadShape({ position: 4, unread: 2 });
  const newer = threadShape({ position: 5, unread: 0 });
  for (const threads of [
    [older, newer],
    [newer, older],
  ]) {
    const screen = after(threads.map((thread) => ({ kind: "thread", thread })));

    assert.deepEqual(screen.threads.get(KEY), newer);
  }
});

test("a stream that begins anew leaves nothing on the screen but the clock and what is open", () => {
  const screen = after([
    { kind: "clock", clock: { now: "2026-11-10T09:00:00.000Z", speed: 1 } },
    { kind: "thread", thread: threadShape({ position: 4 }) },
    { kind: "thread_opened", key: KEY },
    loaded([ourMessage("m1", "08:00", { status: "accepted" })], "older"),
    { kind: "begun_anew" },
  ]);

  assert.equal(screen.clock?.speed, 1);
  assert.equal(screen.threads.size, 0);
  assert.deepEqual([...screen.opened.keys()], [KEY]);
  assert.deepEqual([messagesOf(screen), screen.opened.get(KEY)?.older], [[], undefined]);
});

test("an answer that was asked for before an event does not undo the event", () => {
  const screen = after([
    { kind: "thread_opened", key: KEY },
    told(ourMessage("m1", "08:00", { status: "delivered" })),
    loaded([ourMessage("m1", "08:00", { status: "accepted" })], null),
  ]);

  assert.equal(messagesOf(screen)[0]?.status, "delivered");
});

test("a failure that is told late does not undo a delivery", () => {
  const screen = after([
    { kind: "thread_opened", key: KEY },
    told(ourMessage("m1", "08:00", { status: "delivered" })),
    told(ourMessage("m1", "08:00", { status: "failed" })),
  ]);

  assert.equal(messagesOf(screen)[0]?.status, "delivered");
});

test("a confirmed charge is kept when an older word on the message comes after it", () => {
  const confirmed = chargeShape({ state: "confirmed" });
  const screen = after([
    { kind: "thread_opened", key: KEY },
    told(ourMessage("m1", "08:00", { status: "delivered", charge: confirmed })),
    told(ourMessage("m1", "08:00", { status: "delivered", charge: chargeShape() })),
    told(ourMessage("m1", "08:00", { status: "read", charge: null })),
  ]);

  assert.deepEqual(messagesOf(screen)[0]?.charge, confirmed);
  assert.equal(messagesOf(screen)[0]?.status, "read");
});

test("of a thread that was not opened no messages are kept", () => {
  assert.equal(after([told(messageShape("m1", "07:41"))]), EMPTY_SCREEN);
});

test("in the same second the customer's message comes before ours, as the facts are ordered", () => {
  const screen = after([
    { kind: "thread_opened", key: KEY },
    told(ourMessage("a", "08:00")),
    told(messageShape("b", "08:00")),
  ]);

  assert.deepEqual(idsOf(screen), ["b", "a"]);
});

test("what the closed window refused stands before the message of that second that opened it", () => {
  const error = { code: 131047, title: "Not sent", remedy: "use_template" };
  const refused = { status: "refused", error, at: "2023-10-12T08:00:00.400Z" } as const;
  const blocked = { ...refused, error: { ...error, code: 130403 } };
  const screen = after([
    { kind: "thread_opened", key: KEY },
    told(messageShape("theirs", "08:00")),
    told(ourMessage("blocked", "08:00", blocked)),
    told(ourMessage("refused", "08:00", refused)),
    told(messageShape("earlier", "07:59", { at: "2023-10-12T07:59:59Z" })),
  ]);

  assert.deepEqual(idsOf(screen), ["earlier", "refused", "theirs", "blocked"]);
  const items = timelineOf(messagesOf(screen), [], {
    ...{ now: momentFromIso("2023-10-12T09:00:00Z"), zone: "UTC", attempts: new Map() },
  });
  assert.deepEqual(
    items.flatMap((item) => (item.kind === "message" ? [item.message.id] : [])),
    ["earlier", "refused", "theirs", "blocked"],
  );
});

test("a message that arrives while its thread is loading is not lost", () => {
  const screen = after([
    { kind: "thread_opened", key: KEY },
    told(messageShape("m2", "08:02")),
    loaded([messageShape("m1", "07:41")], null),
  ]);

  assert.deepEqual(idsOf(screen), ["m1", "m2"]);
});

test("a newest page that reaches what is on screen joins it", () => {
  const screen = after([
    loaded([messageShape("m1", "07:00"), messageShape("m2", "08:00")], "older"),
    loaded([messageShape("m2", "08:00"), messageShape("m3", "09:00")], "other"),
  ]);

  assert.deepEqual(idsOf(screen), ["m1", "m2", "m3"]);
  assert.equal(screen.opened.get(KEY)?.older, "older");
});

test("a newest page that does not reach what is on screen replaces it: no hole is drawn over", () => {
  const screen = after([
    loaded([messageShape("m1", "07:00")], "older"),
    told(messageShape("m9", "12:00")),
    loaded([messageShape("m7", "10:00"), messageShape("m8", "11:00")], "m7"),
  ]);

  assert.deepEqual(idsOf(screen), ["m7", "m8", "m9"]);
  assert.equal(screen.opened.get(KEY)?.older, "m7");
});

test("older messages come before those on screen, and say where the next ones are", () => {
  const screen = after([
    loaded([messageShape("m2", "08:00")], "m2"),
    {
      kind: "messages_loaded",
      key: KEY,
      page: "older",
      before: "m2",
      messages: [messageShape("m1", "07:00")],
      older: null,
    },
  ]);

  assert.deepEqual(idsOf(screen), ["m1", "m2"]);
  assert.equal(screen.opened.get(KEY)?.older, null);
});

test("older messages that come when their place was let go are let go too: no hole is drawn over", () => {
  const screen = after([
    loaded([messageShape("m2", "08:00")], "m2"),
    loaded([messageShape("m8", "11:00")], "m8"),
    {
      kind: "messages_loaded",
      key: KEY,
      page: "older",
      before: "m2",
      messages: [messageShape("m1", "07:00")],
      older: null,
    },
  ]);

  assert.deepEqual(idsOf(screen), ["m8"]);
  assert.equal(screen.opened.get(KEY)?.older, "m8");
});

test("what is told of a message before those on screen waits until what lies between is loaded", () => {
  const priced = ourMessage("m1", "05:00", { charge: chargeShape({ state: "corrected" }) });
  const on = after([loaded([messageShape("m3", "08:00")], "m3"), told(priced)]);
  const older = { kind: "messages_loaded", key: KEY, page: "older" } as const;

  const between = after(
    [{ ...older, before: "m3", messages: [messageShape("m2", "07:00")], older: "m2" }],
    on,
  );
  const all = after(
    [{ ...older, before: "m2", messages: [ourMessage("m1", "05:00")], older: null }],
    between,
  );

  assert.deepEqual([on, between, all].map(idsOf), [["m3"], ["m2", "m3"], ["m1", "m2", "m3"]]);
  assert.deepEqual(messagesOf(all)[0], priced);
  assert.deepEqual(all.opened.get(KEY)?.behind, []);
});

test("what is told of the oldest message on screen is shown, also under another id", () => {
  const screen = after([
    loaded([ourMessage("d1", "08:00", { draft_id: "d1", status: "sending" })], "d1"),
    told(ourMessage("w1", "07:59", { draft_id: "d1", status: "delivered" })),
  ]);

  assert.deepEqual(
    messagesOf(screen).map(({ id, status }) => [id, status]),
    [["w1", "delivered"]],
  );
});

test("the clock does not go back", () => {
  const screen = after([
    { kind: "clock", clock: { now: "2023-10-13T08:00:00Z", speed: 1 } },
    { kind: "clock", clock: { now: "2023-10-12T08:00:00Z", speed: 1 } },
  ]);

  assert.equal(screen.clock?.now, "2023-10-13T08:00:00Z");
});

test("threads stand in the order of their last message, newest first", () => {
  const quiet = threadShape({ thread_id: "quiet" });
  const late = threadShape({ thread_id: "late", last_message: lastAt("09:00") });
  const early = threadShape({ thread_id: "early", last_message: lastAt("08:00") });
  const { threads } = after([{ kind: "threads_loaded", threads: [quiet, early, late] }]);

  assert.deepEqual(
    threadsInOrder(threads).map((thread) => thread.thread_id),
    ["late", "early", "quiet"],
  );
});

test("a conversation that the stream told of is a band before the detail is loaded again", () => {
  const service = conversationShape("service", "m1", { opened: "12T08:00", expires: "13T08:00" });
  const more = { ...service, message_count: 2 };
  const marketing = conversationShape("marketing", "m2", {
    opened: "12T09:00",
    expires: "13T09:00",
  });
  const detail = detailShape(threadShape({ position: 1, conversations: [service] }), [service]);
  const thread = threadShape({ position: 2, conversations: [more, marketing] });

  assert.deepEqual(conversationsOf(detail, thread), [more, marketing]);
  assert.deepEqual(conversationsOf(detail, detail.thread), [service]);
});

test("two windows that were told the same things in any order show the same", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...NEWS], { minLength: NEWS.length }), (events) => {
      const opened = after([{ kind: "thread_opened", key: KEY }]);
      const straight = after(NEWS, opened);
      const mixed = after([...events, ...events.slice(0, 3)], opened);
      assert.deepEqual(messagesOf(mixed), messagesOf(straight));
      assert.deepEqual(mixed.threads, straight.threads);
    }),
  );
});

const NEWS: readonly ScreenEvent[] = [
  told(messageShape("m1", "07:41")),
  told(ourMessage("d1", "08:00", { draft_id: "d1", status: "waiting" })),
  told(ourMessage("w1", "08:00", { draft_id: "d1", status: "accepted" })),
  told(ourMessage("w1", "08:00", { draft_id: "d1", status: "delivered", charge: chargeShape() })),
  told(
    ourMessage("w1", "08:00", {
      draft_id: "d1",
      status: "read",
      charge: chargeShape({ state: "confirmed" }),
    }),
  ),
  told(messageShape("m2", "08:00")),
  told(messageShape("m2", "08:00", { ...wordsOf("Two figs"), edited_at: "2023-10-12T08:01:00Z" })),
  told(messageShape("m2", "08:00", { ...wordsOf("Six figs"), edited_at: "2023-10-12T08:02:00Z" })),
  told(messageShape("m1", "07:41", { ...wordsOf("Plums"), edited_at: "2023-10-12T07:42:00Z" })),
  told(messageShape("m1", "07:41", { ...wordsOf(""), revoked_at: "2023-10-12T07:43:00Z" })),
  { kind: "thread", thread: threadShape({ position: 2 }) },
  { kind: "thread", thread: threadShape({ position: 3, unread: 1 }) },
];

function wordsOf(text: string) {
  return { content: { kind: "text", text } } as const;
}

function after(events: readonly ScreenEvent[], screen: Screen = EMPTY_SCREEN): Screen {
  return events.reduce(screenAfter, screen);
}

function told(message: ReturnType<typeof messageShape>): ScreenEvent {
  return { kind: "message", number_id: "100", thread_id: "t1", message };
}

function loaded(messages: ReturnType<typeof messageShape>[], older: string | null): ScreenEvent {
  return { kind: "messages_loaded", key: KEY, page: "newest", messages, older };
}

function messagesOf(screen: Screen) {
  return screen.opened.get(KEY)?.messages ?? [];
}

function idsOf(screen: Screen): string[] {
  return messagesOf(screen).map((message) => message.id);
}

function lastAt(at: string) {
  const iso = `2023-10-12T${at}:00Z`;
  return { id: at, direction: "in", at: iso, preview: at, status: "received" } as const;
}

test("a thread that was merged into another goes, and what was open of either is forgotten", () => {
  const other = threadShape({ thread_id: "t2", position: 7 });
  const screen = after([
    { kind: "thread", thread: threadShape({ position: 4 }) },
    { kind: "thread", thread: other },
    { kind: "thread_opened", key: KEY },
    told(ourMessage("m1", "08:00")),
    { kind: "regrouped", number_id: "100", thread_id: "t1", thread: null },
  ]);

  assert.deepEqual([...screen.threads.values()], [other]);
  assert.equal(screen.opened.size, 0);
  const back = threadShape({ position: 9 });
  const regrouped = { kind: "regrouped", number_id: "100", thread_id: "t1", thread: back } as const;
  assert.deepEqual(screenAfter(screen, regrouped).threads.get(KEY), back);
});

test("what was sent from here and has no answer yet stays when its thread is put together anew", () => {
  const message = ourMessage("key-1", "08:00");
  const draft = { kind: "text", text: "hello" } as const;
  const attempt = { idempotencyKey: "key-1", draft, message, trouble: undefined };
  const trouble = { kind: "unanswered", why: "" } as const;
  const thread = threadShape({ position: 9 });
  const screen = after([
    { kind: "thread_opened", key: KEY },
    { kind: "attempt_begun", key: KEY, attempt },
    { kind: "regrouped", number_id: "100", thread_id: "t1", thread },
    { kind: "attempt_failed", key: KEY, idempotencyKey: "key-1", trouble },
  ]);

  const opened = screen.opened.get(KEY);
  assert.deepEqual(opened?.messages, []);
  assert.deepEqual(opened?.attempts.get("key-1")?.trouble, trouble);
});
