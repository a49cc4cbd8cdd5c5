import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeliveryShape } from "@casement/hub/api";
import {
  deliveryWords,
  EVENT_LIST,
  getsWords,
  standingOf,
} from "../src/inbox/settings/endpoint-words.ts";

test("an endpoint says what it gets, and how it stands", () => {
  const at = "2026-11-02T09:00:00.000Z";
  const all = EVENT_LIST.map(({ kind }) => kind);

  assert.equal(getsWords({ events: null }), "Meta’s posts, as Meta sends them");
  assert.equal(getsWords({ events: ["draft.refused"] }), "draft.refused");
  assert.equal(all.length, 15);
  assert.equal(standingOf({ paused_at: at, failing_since: at }).words, "Paused");
  assert.equal(standingOf({ paused_at: null, failing_since: at }).words, "Failing");
  assert.equal(standingOf({ paused_at: null, failing_since: null }).words, "Running");
});

test("a delivery says how it stands and why, in words", () => {
  const waiting = { state: "waiting", next_at: "2026-11-02T09:00:00.000Z" } as const;

  assert.equal(words({ state: "delivered", attempts: 3 }), "Delivered");
  assert.equal(words(waiting), "Waits");
  assert.equal(words({ ...waiting, next_at: null }), "Waits for the one before it");
  assert.equal(
    words({ ...waiting, attempts: 2, answer_status: 503 }),
    "Tried 2 times: answered 503",
  );
  assert.equal(
    words({ state: "failed", attempts: 9, failure: "timed_out" }),
    "Given up: no answer in ten seconds",
  );
});

function words(one: Partial<DeliveryShape> & Pick<DeliveryShape, "state">): string {
  return deliveryWords({
    number_id: "1",
    post_id: "p",
    position: null,
    thread_id: null,
    attempts: 0,
    answer_status: null,
    failure: null,
    created_at: "2026-11-02T09:00:00.000Z",
    tried_at: null,
    next_at: null,
    ...one,
  }).words;
}
