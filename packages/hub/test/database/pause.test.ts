import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { pause } from "../../src/database/pause.ts";
import { ManualMachine } from "../access/manual-machine.ts";

test("a pause ends when its time is over or it is cut short, and leaves nothing behind", async () => {
  const machine = new ManualMachine();
  const { signal } = new AbortController();
  const cut = new AbortController();

  const pauses = [pause(machine, 10, signal), pause(machine, 10), pause(machine, 99, cut.signal)];
  machine.turn(10);
  cut.abort();
  await Promise.all([...pauses, pause(machine, 99, cut.signal)]);

  const left = [signal, cut.signal].map((one) => getEventListeners(one, "abort").length);
  assert.deepEqual(left, [0, 0]);
  assert.equal(machine.nextInMs, undefined);
});
