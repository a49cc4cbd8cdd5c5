import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import fc from "fast-check";
import type { MessageStatus } from "../../src/api/shapes.ts";
import { messageStatus, type StatusTimes } from "../../src/inbox/message-status.ts";

const NEVER: StatusTimes = {
  sent_at: null,
  delivered_at: null,
  read_at: null,
  played_at: null,
  failed_at: null,
};
const AT = instantFromMs(1_000);

const cases: readonly [string, MessageStatus][] = [
  ["", "accepted"],
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["played", "played"],
  ["sent delivered read", "read"],
  ["failed", "failed"],
  ["sent failed", "failed"],
  ["delivered failed", "delivered"],
  ["read failed", "read"],
];

for (const [told, status] of cases) {
  test(`[F4] of a message told to be (${told}) the status shown is ${status}`, () => {
    const times = Object.fromEntries(told.split(" ").map((word) => [`${word}_at`, AT]));

    assert.equal(messageStatus("out", { ...NEVER, ...times }), status);
  });
}

test("[F4] the status is a function of what was told, and not of when", () => {
  const time = fc.option(fc.integer({ min: 0, max: 5 }).map(instantFromMs), { nil: null });
  const times = fc.record({
    sent_at: time,
    delivered_at: time,
    read_at: time,
    played_at: time,
    failed_at: time,
  });
  fc.assert(
    fc.property(times, (told) => {
      const atOnce = Object.fromEntries(
        Object.entries(told).map(([name, at]) => [name, at === null ? null : AT]),
      );

      assert.equal(messageStatus("out", told), messageStatus("out", { ...NEVER, ...atOnce }));
      assert.equal(messageStatus("in", told), "received");
    }),
  );
});
