import assert from "node:assert/strict";
import { test } from "node:test";
import { priceWords, totalWords } from "../src/design/money.ts";
import { monthName } from "../src/time/time-words.ts";

test("a format is made once, however many amounts and months are drawn by it", (context) => {
  const numbers = context.mock.method(Intl, "NumberFormat");
  const dates = context.mock.method(Intl, "DateTimeFormat");
  for (let n = 1; n <= 100; n += 1) {
    assert.match(priceWords(n / 1_000, "NOK"), /^kr/);
    assert.match(totalWords(n, "NOK", 1_000), /^kr/);
    assert.equal(monthName("2023-07"), "July 2023");
  }
  assert.equal(numbers.mock.callCount(), 2);
  assert.equal(dates.mock.callCount(), 1);
});
