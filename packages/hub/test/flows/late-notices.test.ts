import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR_MS } from "@casement/engine";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
import { type Business, begin } from "./begin.ts";
import { messageNotice, postNotices } from "./notices.ts";
import { threadsOf } from "./threads.ts";

const AMARA = "447700900142";
const SEPTEMBER_27 = Date.parse("2026-09-27T09:00:00Z") / 1_000;

test("[F5] statuses that come before their message leave what they leave after it", async () => {
  const states = [];
  for (const isInOrder of [true, false]) {
    await using business = await begin();
    const at = business.clock.now() / 1_000;
    const notice = { id: "wamid.out", type: "text", text: { body: "it is ready" } };
    const echo = { ...notice, from: "15550100000", to: AMARA, timestamp: String(at) };
    const told = (): Promise<void> =>
      postNotices(business, { message_echoes: [echo] }, "smb_message_echoes");
    const statuses = ["sent", "delivered", "read"].map((word, i) => status(word, at + i));

    if (isInOrder) await told();
    for (const one of statuses.toReversed()) await postNotices(business, { statuses: [one] });
    if (!isInOrder) await told();

    states.push(await stateOf(business));
  }

  const [inOrder, orphans] = states;
  assert.equal(inOrder?.messages[0]?.status, "read");
  assert.equal(inOrder?.messages[0]?.content.text, "it is ready");
  assert.deepEqual(orphans, inOrder);
});

test("[F6] what comes six days late, in another regime, is what it would have been in time", async () => {
  const states = [];
  for (const [at, hours] of [
    ["2026-09-27T09:00:00Z", 0],
    ["2026-10-02T08:00:00Z", 25],
  ] as const) {
    await using business = await begin({ at });
    // Of its first day a number does not know who wrote before, and leaves the window to Meta.
    await business.advance(hours * HOUR_MS);
    const from = { from: AMARA, id: "wamid.in", timestamp: String(SEPTEMBER_27) };
    const said = messageNotice(business, { ...from, text: "is it ready?" });
    await postNotices(business, { messages: [said] });
    // Of one Meta tells what it was, of the other nothing: that one is reckoned by its moment.
    const pricing = { billable: true, pricing_model: "PMP", category: "utility", type: "regular" };
    const statuses = [
      { ...status("delivered", SEPTEMBER_27 + 60), pricing },
      { ...status("delivered", SEPTEMBER_27 + 60), id: "wamid.untold" },
    ];
    await postNotices(business, { statuses });
    states.push({ ...(await stateOf(business)), mayAnswer: await mayAnswer(business) });
  }

  const [inTime, late] = states;
  assert.deepEqual(late?.dump, inTime?.dump);
  assert.deepEqual([inTime?.mayAnswer, late?.mayAnswer], [true, false]);
});

function status(word: string, at: number): Record<string, unknown> {
  return { id: "wamid.out", status: word, timestamp: String(at), recipient_id: AMARA };
}

interface State {
  readonly dump: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
  readonly messages: readonly any[];
}

async function stateOf(business: Business): Promise<State> {
  const [thread] = await threadsOf(business);
  const path = `/api/v1/threads/${thread.number_id}/${thread.thread_id}/messages`;
  const messages = (await business.ask("GET", path)).body.data;
  return { dump: await storedDump(business.db, BigInt(business.numberId)), messages };
}

async function mayAnswer(business: Business): Promise<boolean> {
  const [{ number_id, thread_id }] = await threadsOf(business);
  const draft = { kind: "text", text: "yes" };
  const { body } = await business.ask("POST", "/api/v1/decisions", { number_id, thread_id, draft });
  return body.data.allowed;
}
