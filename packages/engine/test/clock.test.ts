import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR_MS, type Instant, instantFromMs, later } from "@casement/engine";
import { type MachineTime, VirtualClock } from "@casement/engine/clock";
import { SystemClock } from "@casement/engine/system-clock";
import fc from "fast-check";

const at = instantFromMs;

/** A machine whose time is turned by hand too. */
class HandMachine implements MachineTime {
  #nowMs = 1_000_000;
  #timers: { at: number; task: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.#nowMs + ms, task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  pass(ms: number): void {
    const until = this.#nowMs + ms;
    for (;;) {
      const due = this.#timers.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((one) => one !== due);
      this.#nowMs = Math.max(this.#nowMs, due.at);
      due.task();
    }
    this.#nowMs = until;
  }

  setBack(ms: number): void {
    this.#nowMs -= ms;
  }
}

test("an appointment sees its own time, and schedules from there", async () => {
  const clock = new VirtualClock(at(0));
  const seen: string[] = [];
  clock.schedule(at(100), async () => {
    await null;
    seen.push(`first at ${clock.now()}`);
    clock.schedule(later(clock.now(), 50), () => void seen.push(`retry at ${clock.now()}`));
  });
  clock.schedule(at(120), () => void seen.push(`second at ${clock.now()}`));

  await clock.advanceTo(at(1_000));

  assert.deepEqual(seen, ["first at 100", "second at 120", "retry at 150"]);
  assert.equal(clock.now(), 1_000);
});

test("appointments of one moment are kept in the order they were made", async () => {
  const clock = new VirtualClock(at(0));
  const seen: number[] = [];
  for (let n = 0; n < 50; n++) clock.schedule(at(n % 2 === 0 ? 10 : 5), () => void seen.push(n));

  await clock.advanceTo(at(10));

  const odd = seen.slice(0, 25);
  assert.deepEqual(
    odd,
    [...odd].sort((a, b) => a - b),
  );
  assert.deepEqual(
    seen.slice(25),
    [...seen.slice(25)].sort((a, b) => a - b),
  );
  assert.ok(odd.every((n) => n % 2 === 1));
});

test("an appointment that is called off is not kept, and is not the next one", async () => {
  const clock = new VirtualClock(at(0));
  const seen: string[] = [];
  const callOff = clock.schedule(at(10), () => void seen.push("no"));
  clock.schedule(at(20), () => void seen.push("yes"));

  callOff();

  assert.equal(clock.nextDueAt(), 20);
  await clock.advanceTo(at(30));
  assert.deepEqual(seen, ["yes"]);
});

test("the heap gives appointments back in order of time, whatever is called off", async () => {
  const made = fc.array(fc.record({ ms: fc.nat(50), isKept: fc.boolean() }));
  await fc.assert(
    fc.asyncProperty(made, async (wanted) => {
      const clock = new VirtualClock(at(0));
      const seen: number[] = [];
      for (const { ms, isKept } of wanted) {
        const callOff = clock.schedule(at(ms), () => void seen.push(ms));
        if (!isKept) callOff();
      }
      await clock.advanceTo(at(100));
      const kept = wanted.filter((one) => one.isKept).map((one) => one.ms);
      assert.deepEqual(
        seen,
        kept.sort((a, b) => a - b),
      );
    }),
  );
});

test("turning by parts is turning at once", async () => {
  const trace = async (parts: readonly number[]): Promise<string[]> => {
    const clock = new VirtualClock(at(0));
    const seen: string[] = [];
    const again = (n: number): void => {
      seen.push(`${n} at ${clock.now()}`);
      if (n < 20) clock.schedule(later(clock.now(), 7 * n + 1), () => again(n + 1));
    };
    clock.schedule(at(3), () => again(1));
    for (const part of parts) await clock.advanceBy(part);
    return seen;
  };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(100), { minLength: 1 }), async (parts) => {
      const whole = parts.reduce((sum, part) => sum + part, 0);
      assert.deepEqual(await trace(parts), await trace([whole]));
    }),
  );
});

