import assert from "node:assert/strict";
import { test } from "node:test";
import { type Business, begin } from "./begin.ts";
import { messageNotice, postNotices, secondsNow } from "./notices.ts";
import { onlyThread } from "./threads.ts";

const AMARA = "447700900142";

test("[F8] a customer who stopped marketing gets none, and gets it again when they resume", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  assert.equal((await decided(business, SALE)).allowed, true);

  await state(business, { wa_id: AMARA, value: "stop" });

  const stopped = await decided(business, SALE);
  assert.deepEqual([stopped.allowed, stopped.reason, stopped.code], [false, "opted_out", 131050]);
  assert.equal((await decided(business, REMINDER)).allowed, true, "utility is not marketing");

  await state(business, { wa_id: AMARA, value: "resume" }, 60);

  assert.equal((await decided(business, SALE)).allowed, true);
});

test("[F8] the word said last counts, in whatever order the two arrive", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");

  await state(business, { wa_id: AMARA, value: "stop" }, 60);
  await state(business, { wa_id: AMARA, value: "resume" }, 0);

  assert.equal((await decided(business, SALE)).allowed, false);
});

test("[F8] a stop said by one name holds for the other, once both are known for one customer", async () => {
  await using business = await begin();
  await state(business, { user_id: "GB.1001", value: "stop" });
  await business.customer(AMARA).writes("hello");
  const notice = messageNotice(business, { id: "wamid.2", from: AMARA, text: "it is me" });

  await postNotices(business, { messages: [{ ...notice, from_user_id: "GB.1001" }] });

  assert.equal((await decided(business, SALE)).reason, "opted_out");
});

test("[F8] of a stop and a later resume by two names of one customer, the later counts", async () => {
  await using business = await begin();
  await state(business, { user_id: "GB.1001", value: "stop" });
  await state(business, { wa_id: AMARA, value: "resume" }, 60);
  const notice = messageNotice(business, { id: "wamid.2", from: AMARA, text: "it is me" });

  await postNotices(business, { messages: [{ ...notice, from_user_id: "GB.1001" }] });

  assert.equal((await decided(business, SALE)).allowed, true);
});

test("[F8] [I4] a preference in words that nobody knows is listed, and stops nothing", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");

  await state(business, { wa_id: AMARA, value: "perhaps" });

  const { rows } = await business.db.query("select at_path, what from not_understood");
  assert.deepEqual(rows, [
    {
      at_path: "entry[0].changes[0].value.user_preferences[0]",
      what: 'value: "perhaps" is not known to us',
    },
  ]);
  assert.equal((await decided(business, SALE)).allowed, true);
});

const SALE = {
  name: "spring_sale",
  values: ["https://example.com/spring.jpg", "Amara"],
};
const REMINDER = { name: "order_update", values: ["1", "sent"] };

async function state(
  business: Business,
  preference: Record<string, string>,
  later = 0,
): Promise<void> {
  const timestamp = secondsNow(business) + later;
  const notice = { category: "marketing_messages", timestamp, ...preference };
  await postNotices(business, { user_preferences: [notice] }, "user_preferences");
}

async function decided(
  business: Business,
  template: { name: string; values: string[] },
): Promise<{ allowed: boolean; reason: string; code: number }> {
  const { number_id, thread_id } = await onlyThread(business);
  const { status, body } = await business.ask("POST", "/api/v1/decisions", {
    number_id,
    thread_id,
    draft: { kind: "template", language: "en_US", ...template },
  });
  assert.equal(status, 200, JSON.stringify(body));
  return body.data;
}
