import assert from "node:assert/strict";
import { test } from "node:test";
import { type CrashOutcome, crash } from "./crash.ts";
import type { Form } from "./stand.ts";

// Processes are killed here, on real time: a few in `npm run check`, and by `npm run crash` as many
// as one likes.

test("of two nodes one is killed and stays down, and their database: the other goes on with every number within 10 s, nothing is lost or sent twice", async () => {
  check(await crash({ form: "nodes", seed: 1, rounds: 3 }), "nodes");
});

test("a hub is killed, and its own database: nothing is lost, nothing is sent twice", async () => {
  check(await crash({ form: "alone", seed: 1, rounds: 3 }), "alone");
});

function check({ faults, ...figures }: CrashOutcome, form: Form): void {
  console.log(form, JSON.stringify(figures));
  assert.deepEqual(faults, []);
  assert.ok(figures.posts > 100, "posts came all the time");
  assert.ok((figures.sends["accepted"] ?? 0) > 20, "messages were sent all the time");
}
