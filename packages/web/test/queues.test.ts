import assert from "node:assert/strict";
import { test } from "node:test";
import type { ThreadShape } from "@casement/hub/api";
import { inboxSearchFrom } from "../src/inbox/list/inbox-search.ts";
import { frontierOf, type Queue, threadsIn } from "../src/inbox/list/queues.ts";
import { threadsInOrder } from "../src/inbox/live/screen.ts";
import { momentFromIso } from "../src/time/moment.ts";
import { threadShape } from "./shapes.ts";

test("an address names a queue and a search, and nothing else of it counts", () => {
  assert.deepEqual(inboxSearchFrom({ queue: "unread", q: " plum " }), {
    queue: "unread",
    q: "plum",
  });
  assert.deepEqual(inboxSearchFrom({ queue: "all", q: 1042, more: true }), { q: "1042" });
  assert.deepEqual(inboxSearchFrom({ queue: "mine", q: " " }), {});
  assert.deepEqual(inboxSearchFrom({ queue: ["unread"], q: {} }), {});
});

const NOW = momentFromIso("2023-10-12T12:00:00.000Z");

interface Parts {
  readonly closes?: string;
  readonly lapses?: string;
  readonly unread?: number;
  /** Since when the customer waits for an answer. */
  readonly waits?: string;
}

/** A thread of `id` in which something was last said at `at`, a time of 2023-10-12. */
function thread(id: string, at: string | null, parts: Parts = {}) {
  const { closes, lapses, unread = 0, waits } = parts;
  return threadShape({
    thread_id: id,
    unread,
    waiting_since: waits === undefined ? null : day(waits),
    window: closes === undefined ? null : { opened_at: day("00:00"), closes_at: day(closes) },
    entry_point_offer: lapses === undefined ? null : { lapses_at: day(lapses) },
    last_message:
      at === null
        ? null
        : { id: `m-${id}`, direction: "out", at: day(at), preview: "", status: "received" },
  });
}

function day(time: string): string {
  return `2023-10-12T${time}:00.000Z`;
}

const THREADS = [
  thread("closes at 13", "08:00", { closes: "13:00", unread: 2, waits: "07:59" }),
  thread("closes at 14", "09:00", { closes: "14:00", lapses: "13:59" }),
  thread("closes at 15", "07:00", { closes: "15:00", lapses: "12:01", waits: "06:00" }),
  thread("closed just now", "11:00", { closes: "12:00", lapses: "12:00" }),
  thread("never open", "10:00"),
  thread("never said a word", null, { closes: "20:00" }),
];

function shown(queue: Queue, frontier?: ThreadShape): string[] {
  const known = new Map(THREADS.map((one) => [`100/${one.thread_id}` as const, one]));
  return threadsIn(queue, threadsInOrder(known), { now: NOW, frontier }).map(
    (one) => one.thread_id,
  );
}

test("a queue holds what the hub's does, in the second in which it is asked", () => {
  assert.deepEqual(shown("all"), [
    "closed just now",
    "never open",
    "closes at 14",
    "closes at 13",
    "closes at 15",
    "never said a word",
  ]);
  assert.deepEqual(shown("open"), [
    "closes at 14",
    "closes at 13",
    "closes at 15",
    "never said a word",
  ]);
  assert.deepEqual(shown("unread"), ["closes at 13"]);
  assert.deepEqual(shown("closed"), ["closed just now"]);
});

test("who waits longest comes first, whatever was last said", () => {
  assert.deepEqual(shown("waiting"), ["closes at 15", "closes at 13"]);
});

test("what can be lost stands in the order in which it is lost", () => {
  assert.deepEqual(shown("closing_soon"), ["closes at 13", "closes at 14"]);
  assert.deepEqual(shown("entry_points"), ["closes at 15", "closes at 14"]);
});

test("nothing is shown beyond what was loaded, be it known from another queue", () => {
  assert.deepEqual(shown("open", THREADS[0]), ["closes at 14", "closes at 13"]);
  assert.deepEqual(shown("closing_soon", THREADS[0]), ["closes at 13"]);
});

test("the end of what was loaded stays where it was, whatever becomes of the thread there", () => {
  const keys = [
    thread("waits since 6", "07:00", { waits: "06:00" }),
    thread("waits since 8", "09:00", { waits: "08:00" }),
  ];
  const answered = thread("waits since 8", "11:00");
  const shownWith = (last: ThreadShape | undefined, next: string | null) => {
    const now = [keys[0]!, last!, thread("waits since 10", "10:30", { waits: "10:00" })];
    const known = new Map(now.map((one) => [`100/${one.thread_id}` as const, one]));
    const frontier = frontierOf([{ keys, next }]);
    return threadsIn("waiting", threadsInOrder(known), { now: NOW, frontier }).map(
      (one) => one.thread_id,
    );
  };
  assert.deepEqual(shownWith(keys[1], "more"), ["waits since 6", "waits since 8"]);
  assert.deepEqual(shownWith(answered, "more"), ["waits since 6"]);
  assert.deepEqual(shownWith(answered, null), ["waits since 6", "waits since 10"]);
});
