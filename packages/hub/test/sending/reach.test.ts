import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR_MS } from "@casement/engine";
import type { Answered } from "../flows/begin.ts";
import { addSibling, SIBLING } from "../flows/sibling.ts";
import { beginDesk, type Desk, until } from "./desk.ts";

test("[S9] a number stops at 95 % of what its portfolio may reach, and goes on a day later", async () => {
  await using desk = await beginDesk();
  const { business, tap } = desk;
  await business.control("POST", `numbers/${business.numberId}`, { limit: 50 });
  await sendAll(desk, phones(0, 40));
  // The next batch sees that a limit may be near, and asks Meta for it.
  await sendAll(desk, phones(40, 1));
  await until(() => tap.tapped.some(({ url }) => url.includes("messaging_limit")));
  await business.hub.quiet();

  const answers = await sendAll(desk, phones(41, 12));
  const known = await desk.template(phones(3, 1)[0] ?? "");

  assert.equal(answers.filter(({ status }) => status === 200).length, 6);
  const refused = answers.filter(({ status }) => status !== 200);
  assert.deepEqual([...new Set(refused.map(({ body }) => body.error.code))], [131048]);
  assert.equal(known.status, 200, "who was reached today costs nothing of the limit");

  await business.stop();
  await business.startAgain();
  await desk.template(phones(3, 1)[0] ?? "");
  await until(() => tap.tapped.filter(({ url }) => url.includes("messaging_limit")).length === 2);
  await business.hub.quiet();
  assert.equal((await desk.template(phones(61, 1)[0] ?? "")).status, 400);

  await business.advance(24 * HOUR_MS + 1_000);
  assert.equal((await desk.template(phones(61, 1)[0] ?? "")).status, 200);
});

test("[S9] what a number of another account of the portfolio reached counts, if it was within the day", async () => {
  await using desk = await beginDesk();
  const { business, tap } = desk;
  await addSibling(business);
  await business.control("POST", `numbers/${business.numberId}`, { limit: 50 });
  await sendAll(desk, phones(0, 40));
  await sendAll(desk, phones(40, 1));
  await until(() => tap.tapped.some(({ url }) => url.includes("messaging_limit")));
  await business.hub.quiet();
  const told = "insert into number_reach values ($1, 5, $2)";
  await business.db.query(told, [SIBLING, new Date(business.clock.now())]);

  const answers = await sendAll(desk, phones(41, 4));

  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  const { rows } = await business.db.query(
    "select reached from number_reach where number_id = $1",
    [business.numberId],
  );
  assert.equal(rows[0]?.reached >= 41, true, "and the other hears of ours");
});

function phones(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `44770092${String(from + i).padStart(4, "0")}`);
}

function sendAll(desk: Desk, to: readonly string[]): Promise<Answered[]> {
  return Promise.all(to.map((phone) => desk.template(phone)));
}
