import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answered, type Business, begin } from "./begin.ts";
import { postNotices, secondsNow } from "./notices.ts";

const AMARA = "447700900142";

test("[S14] a draft has the tag that its sender gave it, in the header or as callback data", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  const place = await placeOf(business);
  const draft = { kind: "text", text: "by the inbox" };
  await graph(business, "plain");
  await graph(business, "as data", {}, { biz_opaque_callback_data: "order 7" });
  await graph(business, "by header", TAGGED, { biz_opaque_callback_data: "order 8" });
  await business.ask("POST", `/api/v1/threads/${place}/messages`, draft, TAGGED);
  await business.advance(60_000);

  const { body } = await business.ask("GET", `/api/v1/threads/${place}/messages`);

  assert.deepEqual(
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
    body.data.map((one: any) => [one.content.text, one.tag]),
    [
      ["hello", null],
      ["plain", null],
      ["as data", "order 7"],
      ["by header", "spring sale"],
      ["by the inbox", "spring sale"],
    ],
  );
  const { rows } = await business.db.query("select callback_data from draft order by created_at");
  const kept = rows.map((row) => row.callback_data);
  assert.deepEqual(kept, [null, "order 7", "order 8", null]);
  assert.equal((await lines(business, "tag=spring%20sale")).length, 2);
  assert.equal((await lines(business, "tag=order%207")).length, 1);
  assert.equal((await lines(business, "")).length, 4);
  const wrong = { "x-casement-tag": "a\u00e9".repeat(3) };
  const refused = await graph(business, "no", wrong);
  assert.deepEqual([refused.status, refused.body.error.code], [400, 100]);
  assert.match(refused.body.error.error_data.details, /X-Casement-Tag/);
});

test("[N16] what another tool sent from the number is found by that, in the thread and in the ledger", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  await graph(business, "ours");
  await business.advance(60_000);
  const timestamp = String(secondsNow(business));
  const pricing = { pricing_model: "PMP", category: "marketing", type: "regular" };
  const status = { id: "wamid.theirs", status: "delivered", timestamp, recipient_id: AMARA };
  await postNotices(business, { statuses: [{ ...status, pricing }] });

  const place = await placeOf(business);
  const wamidsOf = async (origin: string): Promise<string[]> =>
    (await business.ask("GET", `/api/v1/threads/${place}/messages?origin=${origin}`)).body.data.map(
      (one: { id: string }) => one.id,
    );

  assert.deepEqual(await wamidsOf("unknown"), ["wamid.theirs"]);
  assert.equal((await wamidsOf("casement")).length, 1);
  assert.equal((await wamidsOf("customer")).length, 1);
  assert.deepEqual(await lines(business, "origin=unknown"), ["wamid.theirs"]);
  assert.equal((await lines(business, "origin=casement")).length, 1);
  const path = "/api/v1/ledger/lines?month=2026-11&origin=somebody";
  assert.equal((await business.ask("GET", path)).status, 400);
});

const TAGGED = { "x-casement-tag": "spring sale" };

/** Sends, and waits a second: so that the order of the thread is that of the asking. */
async function graph(
  business: Business,
  text: string,
  headers: Record<string, string> = {},
  more: object = {},
): Promise<Answered> {
  const body = { messaging_product: "whatsapp", to: AMARA, text: { body: text }, ...more };
  const path = `/v23.0/${business.numberId}/messages`;
  const answered = await business.ask("POST", path, body, headers);
  await business.advance(1_000);
  return answered;
}

async function placeOf(business: Business): Promise<string> {
  const [thread] = (await business.ask("GET", "/api/v1/threads")).body.data;
  return `${business.numberId}/${thread.thread_id}`;
}

async function lines(business: Business, query: string): Promise<string[]> {
  const { body } = await business.ask("GET", `/api/v1/ledger/lines?month=2026-11&${query}`);
  return body.data.map((one: { wamid: string }) => one.wamid);
}
