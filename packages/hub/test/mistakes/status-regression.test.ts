import assert from "node:assert/strict";
import { test } from "node:test";
import { begin } from "../flows/begin.ts";
import { postNotices } from "../flows/notices.ts";

// Statuses come in any order. Who keeps the last one heard shows a message as sent that was read.

test("[F4] a failure reported after a delivery does not undo it, and read implies delivered", async () => {
  await using business = await begin();
  const at = business.clock.now() / 1000;
  for (const [status, after] of [
    ["read", 3],
    ["failed", 4],
    ["sent", 1],
  ] as const) {
    const notice = {
      id: "wamid.out",
      status,
      timestamp: String(at + after),
      recipient_id: "447700900142",
    };
    await postNotices(business, { statuses: [notice] });
  }

  const { body } = await business.ask("GET", "/api/v1/threads");
  const { number_id, thread_id } = body.data[0];
  const page = await business.ask("GET", `/api/v1/threads/${number_id}/${thread_id}/messages`);
  assert.deepEqual(
    page.body.data.map((one: { status: string; origin: string }) => [one.status, one.origin]),
    [["read", "unknown"]],
  );
});
