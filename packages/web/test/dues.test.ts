import assert from "node:assert/strict";
import { test } from "node:test";
import { duesIn } from "../src/phone/dues.ts";

const due = (at: string, what: string) => ({ at: `2026-11-02T${at}:00.000Z`, what });
const NEXT = due("09:01", "an appointment of another party");
const READ = due("09:05", "a message is read");
const SENT = due("09:03", "a scheduled message is sent");
const IN_HUB = { ...SENT, what: "Hub: a scheduled message is sent" };

test("what comes next is told soonest first, and whose it is", () => {
  const dues = duesIn({ next: SENT, upcoming: [READ], others: [SENT] });

  assert.deepEqual(dues, [IN_HUB, READ]);
});

test("what nobody names is still told, and no more than has room", () => {
  const upcoming = [READ, READ, READ, READ];

  const dues = duesIn({ next: NEXT, upcoming, others: [SENT] });

  assert.deepEqual(dues, [{ ...NEXT, what: "Something in the hub" }, IN_HUB, READ, READ, READ]);
  assert.deepEqual(duesIn({ next: null, upcoming: [], others: [] }), []);
});
