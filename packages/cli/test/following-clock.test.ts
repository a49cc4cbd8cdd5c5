import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { instantFromMs, later } from "@casement/engine";
import { FollowingClock } from "../src/emulated/following-clock.ts";
import { ManualMachine } from "./manual-machine.ts";

/** A clock that begins at 1,000,000 ms, and an emulator that says what the test wants. */
function beginClock() {
  const machine = new ManualMachine();
  const start = instantFromMs(1_000_000);
  const said = { now: start, speed: 0 };
  const clock = new FollowingClock({ start, machine, ask: async () => said });
  return {
    clock,
    machine,
    said,
    at: (ms: number) => later(start, ms),
    follow: (ms: number, speed: number) => clock.follow({ now: later(start, ms), speed }),
    get passed() {
      return clock.now() - start;
    },
  };
}

test("it moves to what the emulator says, and keeps appointments at their own time", async () => {
  const house = beginClock();
  const kept: number[] = [];
  house.clock.schedule(house.at(300), () => void kept.push(house.passed));
  house.clock.schedule(house.at(100), async () => {
    kept.push(house.passed);
    house.clock.schedule(house.at(200), () => void kept.push(house.passed));
  });

  await house.follow(250, 0);

  assert.deepEqual([house.passed, kept], [250, [100, 200]]);
});

test("it waits on the way until the hub is quiet", async () => {
  const house = beginClock();
  const quiet = Promise.withResolvers<void>();
  house.clock.join({ quiet: () => quiet.promise });

  const move = house.follow(250, 0);
  await setImmediate();
  assert.equal(house.passed, 0);

  quiet.resolve();
  await move;
  assert.equal(house.passed, 250);
});

test("between two words it goes on at the emulator's speed", async () => {
  const house = beginClock();
  const rang: number[] = [];
  house.clock.schedule(house.at(6_000), () => void rang.push(house.passed));

  await house.follow(0, 60);
  house.machine.turn(100);

  assert.deepEqual([house.passed, house.clock.speed, rang], [6_000, 60, [6_000]]);
});

test("it never goes back: where it is ahead it stands until the emulator is there", async () => {
  const house = beginClock();
  await house.follow(10_000, 0);

  await house.follow(4_000, 2);
  assert.equal(house.passed, 10_000);
  house.machine.turn(3_000);
  assert.equal(house.passed, 10_000);
  house.machine.turn(1_000);
  assert.equal(house.passed, 12_000);

  await house.follow(5_000, 0);
  house.machine.turn(1_000);
  assert.equal(house.passed, 12_000);
});

test("two words at once are taken one after the other, and an old one changes nothing", async () => {
  const house = beginClock();

  await Promise.all([house.follow(500, 0), house.follow(200, 0), house.follow(400, 0)]);

  assert.equal(house.passed, 500);
});

test("a word that is a little late is no turn, and moves nothing that goes by itself", async () => {
  const house = beginClock();
  await house.follow(0, 1);
  house.machine.turn(1_000);
  let turns = 0;
  const stop = house.clock.watch(() => void turns++);

  await house.follow(1_100, 1);
  assert.deepEqual([house.passed, turns], [1_000, 0]);

  await house.follow(2_000, 1);
  assert.deepEqual([house.passed, turns], [2_000, 1]);

  stop();
  await house.follow(2_000, 0);
  assert.deepEqual([house.clock.speed, turns], [0, 1]);
});

test("it catches up with what the emulator says when it is asked", async () => {
  const house = beginClock();
  house.said.now = house.at(700);

  await house.clock.catchUp();

  assert.equal(house.passed, 700);
});

test("once closed it stands", async () => {
  const house = beginClock();
  await house.follow(1_000, 1);

  house.clock.close();
  house.machine.turn(5_000);
  await house.follow(9_000, 1);

  assert.equal(house.passed, 1_000);
});
