import assert from "node:assert/strict";
import { test } from "node:test";
import { type Instant, instantFromMs, later } from "@casement/engine";
import { Pace } from "../../src/sending/pace.ts";

/** How long a message that left at a moment takes to arrive, and then its answer to come. */
type Way = (left: number) => { readonly thereMs: number; readonly backMs: number };

const QUICK: Way = () => ({ thereMs: 1, backMs: 2 });

interface Gone {
  readonly left: Instant;
  readonly arrived: number;
  readonly answered: number;
}

/** What goes if there is always another message, from `from` on and before `until`. */
function going(
  pace: Pace,
  perSecond: number,
  { from = 0, until, way = QUICK }: { from?: number; until: number; way?: Way },
): Gone[] {
  const gone: Gone[] = [];
  const open: Gone[] = [];
  for (let now = instantFromMs(from); now < until; ) {
    const at = pace.nextAt(perSecond, now);
    const answered = open.reduce((least, one) => Math.min(least, one.answered), Infinity);
    if (answered < at) {
      now = instantFromMs(Math.max(now, answered));
      const place = open.findIndex((one) => one.answered === answered);
      for (const one of open.splice(place, 1)) pace.answered(one.left, now);
      continue;
    }
    now = at;
    if (now >= until) break;
    pace.went(perSecond, now);
    const { thereMs, backMs } = way(now);
    const one = { left: now, arrived: now + thereMs, answered: now + thereMs + backMs };
    gone.push(one);
    open.push(one);
  }
  return gone;
}

function steadyIn(gone: readonly Gone[], from: number, until: number): number {
  const count = gone.filter(({ arrived }) => arrived >= from && arrived < until).length;
  return (count * 1_000) / (until - from);
}

function mostInASecond(gone: readonly Gone[]): number {
  const arrived = gone.map((one) => one.arrived).sort((a, b) => a - b);
  let oldest = 0;
  const counts = arrived.map((at, newest) => {
    while (at - (arrived[oldest] ?? at) >= 1_000) oldest += 1;
    return newest - oldest + 1;
  });
  return Math.max(...counts);
}

for (const perSecond of [80, 1_000]) {
  test(`[S6] of ${perSecond} a second no second holds more, and 97 % and more of it is used`, () => {
    const gone = going(new Pace(), perSecond, { until: 6_000 });

    assert.equal(mostInASecond(gone) <= perSecond, true);
    const steady = steadyIn(gone, 1_000, 5_000);
    assert.equal(steady >= 0.97 * perSecond, true, `${steady} a second`);
  });

  test(`[S6] of ${perSecond} a second no second holds more when the other side stands still now and then`, () => {
    // What leaves in the 65 ms of every 1,370 arrives at their end, all at once.
    const stalling: Way = (left) => {
      const inTurn = left % 1_370;
      return { thereMs: 1 + (inTurn < 65 ? 65 - inTurn : 0), backMs: 2 + (left % 3) };
    };

    const from = 1_370_000;

    const gone = going(new Pace(), perSecond, { from, until: from + 12_000, way: stalling });

    const most = mostInASecond(gone);
    assert.equal(most <= perSecond, true, `${most} in a second`);
    const steady = steadyIn(gone, from + 1_000, from + 11_000);
    assert.equal(steady >= 0.95 * perSecond, true, `${steady} a second`);
  });

  test(`[S6] of ${perSecond} a second 97 % are used though answers take very different times`, () => {
    // The way there is even; it is the answering that takes from 60 ms to 460.
    const slow: Way = (left) => ({ thereMs: 40, backMs: 60 + ((left * 7_919) % 400) });

    const gone = going(new Pace(), perSecond, { until: 12_000, way: slow });

    const most = mostInASecond(gone);
    assert.equal(most <= perSecond, true, `${most} in a second`);
    const steady = steadyIn(gone, 3_000, 11_000);
    assert.equal(steady >= 0.97 * perSecond, true, `${steady} a second`);
  });
}

test("[S6] a call that is never answered counts as one that came late, and holds nothing up for long", () => {
  const pace = new Pace();
  const gone = going(pace, 80, { until: 4_000, way: () => ({ thereMs: 1, backMs: 60_000 }) });

  assert.equal(mostInASecond(gone) <= 80, true);
  assert.equal(steadyIn(gone, 1_000, 3_000) > 0.9 * 80, true);
});

test("[S6] after 130429 the number rests, goes on slower, and finds back to its pace", () => {
  const pace = new Pace();
  going(pace, 80, { until: 1_000 });
  const at = instantFromMs(1_000);
  pace.slowDown(at, 0.5);
  pace.slowDown(later(at, 10), 0.5);

  const gone = going(pace, 80, { from: 1_000, until: 20_000 });

  assert.equal(gone[0]?.left, 2_500);
  const inSecondFrom = (from: number): number =>
    gone.filter(({ left }) => left >= from && left < from + 1_000).length;
  assert.equal(inSecondFrom(3_000) < 66, true);
  assert.equal(inSecondFrom(3_000) > 50, true);
  assert.equal(inSecondFrom(15_000) >= 78, true);
});