test("turns asked for at once happen one after another, each the whole way", async () => {
  const clock = new VirtualClock(at(0));

  await Promise.all([clock.advanceBy(100), clock.advanceBy(50)]);

  assert.equal(clock.now(), 150);
});

test("time does not go back", async () => {
  const clock = new VirtualClock(at(100));
  await assert.rejects(clock.advanceTo(at(99)), /time does not go back/);
  assert.equal(clock.now(), 100);
});

test("a turn waits for its parties before every step", async () => {
  const clock = new VirtualClock(at(0));
  const seen: string[] = [];
  let work = 0;
  clock.join({
    async quiet() {
      await null;
      while (work > 0) seen.push(`worked ${work--} at ${clock.now()}`);
    },
  });
  clock.schedule(at(10), () => {
    work = 2;
  });
  clock.schedule(at(20), () => void seen.push(`next at ${clock.now()}`));

  await clock.advanceTo(at(30));

  assert.deepEqual(seen, ["worked 2 at 10", "worked 1 at 10", "next at 20"]);
});

test("parties that hand work to each other are waited for together", async () => {
  const clock = new VirtualClock(at(0));
  const ball = { at: "none", passes: 0 };
  const player = (name: string, other: string) => ({
    async quiet() {
      await null;
      if (ball.at === name && ball.passes > 0) {
        ball.passes--;
        ball.at = other;
      }
    },
    isQuiet: () => ball.at !== name || ball.passes === 0,
  });
  clock.join(player("b", "a"));
  clock.join(player("a", "b"));
  clock.schedule(at(10), () => void Object.assign(ball, { at: "a", passes: 9 }));

  await clock.advanceTo(at(10));

  assert.equal(ball.passes, 0);
});

test("a party that left is not waited for", async () => {
  const clock = new VirtualClock(at(0));
  const leave = clock.join({ quiet: () => new Promise(() => {}) });
  leave();

  await clock.advanceBy(10);

  assert.equal(clock.now(), 10);
});

test("an appointment made for the moment a turn ends at is still kept by that turn", async () => {
  const clock = new VirtualClock(at(0));
  const seen: number[] = [];
  let isMade = false;
  clock.join({
    async quiet() {
      if (clock.now() !== 50 || isMade) return;
      isMade = true;
      clock.schedule(clock.now(), () => void seen.push(clock.now()));
    },
  });

  await clock.advanceTo(at(50));

  assert.deepEqual(seen, [50]);
});

test("a task that fails stops the turn, and the clock can be turned again", async () => {
  const clock = new VirtualClock(at(0));
  clock.schedule(at(10), () => {
    throw new Error("broken");
  });

  await assert.rejects(clock.advanceTo(at(30)), /broken/);

  assert.equal(clock.now(), 10);
  await clock.advanceTo(at(30));
  assert.equal(clock.now(), 30);
});

test("a running clock goes with the machine's time and its speed", () => {
  const machine = new HandMachine();
  const clock = new VirtualClock(at(0));

  clock.run(60, machine);
  machine.pass(1_000);

  assert.equal(clock.now(), 60_000);
  assert.equal(clock.speed, 60);
});

test("a running clock keeps its appointments as they come up", () => {
  const machine = new HandMachine();
  const clock = new VirtualClock(at(0));
  const seen: number[] = [];
  clock.run(1, machine);
  clock.schedule(at(500), () => void seen.push(clock.now()));
  clock.schedule(at(200), () => void seen.push(clock.now()));

  machine.pass(1_000);

  assert.deepEqual(seen, [200, 500]);
});

test("a running clock keeps all that is due when the machine rings, and not one a ring", () => {
  const machine = new HandMachine();
  const clock = new VirtualClock(at(0));
  const seen: number[] = [];
  clock.run(1, machine);
  let rings = 0;
  const { after } = machine;
  machine.after = (ms, task) =>
    after.call(machine, ms, () => {
      rings += 1;
      task();
    });
  for (let i = 0; i < 100; i++) clock.schedule(at(200), () => void seen.push(i));

  machine.pass(1_000);

  assert.equal(seen.length, 100);
  assert.equal(rings, 1);
});

