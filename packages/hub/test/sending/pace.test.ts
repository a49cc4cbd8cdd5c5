import assert from "node:assert/strict";
import { test } from "node:test";
import { type Instant, instantFromMs, later } from "@casement/engine";
import { Pace } from "../../src/sending/pace.ts";

/** When messages go that always have another behind them, from `from` on and before `until`. */
function goingAt(pace: Pace, perSecond: number, from: number, until: number): Instant[] {
  const went: Instant[] = [];
  for (let now = instantFromMs(from); ; ) {
    now = pace.nextAt(perSecond, now);
    if (now >= until) return went;
    pace.went(perSecond, now);
    went.push(now);
  }
}

function mostInASecond(went: readonly Instant[]): number {
  let oldest = 0;
  const counts = went.map((at, newest) => {
    while (at - (went[oldest] ?? at) >= 1_000) oldest += 1;
    return newest - oldest + 1;
  });
  return Math.max(...counts);
}

for (const perSecond of [80, 1_000]) {
  test(`[S6] of ${perSecond} a second no second holds more, and 97 % and more of it is used`, () => {
    const went = goingAt(new Pace(), perSecond, 0, 6_000);

    assert.equal(mostInASecond(went) <= perSecond, true);
    const steady = went.filter((at) => at >= 1_000 && at < 5_000).length / 4;
    assert.equal(steady >= 0.97 * perSecond, true, `${steady} a second`);
  });
}

test("[S6] what left a second apart and came 19 ms closer was still not more than allowed", () => {
  const went = goingAt(new Pace(), 80, 0, 4_000);

  const [first = 0] = went;
  const within = went.filter((at) => at < first + 1_019).length;

  assert.equal(within, 80);
});

test("[S6] after 130429 the number rests, goes on slower, and finds back to its pace", () => {
  const pace = new Pace();
  goingAt(pace, 80, 0, 1_000);
  const at = instantFromMs(1_000);
  pace.slowDown(at, 0.5);
  pace.slowDown(later(at, 10), 0.5);

  const went = goingAt(pace, 80, 1_000, 20_000);

  assert.equal(went[0], 2_500);
  const inSecondFrom = (from: number): number =>
    went.filter((one) => one >= from && one < from + 1_000).length;
  assert.equal(inSecondFrom(3_000) < 66, true);
  assert.equal(inSecondFrom(3_000) > 50, true);
  assert.equal(inSecondFrom(15_000) >= 78, true);
});
