import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs, SERVICE_WINDOW_MS, windowAt } from "@casement/engine";
import { check } from "./table.ts";

// SPEC, Windows.

test("[W1] hearing from the customer opens a window of 24 hours", () => {
  check(`
    heard   1:00
    window  0:59  closed
    window  1:00  open until 25:00
    window 30:00  closed
  `);
});

test("[W2] each message adds its 24 hours, and what was true of the past stays true", () => {
  check(`
    heard   1:00
    heard   9:30
    window  9:30  open until 33:30
    window  5:00  open until 33:30
    window  0:59  closed
  `);
});

test("[W2] two windows that just touch are one", () => {
  check(`
    heard   1:00
    heard  25:00
    window 24:59  open until 49:00
    window 25:00  open until 49:00
  `);
});

test("[W2] two windows that do not touch are two", () => {
  check(`
    heard   1:00
    heard  25:01
    window 24:59  open until 25:00
    window 25:00  closed
    window 25:01  open until 49:01
  `);
});

test("[W3] the window is open until its 24th hour, and not at it", () => {
  check(`
    heard   1:00
    window 24:59:59.999  open until 25:00
    window 25:00         closed
  `);
  const at = instantFromMs;
  const window = { openedAt: at(0), closesAt: at(SERVICE_WINDOW_MS) };
  assert.equal(windowAt([window], at(SERVICE_WINDOW_MS - 1)), window);
  assert.equal(windowAt([window], at(SERVICE_WINDOW_MS)), undefined);
  assert.equal(windowAt([window], at(-1)), undefined);
});

test("[W4] a call opens the window from 2024-10-01 on, and not the day before", () => {
  check(`
    on 2024-09-30
    called   12:00
    accepted 13:00
    window   13:00  closed
    called   24:00
    window   24:00  open until 54:00
    accepted 30:00
    window   54:00  closed
  `);
});

test("[W5] a customer's reaction opens no window, unless the account is set to think so", () => {
  const table = (verdict: string): string => `
    heard  1:00 reaction
    window 1:00 ${verdict}
  `;
  check(table("closed"));
  check(table("open until 25:00"), { assumptions: { reactionOpensWindow: true } });
});

test("[W6] what we send opens and extends no window", () => {
  check(`
    m1 marketing 1:00
    m1 delivered 1:00
    window 1:00 closed
    heard 2:00
    m2 free_form 3:00
    m2 read 3:00
    m3 echo 4:00
    window 4:00 open until 26:00
  `);
});

test("[W7] the window is measured from the platform's moment, to the second", () => {
  check(`
    heard  1:00:00.900
    window 1:00:00  open until 25:00
  `);
});
