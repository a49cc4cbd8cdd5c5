import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs, MINUTE_MS } from "@casement/engine";
import { StoreRest } from "../../src/media/store-rest.ts";

test("[I15] a store that fails is left alone, each time longer, and asked at once when it answered", () => {
  const rest = new StoreRest();
  const waits: number[] = [];
  let now = instantFromMs(0);
  assert.equal(rest.untilAfter(now), undefined);

  for (let i = 0; i < 8; i += 1) {
    // Of two calls that were under way together both fail.
    rest.failed(now);
    rest.failed(now);
    const until = rest.untilAfter(now) ?? now;
    waits.push((until - now) / 1_000);
    assert.equal(rest.untilAfter(until), undefined);
    now = until;
  }
  rest.failed(now);
  rest.answered();

  assert.deepEqual(waits, [10, 20, 40, 80, 160, 320, 600, 600]);
  assert.equal(rest.untilAfter(instantFromMs(now + MINUTE_MS)), undefined);
});
