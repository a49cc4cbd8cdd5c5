import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromIso, later } from "@casement/engine";
import { type MachineTime, VirtualClock } from "@casement/engine/clock";
import { ScreenClock } from "../src/time/screen-clock.ts";

test("the screen's clock goes on from the hub's word at the hub's speed", async () => {
  const { screen, pass } = begin();
  screen.follow({ now: "2023-10-12T14:00:00.000Z", speed: 60 });

  await pass(10_000);

  assert.equal(new Date(screen.now()).toISOString(), "2023-10-12T14:10:00.000Z");
});

test("a clock that stands still neither moves nor ticks", async () => {
  const { screen, pass, ticks } = begin();
  screen.follow({ now: "2023-10-12T14:00:00.000Z", speed: 0 });
  const before = ticks();

  await pass(60_000);

  assert.equal(new Date(screen.now()).toISOString(), "2023-10-12T14:00:00.000Z");
  assert.equal(ticks(), before);
});

test("a turned clock is on screen at once, and then ticks with the seconds", async () => {
  const { screen, pass, ticks } = begin();
  screen.follow({ now: "2023-10-12T14:00:00.250Z", speed: 1 });
  screen.follow({ now: "2023-10-13T14:00:00.250Z", speed: 1 });
  assert.equal(new Date(screen.shown()).toISOString(), "2023-10-13T14:00:00.250Z");
  const before = ticks();

  await pass(3_000);

  assert.equal(ticks() - before, 3);
  assert.equal(new Date(screen.shown()).toISOString(), "2023-10-13T14:00:03.000Z");
});

test("a fast clock is drawn five times a second and no more", async () => {
  const { screen, pass, ticks } = begin();
  screen.follow({ now: "2023-10-12T14:00:00.000Z", speed: 600 });
  const before = ticks();

  await pass(1_000);

  assert.equal(ticks() - before, 5);
});

test("a clock nobody looks at does not tick", async () => {
  const { machine, pass } = makeMachine();
  const screen = new ScreenClock(machine);
  let ticks = 0;
  const leave = screen.subscribe(() => {
    ticks += 1;
  });
  leave();

  await pass(5_000);

  assert.equal(ticks, 1, "the one tick of the beginning");
});

function begin() {
  const { machine, pass } = makeMachine();
  const screen = new ScreenClock(machine);
  let count = 0;
  screen.subscribe(() => {
    count += 1;
  });
  return { screen, pass, ticks: () => count };
}

/** The machine's time, turned by hand. */
function makeMachine(): { machine: MachineTime; pass: (ms: number) => Promise<void> } {
  const start = instantFromIso("2026-01-01T00:00:00Z");
  assert.ok(start);
  const clock = new VirtualClock(start);
  const machine: MachineTime = {
    nowMs: () => clock.now(),
    after: (ms, task) => clock.schedule(later(clock.now(), Math.round(ms)), task),
  };
  return { machine, pass: (ms) => clock.advanceTo(later(clock.now(), ms)) };
}
