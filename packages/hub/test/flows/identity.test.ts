import assert from "node:assert/strict";
import { test } from "node:test";
import { type Business, begin } from "./begin.ts";
import { messageNotice, postNotices } from "./notices.ts";

test("[F7] a phone and a business-scoped id that meet in one notice become one thread", async () => {
  await using business = await begin();
  await hear(business, { id: "wamid.1", from: "447700900142" });
  await hear(business, { id: "wamid.2", from_user_id: "GB.1001" });
  assert.equal((await threadsOf(business)).length, 2);

  await hear(business, { id: "wamid.3", from: "447700900142", from_user_id: "GB.1001" });

  const threads = await threadsOf(business);
  assert.equal(threads.length, 1);
  const { number_id, thread_id } = threads[0];
  const page = await business.ask("GET", `/api/v1/threads/${number_id}/${thread_id}/messages`);
  assert.deepEqual(
    page.body.data.map((one: { id: string }) => one.id),
    ["wamid.1", "wamid.2", "wamid.3"],
  );
});

test("[F7] a customer who shows no number is answered by their business-scoped id", async () => {
  await using business = await begin();
  await hear(business, { id: "wamid.1", from_user_id: "GB.1001" });
  const [thread] = await threadsOf(business);
  assert.equal(thread.phone, null);

  const sent = await business.ask(
    "POST",
    `/api/v1/threads/${thread.number_id}/${thread.thread_id}/messages`,
    { kind: "text", text: "hello" },
  );

  const { rows } = await business.db.query("select body->>'recipient' as recipient from draft");
  assert.deepEqual(rows, [{ recipient: "GB.1001" }]);
  assert.equal(sent.body.data.decision.allowed, true);
});

async function hear(business: Business, who: Record<string, string>): Promise<void> {
  const notice = messageNotice(business, { ...who, text: "hello" });
  await postNotices(business, { messages: [notice] });
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function threadsOf(business: Business): Promise<any[]> {
  return (await business.ask("GET", "/api/v1/threads")).body.data;
}
