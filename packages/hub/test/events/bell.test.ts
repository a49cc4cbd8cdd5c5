import assert from "node:assert/strict";
import { test } from "node:test";
import { Bell } from "../../src/events/bell.ts";

const NOTHING = { numberIds: new Set<bigint>(), clock: false, beat: false };

test("however often it rings while nobody looks, what is due is one set", async () => {
  const bell = new Bell();
  for (const numberId of [1n, 2n, 1n, 1n]) bell.ringFor(numberId);
  bell.ringForClock();
  bell.ringForClock();

  assert.deepEqual(await bell.next(), { numberIds: new Set([1n, 2n]), clock: true, beat: false });

  bell.ringForBeat();
  assert.deepEqual(await bell.next(), { ...NOTHING, beat: true });
});

test("who does not know which number rang means all of them", async () => {
  const bell = new Bell();
  bell.ringFor(1n);
  bell.ringFor(undefined);

  assert.deepEqual(await bell.next(), { ...NOTHING, numberIds: "all" });
});

test("a reader that waits is woken by the first ring", async () => {
  const bell = new Bell();
  const due = bell.next();
  bell.ringFor(7n);

  assert.deepEqual(await due, { ...NOTHING, numberIds: new Set([7n]) });
});

test("a silenced bell gives nothing, to who waits and to who comes", async () => {
  const bell = new Bell();
  const due = bell.next();
  bell.silence();
  bell.ringFor(1n);

  assert.equal(await due, undefined);
  assert.equal(await bell.next(), undefined);
});
