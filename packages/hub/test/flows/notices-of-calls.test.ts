import assert from "node:assert/strict";
import { test } from "node:test";
import { type Business, begin } from "./begin.ts";
import { postNotices, secondsNow } from "./notices.ts";
import { onlyThread } from "./threads.ts";

const AMARA = "447700900142";
const OURS = "15550100000";
const HOUR_MS = 3_600_000;

test("[F12] a customer's call opens the window when it begins, answered or not, and its end does not move it", async () => {
  await using business = await begin();
  const at = secondsNow(business);
  const call = { id: "wacid.1", from: AMARA, to: OURS, direction: "USER_INITIATED" };

  await hear(business, { ...call, event: "connect", timestamp: String(at) });
  await hear(business, {
    ...call,
    event: "terminate",
    timestamp: String(at + 600),
    status: "COMPLETED",
    duration: 590,
  });

  const { window, phone } = await onlyThread(business);
  assert.equal(phone, `+${AMARA}`);
  assert.equal(Date.parse(window.opened_at), at * 1000);
  assert.equal(Date.parse(window.closes_at), at * 1000 + 24 * HOUR_MS);
});

test("[F12] a call of ours opens the window when the customer accepts it, and not before", async () => {
  await using business = await begin();
  const at = secondsNow(business);
  const call = { id: "wacid.2", from: OURS, to: AMARA, direction: "BUSINESS_INITIATED" };
  await hear(business, { ...call, event: "connect", timestamp: String(at) });
  await report(business, { status: "RINGING", timestamp: String(at + 1) });
  assert.equal((await onlyThread(business)).window, null);

  await report(business, { status: "ACCEPTED", timestamp: String(at + 5) });

  assert.equal(Date.parse((await onlyThread(business)).window.opened_at), (at + 5) * 1000);
});

test("[F12] leave to be called that the platform gave in the customer's name opens no window; their own press does", async () => {
  await using business = await begin();
  await permit(business, "wamid.1", "automatic");
  assert.equal((await onlyThread(business)).window, null);

  await permit(business, "wamid.2", "user_action");

  assert.notEqual((await onlyThread(business)).window, null);
  const { rows } = await business.db.query(
    "select kind, said->'callPermission'->>'response' as response from fact order by wamid",
  );
  assert.deepEqual(rows, [
    { kind: "noted", response: "accept" },
    { kind: "customer_message", response: "accept" },
  ]);
});

async function hear(business: Business, call: Record<string, unknown>): Promise<void> {
  await postNotices(business, { calls: [call] }, "calls");
}

async function report(business: Business, status: Record<string, string>): Promise<void> {
  const notice = { id: "wacid.2", type: "call", recipient_id: AMARA, ...status };
  await postNotices(business, { statuses: [notice] }, "calls");
}

async function permit(business: Business, id: string, source: string): Promise<void> {
  const reply = { response: "accept", response_source: source };
  const interactive = { type: "call_permission_reply", call_permission_reply: reply };
  const timestamp = String(secondsNow(business));
  const notice = { id, from: AMARA, timestamp, type: "interactive", interactive };
  await postNotices(business, { messages: [notice] });
}
