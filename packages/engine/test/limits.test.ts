import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Instant,
  instantFromMs,
  isReachLimitReached,
  MARKETING_RETRY_AFTER_MS,
  type PairPace,
  pairPaceAfter,
  pairRetryAfterMs,
  pairSendAt,
  reachLimitAt,
  startOfDay,
  templatePauseMs,
  throughputSendAt,
} from "@casement/engine";
import fc from "fast-check";

// SPEC, Decisions: the limits as arithmetic.

const at = instantFromMs;

/** Sends as early as may be from 0 on, `count` times, and gives the moments. */
function sendAll(count: number, gapMs = 0): number[] {
  const moments: number[] = [];
  let pace: PairPace | null = null;
  let now = at(0);
  for (let n = 0; n < count; n++) {
    now = pairSendAt(pace, now);
    pace = pairPaceAfter(pace, now);
    moments.push(now);
    now = at(now + gapMs);
  }
  return moments;
}

test("[A17] one message in six seconds goes to a customer, and a burst is paid for after", () => {
  assert.deepEqual(sendAll(3, 6_000), [0, 6_000, 12_000]);
  const burst = sendAll(46);
  assert.deepEqual(burst.slice(0, 45), Array(45).fill(0));
  assert.equal(burst[45], 6_000);
  assert.deepEqual(sendAll(4, 4_000), [0, 4_000, 8_000, 12_000]);
  let pace = pairPaceAfter(null, at(0));
  pace = pairPaceAfter(pace, at(6_000));
  assert.equal(pace.paidAt, 12_000, "what is paid for is not owed");
  pace = pairPaceAfter(pace, at(7_000));
  assert.equal(pace.paidAt, 18_000, "what is borrowed is paid for after the rest");
});

test("[A17] in the long run no customer is sent more than one message in six seconds", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 200 }), (gaps) => {
      let pace: PairPace | null = null;
      let now = at(0);
      const moments: number[] = [];
      for (const gap of gaps) {
        now = pairSendAt(pace, at(now + gap));
        pace = pairPaceAfter(pace, now);
        moments.push(now);
      }
      const [first = 0, last = 0] = [moments[0], moments.at(-1)];
      assert.ok(moments.length <= (last - first) / 6_000 + 45 + 1);
    }),
  );
});

test("[A17] after a refusal for the pair rate the wait grows fourfold", () => {
  assert.deepEqual([0, 1, 2, 3].map(pairRetryAfterMs), [1_000, 4_000, 16_000, 64_000]);
});

test("[A18] no second holds more messages than the number may send", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(300), { maxLength: 100 }),
      fc.integer({ min: 1, max: 8 }),
      (gaps, perSecond) => {
        const sent: Instant[] = [];
        let now = at(0);
        for (const gap of gaps) {
          now = throughputSendAt(sent, perSecond, at(now + gap));
          sent.push(now);
        }
        for (const [index, moment] of sent.entries()) {
          const within = sent.slice(index).filter((one) => one < moment + 1_000);
          assert.ok(within.length <= perSecond);
        }
      },
    ),
  );
  assert.equal(throughputSendAt([at(0), at(500)], 2, at(600)), 1_000);
});

test("[A19] the limit was a number's, and from 2025-10-08 the portfolio's", () => {
  const start = startOfDay("2025-10-08", "UTC");
  assert.equal(reachLimitAt(at(start - 1)).scope, "number");
  assert.equal(reachLimitAt(at(start - 1)).levels[1], 1_000);
  assert.equal(reachLimitAt(start).scope, "portfolio");
  assert.equal(reachLimitAt(start).levels[1], 2_000);
});

test("[A19] we stop at 95 in a hundred, but not for a customer who was reached already", () => {
  const reach = (reached: number, isAmongThem = false): boolean =>
    isReachLimitReached({ limit: 2_000, reached, isAmongThem });
  assert.equal(reach(1_899), false);
  assert.equal(reach(1_900), true);
  assert.equal(reach(1_900, true), false);
  assert.equal(
    isReachLimitReached({ limit: Number.POSITIVE_INFINITY, reached: 1e9, isAmongThem: false }),
    false,
  );
});

test("[A20] a customer whom the platform spared marketing is left alone for a day", () => {
  assert.equal(MARKETING_RETRY_AFTER_MS, 24 * 3_600_000);
});

test("[A21] a template is paused for three hours, then for six, and then disabled", () => {
  assert.deepEqual([0, 1, 2].map(templatePauseMs), [3 * 3_600_000, 6 * 3_600_000, "disabled"]);
});
