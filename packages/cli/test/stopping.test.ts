import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { NotStopped, Stopping } from "../src/stopping.ts";
import { ManualMachine } from "./manual-machine.ts";

/** A process whose signals a test sends, and who writes down what was stopped. */
function beginProcess() {
  const signals = new EventEmitter();
  const machine = new ManualMachine();
  const seen: string[] = [];
  const stopping = new Stopping({
    signals,
    machine,
    leave: (code) => void seen.push(`left with ${code}`),
    say: () => void seen.push("told"),
  });
  return {
    stopping,
    seen,
    signals,
    /** Presses Ctrl-C, a second after the last time. */
    press(): void {
      machine.turn(1_000);
      signals.emit("SIGINT");
    },
    stops: (name: string) => (): void => void seen.push(name),
  };
}

/** A part whose stop lasts until the test says so. */
const never = (): Promise<void> => new Promise(() => {});

test("what was started is stopped in the opposite order, once", async () => {
  const { stopping, seen, signals, press, stops } = beginProcess();
  const running = stopping.run(async (parts) => {
    parts.add("database", stops("database"), { outlivesUs: true });
    parts.add("hub", stops("hub"));
  });
  await setImmediate();

  press();
  await running;

  assert.deepEqual(seen, ["hub", "database"]);
  assert.deepEqual(signals.eventNames(), []);
});

test("a request to end and a closed terminal stop it as Ctrl-C does", async () => {
  for (const name of ["SIGTERM", "SIGHUP"]) {
    const { stopping, seen, signals, stops } = beginProcess();
    const running = stopping.run(async (parts) => parts.add("hub", stops("hub")));
    await setImmediate();

    signals.emit(name);
    await running;

    assert.deepEqual(seen, ["hub"]);
  }
});

test("a signal during the start stops after the part that is starting, and starts no other", async () => {
  const { stopping, seen, press, stops } = beginProcess();
  const database = Promise.withResolvers<void>();
  const running = stopping.run(async (parts) => {
    parts.add("screens", stops("screens"));
    await database.promise;
    parts.add("database", stops("database"), { outlivesUs: true });
    seen.push("hub started");
  });

  press();
  press();
  database.resolve();
  await running;

  assert.deepEqual(seen, ["told", "database", "screens"]);
});

test("what fails to start because we were asked to stop is not told", async () => {
  const { stopping, press } = beginProcess();
  const running = stopping.run(async () => {
    press();
    throw new Error("killed by the same Ctrl-C");
  });

  await running;
});

test("signals that come together are one press: npm passes on what the terminal sent", async () => {
  const { stopping, seen, signals, press } = beginProcess();
  const hub = Promise.withResolvers<void>();
  const running = stopping.run(async (parts) => parts.add("hub", () => hub.promise));
  await setImmediate();

  press();
  signals.emit("SIGINT");
  signals.emit("SIGINT");
  hub.resolve();
  await running;

  assert.deepEqual(seen, []);
});

test("a second press stops the database without waiting for the hub; a third ends at once", async () => {
  const { stopping, seen, press, stops } = beginProcess();
  void stopping.run(async (parts) => {
    parts.add("database", stops("database"), { outlivesUs: true });
    parts.add("hub", never);
  });
  await setImmediate();
  press();
  await setImmediate();
  assert.deepEqual(seen, []);

  press();
  await setImmediate();
  assert.deepEqual(seen, ["told", "database", "left with 130"]);

  press();
  assert.deepEqual(seen, ["told", "database", "left with 130", "left with 130"]);
});

test("a failure while it runs stops all in order, and is what the run rejects with", async () => {
  const { stopping, seen, stops } = beginProcess();
  const lost = new Error("another hub has the database");
  const running = stopping.run(async (parts) => {
    parts.add("database", stops("database"));
    parts.add("hub", stops("hub"));
  });
  await setImmediate();

  stopping.fail(lost);

  await assert.rejects(running, lost);
  assert.deepEqual(seen, ["hub", "database"]);
});

test("a start that fails stops what had started, and is told", async () => {
  const { stopping, seen, stops } = beginProcess();
  const failure = new Error("the port is taken");

  const running = stopping.run(async (parts) => {
    parts.add("database", stops("database"));
    throw failure;
  });

  await assert.rejects(running, failure);
  assert.deepEqual(seen, ["database"]);
});

test("a part that cannot be stopped keeps no other from it, and is named", async () => {
  const { stopping, seen, press, stops } = beginProcess();
  const running = stopping.run(async (parts) => {
    parts.add("database", stops("database"));
    parts.add("hub", () => {
      throw new TypeError("with a text that may name anybody");
    });
  });
  await setImmediate();

  press();

  await assert.rejects(running, new NotStopped("Stopping the hub failed: TypeError"));
  assert.deepEqual(seen, ["database"]);
});
