import assert from "node:assert/strict";
import { test } from "node:test";
import { msFromDuration } from "../src/duration.ts";

test("a duration is read from its parts, and nonsense is none", () => {
  const cases: [string, number | undefined][] = [
    ["23h59m", 86_340_000],
    ["1d", 86_400_000],
    ["90s", 90_000],
    ["250ms", 250],
    ["1d2h3m4s5ms", 93_784_005],
    ["0s", 0],
    ["", undefined],
    ["1", undefined],
    ["-1s", undefined],
    ["1.5h", undefined],
    ["1h ", undefined],
    ["999999999d", undefined],
  ];
  for (const [text, ms] of cases) assert.equal(msFromDuration(text), ms, text);
});
