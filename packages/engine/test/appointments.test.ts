import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs as at } from "@casement/engine";
import { Appointments } from "../src/clock/appointments.ts";

test("appointments that are called off again and again do not pile up", () => {
  const appointments = new Appointments();
  const kept = appointments.add(at(5_000), () => {});
  for (let n = 0; n < 10_000; n++) appointments.callOff(appointments.add(at(n), () => {}));

  assert.ok(appointments.size < 200);
  assert.equal(appointments.first(), kept);
});

test("what is left when many are called off still comes in order of time", () => {
  const appointments = new Appointments();
  const made = Array.from({ length: 500 }, (_, n) =>
    appointments.add(at((n * 7919) % 501), () => {}),
  );
  for (const [n, one] of made.entries()) if (n % 5 !== 0) appointments.callOff(one);

  const seen: number[] = [];
  for (let one = appointments.takeDue(at(501)); one; one = appointments.takeDue(at(501))) {
    seen.push(one.at);
  }

  assert.equal(seen.length, 100);
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
  );
});
