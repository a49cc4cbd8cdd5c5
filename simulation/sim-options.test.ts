import assert from "node:assert/strict";
import { test } from "node:test";
import { simAskedBy } from "./sim-options.ts";

test("a simulation is three days of storm with one seed, unless another is asked for", () => {
  const storm = { first: 1, last: 1, days: 3, workers: 1, record: undefined };
  assert.deepEqual(simAskedBy([]), { kind: "storms", wanted: storm });
  const many = { first: 700, last: 2_000, days: 2, workers: 2, record: "r.jsonl" };
  const words = "--seeds 1..2000 --from 700 --days 2 --workers 2 --record r.jsonl";
  assert.deepEqual(simAskedBy(words.split(" ")), { kind: "storms", wanted: many });
  const month = { first: 5, last: 5, days: undefined, name: "2023-07", customers: 60 };
  assert.deepEqual(simAskedBy("--month 2023-07 --customers 60 --bursts --seed 5".split(" ")), {
    kind: "months",
    wanted: { ...month, hasBursts: true },
  });
  assert.deepEqual(simAskedBy(["--help"]), { kind: "help" });
});

test("what is asked wrongly is told in a line", () => {
  const wrongly = (words: string): string => {
    const asked = simAskedBy(words.split(" "));
    return asked.kind === "wrong" ? asked.what : asked.kind;
  };

  assert.match(wrongly("--sead 5"), /^Unknown option '--sead'/);
  assert.match(wrongly("5"), /^Unexpected argument '5'/);
  assert.equal(wrongly("--seeds 9..5"), "Seeds are 98, or 1..2000, and not 9..5.");
  assert.equal(wrongly("--seed five"), "Seeds are 98, or 1..2000, and not five.");
  assert.equal(wrongly("--days 0"), "--days is a whole number from 1 up, and not 0.");
  assert.equal(wrongly("--workers two"), "--workers is a whole number from 1 up, and not two.");
  assert.equal(wrongly("--seeds 1..9 --from 10"), "--from 10 is after the last seed, 9.");
  assert.match(wrongly("--month 2031-01"), /^--month 2031-01 is none of all, 20\d\d-\d\d, /);
});