test("a task that throws as the clock runs is reported, the next is kept", async () => {
  const machine = new HandMachine();
  const reported: unknown[] = [];
  const clock = new VirtualClock(at(0), (error) => void reported.push(error));
  const seen: number[] = [];
  clock.run(1, machine);
  clock.schedule(at(100), () => {
    throw new Error("at once");
  });
  clock.schedule(at(150), async () => {
    throw new Error("later");
  });
  clock.schedule(at(200), () => void seen.push(clock.now()));

  machine.pass(1_000);
  await new Promise((resolve) => setImmediate(resolve));

  assert.deepEqual(reported.map(String), ["Error: at once", "Error: later"]);
  assert.deepEqual(seen, [200]);
});

test("a clock that stands again keeps its time, and keeps no appointments by itself", () => {
  const machine = new HandMachine();
  const clock = new VirtualClock(at(0));
  const seen: number[] = [];
  clock.schedule(at(2_000), () => void seen.push(clock.now()));
  clock.run(1, machine);
  machine.pass(1_000);

  clock.freeze();
  machine.pass(10_000);

  assert.equal(clock.now(), 1_000);
  assert.equal(clock.speed, 0);
  assert.deepEqual(seen, []);
});

test("a running clock that is turned goes on from where the turn ended", async () => {
  const machine = new HandMachine();
  const clock = new VirtualClock(at(0));
  const seen: Instant[] = [];
  clock.schedule(at(HOUR_MS + 1_500), () => void seen.push(clock.now()));
  clock.run(1, machine);
  machine.pass(1_000);

  await clock.advanceBy(HOUR_MS);
  machine.pass(400);

  assert.equal(clock.now(), HOUR_MS + 1_400);
  machine.pass(100);
  assert.deepEqual(seen, [HOUR_MS + 1_500]);
});

test("a clock set going in the middle of a turn goes on after it", async () => {
  const machine = new HandMachine();
  const clock = new VirtualClock(at(0));
  const seen: Instant[] = [];
  clock.schedule(at(10), () => clock.run(2, machine));
  clock.schedule(at(120), () => void seen.push(clock.now()));

  await clock.advanceTo(at(100));
  machine.pass(10);

  assert.equal(clock.now(), 120);
  assert.deepEqual(seen, [120]);
});

test("watchers hear of every turn and of every change of speed", async () => {
  const machine = new HandMachine();
  const clock = new VirtualClock(at(0));
  const seen: string[] = [];
  const stop = clock.watch(() => void seen.push(`${clock.now()} ×${clock.speed}`));

  await clock.advanceTo(at(5));
  clock.run(3, machine);
  clock.freeze();
  stop();
  await clock.advanceTo(at(9));

  assert.deepEqual(seen, ["5 ×0", "5 ×3", "5 ×0"]);
});

test("the system clock never says less than it said, though the machine is set back", () => {
  const machine = new HandMachine();
  const clock = new SystemClock(machine);
  const before = clock.now();

  machine.setBack(10_000);

  assert.equal(clock.now(), before);
});

test("the system clock waits longer than a timer can, and can be called off", () => {
  const machine = new HandMachine();
  const clock = new SystemClock(machine);
  const seen: number[] = [];
  const start = clock.now();
  const waitMs = 60 * 24 * HOUR_MS;
  clock.schedule(later(start, waitMs), () => void seen.push(clock.now() - start));
  clock.schedule(later(start, 1_000), () => void seen.push(-1))();

  machine.pass(waitMs - 1);
  assert.deepEqual(seen, []);
  machine.pass(1);

  assert.deepEqual(seen, [waitMs]);
});

test("a task of the system clock that throws at once is reported", async () => {
  const machine = new HandMachine();
  const reported: unknown[] = [];
  const clock = new SystemClock(machine, (error) => void reported.push(error));
  clock.schedule(later(clock.now(), 10), () => {
    throw new Error("broken");
  });

  machine.pass(10);
  await new Promise((resolve) => setImmediate(resolve));

  assert.deepEqual(reported.map(String), ["Error: broken"]);
});
