import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR_MS } from "@casement/engine";
import { type Business, begin } from "./begin.ts";
import { postAccountChange, postNotices, secondsNow } from "./notices.ts";
import { onlyMessages, onlyThread } from "./threads.ts";

const AMARA = "447700900142";

test("[I9] a template that Meta pauses is refused by the gate at once, and sent again when approved", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  assert.equal((await sent(business)).status, 200);

  await report(business, { event: "PAUSED" }, 1);

  const refused = await sent(business);
  assert.equal(refused.status, 400);
  assert.equal(refused.body.error.code, 132015);
  await report(business, { event: "APPROVED" }, 2);
  assert.equal((await sent(business)).status, 200);
});

test("[I9] a notice older than Meta's list changes nothing, and brings back no template", async () => {
  await using business = await begin();
  await report(business, { event: "REJECTED", message_template_category: "MARKETING" }, -60);
  const gone = { message_template_name: "gone", message_template_category: "MARKETING" };
  await report(business, { event: "APPROVED", ...gone }, -60);

  const { status, category } = await rowOf(business);

  assert.deepEqual([status, category], ["APPROVED", "UTILITY"]);
  assert.equal(await rowOf(business, "gone"), undefined);
});

test("[I9] the newest notice counts, in whatever order they come", async () => {
  await using business = await begin();
  await report(business, { event: "DISABLED" }, 20);
  await report(business, { event: "PAUSED" }, 10);
  assert.equal((await rowOf(business)).status, "DISABLED");

  await report(business, { event: "APPROVED", message_template_category: "MARKETING" }, 15);
  const { status, category } = await rowOf(business);
  assert.deepEqual([status, category], ["DISABLED", "MARKETING"], "each part for itself");
});

test("[I9] a warning changes no status, an announced category no category, and a new one does", async () => {
  await using business = await begin();
  await report(business, { event: "FLAGGED" }, 1);
  const announced = { new_category: "UTILITY", correct_category: "MARKETING" };
  await report(business, announced, 2, "template_category_update");
  const before = await rowOf(business);
  assert.deepEqual([before.status, before.category], ["APPROVED", "UTILITY"]);

  const changed = { previous_category: "UTILITY", new_category: "MARKETING" };
  await report(business, changed, 3, "template_category_update");

  assert.equal((await rowOf(business)).category, "MARKETING");
});

test("[I9] [F8] a template that becomes marketing is refused at once for who stopped marketing, also one scheduled before", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  const stop = { wa_id: AMARA, category: "marketing_messages", value: "stop" };
  const preferences = [{ ...stop, timestamp: secondsNow(business) }];
  await postNotices(business, { user_preferences: preferences }, "user_preferences");
  assert.equal((await sent(business)).status, 200, "utility is not marketing");
  const scheduled = await business.ask("POST", "/api/v1/messages", {
    ...{ number_id: business.numberId, to: AMARA },
    send_at: new Date(business.clock.now() + 26 * HOUR_MS).toISOString(),
    draft: { kind: "template", name: "order_update", language: "en_US", values: ["1", "sent"] },
  });
  assert.equal(scheduled.body.data?.decision.allowed, true, JSON.stringify(scheduled.body));

  // Meta announces it a day before. The list is had anew five hours after, and tells nothing of it.
  await business.advance(HOUR_MS);
  const id = (await rowOf(business)).meta_id;
  const path = `templates/${id}/review`;
  assert.equal((await business.control("POST", path, { category: "MARKETING" })).status, 200);
  await business.advance(24 * HOUR_MS - 1);
  assert.equal((await rowOf(business)).category, "UTILITY");
  await business.advance(1_001);

  const refused = await sent(business);
  assert.deepEqual([refused.status, refused.body.error.code], [400, 131050]);
  await business.advance(HOUR_MS);
  const last = (await onlyMessages(business)).at(-1);
  assert.deepEqual([last.status, last.error?.code], ["refused", 131050]);
});

