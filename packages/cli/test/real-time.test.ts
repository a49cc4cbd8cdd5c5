import assert from "node:assert/strict";
import { test } from "node:test";
import { createEmulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { ClockFailure } from "../src/emulated/clock-failure.ts";
import { checkNotBehind, checkRealTime } from "../src/emulated/real-time.ts";
import { ManualMachine } from "./manual-machine.ts";

/** An emulator whose clock stands so far from the machine's time. */
async function emulatorOff(ms: number) {
  const clock = new VirtualClock(instantFromMs(1_800_000_000_000 + ms));
  const emulator = createEmulator({ clock, machine: machineTime });
  const { url } = await emulator.listen(0);
  const machine = new ManualMachine();
  machine.turn(1_800_000_000_000);
  const connection = { apiUrl: url, accessToken: emulator.credentials.token };
  return { url, machine, connection, [Symbol.asyncDispose]: () => emulator.close() };
}

test("a hub on real time refuses an emulator that is more than 60 s off, and names the flag", async () => {
  for (const ms of [61_000, -61_000]) {
    await using house = await emulatorOff(ms);

    const check = checkRealTime(house.connection, house.machine);

    await assert.rejects(check, ClockFailure);
    await assert.rejects(check, new RegExp(`--clock ${house.url}`));
  }
});

test("a hub on real time serves an emulator on real time", async () => {
  for (const ms of [0, 60_000, -60_000]) {
    await using house = await emulatorOff(ms);

    await checkRealTime(house.connection, house.machine);
  }
});

test("Meta is not asked what time it is, and what is no emulator need not know", async () => {
  const machine = new ManualMachine();
  const accessToken = "a token";

  await checkRealTime(undefined, machine);
  await checkRealTime({ apiUrl: "https://graph.facebook.com", accessToken }, machine);
  await checkRealTime({ apiUrl: "http://127.0.0.1:9", accessToken }, machine);
});

test("real time does not serve a database that was on a clock turned beyond it", () => {
  const machine = new ManualMachine();
  machine.turn(1_000_000);

  checkNotBehind(undefined, machine);
  checkNotBehind(instantFromMs(1_060_000), machine);

  assert.throws(() => checkNotBehind(instantFromMs(1_060_001), machine), /--clock/);
});
