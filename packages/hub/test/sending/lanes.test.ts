import assert from "node:assert/strict";
import { test } from "node:test";
import { Lanes } from "../../src/sending/lanes.ts";

test("[S5] of a thread the next goes when the one before it is over, in the order they came", () => {
  const lanes = new Lanes<string>();
  assert.equal(lanes.mustWait("amara", "first"), false);
  lanes.begin("amara");

  assert.equal(lanes.mustWait("amara", "second"), true);
  assert.equal(lanes.mustWait("bruno", "other"), false);
  lanes.join("amara", "second");
  lanes.join("amara", "third");

  assert.equal(lanes.free("amara"), "second");
  assert.equal(lanes.mustWait("amara", "second"), false);
  assert.equal(lanes.mustWait("amara", "fourth"), true, "who comes now does not overtake");
  lanes.begin("amara");
  assert.equal(lanes.free("amara"), "third");
  lanes.begin("amara");
  assert.equal(lanes.free("amara"), undefined);
  assert.equal(lanes.mustWait("amara", "fourth"), false);
});

test("[S5] one that is not sent after all lets the next go", () => {
  const lanes = new Lanes<string>();
  lanes.begin("amara");
  lanes.join("amara", "second");
  lanes.join("amara", "third");
  lanes.free("amara");

  assert.equal(lanes.passed("amara", "third"), undefined, "it was not its turn");
  assert.equal(lanes.passed("amara", "second"), "third");
});

test("[S5] the first of a thread that may not go yet stays its first", () => {
  const lanes = new Lanes<string>();
  lanes.hold("amara", "first");
  lanes.join("amara", "second");

  assert.equal(lanes.mustWait("amara", "second"), true);
  assert.equal(lanes.free("amara"), "first");
});

test("[S8] who waited too long leaves, and those behind keep their order", () => {
  const lanes = new Lanes<string>();
  lanes.begin("amara");
  for (const one of ["second", "third"]) lanes.join("amara", one);

  assert.equal(lanes.leave("amara", "second"), true);
  assert.equal(lanes.leave("amara", "second"), false);
  assert.equal(lanes.free("amara"), "third");
});

test("[S5] where nothing is under way any more, there is nothing to wait for", () => {
  assert.equal(new Lanes<string>().join("amara", "late"), false);
});

test("[S5] of those that find nothing before them any more the first goes, and the others follow it", () => {
  const lanes = new Lanes<string>();
  assert.equal(lanes.join("amara", "second"), false);
  assert.equal(lanes.mustWait("amara", "second"), false);
  assert.equal(lanes.join("amara", "third"), true);

  lanes.begin("amara");
  assert.equal(lanes.free("amara"), "third");
});