test("[I9] a template that becomes marketing costs what marketing costs, from the next decision on", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  await business.advance(25 * HOUR_MS);
  const before = await chargeOf(business);

  // Announced, and done a day later.
  const path = `templates/${(await rowOf(business)).meta_id}/review`;
  assert.equal((await business.control("POST", path, { category: "MARKETING" })).status, 200);
  await business.advance(24 * HOUR_MS + 1_000);

  const after = await chargeOf(business);
  // The least is nothing: of its first days a number does not know whether an ad brought somebody.
  const free = { amount: "0.0000", currency: "USD" };
  assert.deepEqual(before, { ...free, category: "utility", amount_max: "0.0220" });
  assert.deepEqual(after, { ...free, category: "marketing", amount_max: "0.0635" });
  assert.equal((await sent(business)).status, 200);
  await business.advance(20_000);
  const { rows } = await business.db.query(
    "select charge ->> 'category' as category, amount_micros::int as micros from unit",
  );
  assert.deepEqual(rows, [{ category: "marketing", micros: 63_500 }]);
});

test("[I9] new parts of a template take the place of its old ones", async () => {
  await using business = await begin();
  const parts = {
    message_template_element: "Your order is {{1}}.",
    message_template_footer: "Bye",
  };
  await report(business, parts, 1, "message_template_components_update");

  const { body } = await business.ask("GET", `/api/v1/templates?number_id=${business.numberId}`);

  const shown = body.data.find((one: { name: string }) => one.name === "order_update");
  assert.deepEqual([shown.body, shown.footer], ["Your order is {{1}}.", "Bye"]);
});

test("[I9] a template that was never listed is known from its notice, in its own account only", async () => {
  await using business = await begin();
  const parts = { event: "REJECTED", message_template_category: "MARKETING" };
  const named = { message_template_name: "brand_new", message_template_language: "en-US" };
  const change = { field: "message_template_status_update", value: { ...parts, ...named } };

  await postAccountChange(business, change, { accountId: "999000000000001" });
  assert.equal(await rowOf(business, "brand_new"), undefined);
  const { rows } = await business.db.query("select kind from fact");
  assert.deepEqual(rows, [{ kind: "template_reported" }], "kept, for when the account is ours");
  await postAccountChange(business, change);

  const row = await rowOf(business, "brand_new");
  assert.deepEqual(
    [row?.account_id, row?.status, row?.category, row?.language],
    [BigInt(business.emulator.credentials.wabaId), "REJECTED", "MARKETING", "en_US"],
  );
});

test("[I9] an event that nobody knows is listed, and changes nothing", async () => {
  await using business = await begin();
  await report(business, { event: "SUBLIMATED" }, 1);

  const { rows } = await business.db.query("select what from not_understood");
  assert.deepEqual(rows, [{ what: 'event: "SUBLIMATED" is not known to us' }]);
  assert.equal((await rowOf(business)).status, "APPROVED");
});

/** What the gate says that the template would cost now. */
async function chargeOf(business: Business): Promise<unknown> {
  const { number_id, thread_id } = await onlyThread(business);
  const named = { kind: "template", name: "order_update", language: "en_US" };
  const draft = { ...named, values: ["1", "sent"] };
  const { body } = await business.ask("POST", "/api/v1/decisions", { number_id, thread_id, draft });
  assert.equal(body.data.allowed, true, JSON.stringify(body));
  return body.data.charge;
}

async function report(
  business: Business,
  parts: Record<string, string>,
  later: number,
  field = "message_template_status_update",
): Promise<void> {
  const value = {
    message_template_name: "order_update",
    message_template_language: "en_US",
    ...parts,
  };
  await postAccountChange(business, { field, value }, { time: secondsNow(business) + later });
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function rowOf(business: Business, name = "order_update"): Promise<any> {
  const { rows } = await business.db.query("select * from template where name = $1", [name]);
  return rows[0];
}

async function sent(business: Business): ReturnType<Business["ask"]> {
  const parameters = ["1", "sent"].map((text) => ({ type: "text", text }));
  return business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    messaging_product: "whatsapp",
    to: AMARA,
    type: "template",
    template: {
      name: "order_update",
      language: { code: "en_US" },
      components: [{ type: "body", parameters }],
    },
  });
}
