import assert from "node:assert/strict";
import { test } from "node:test";
import { createEmulator, signedWebhook, type TestEmulator } from "@casement/emulator/testing";
import { ShopBot } from "./shop-bot.ts";

// How a bot is tested: the bot as it is, Meta's side in this process, and a clock that is turned.

/** The shop and Meta's side of it, which know each other. */
function begin(): { shop: ShopBot; meta: TestEmulator & AsyncDisposable } {
  const meta = createEmulator({ bot: (request) => shop.handle(request) });
  const shop = new ShopBot({
    ...meta.credentials,
    fetch: meta.fetch,
    now: () => meta.clock.virtual.now(),
  });
  return { shop, meta };
}

test("a customer asks for an order, and gets an answer", async () => {
  const { meta } = begin();
  await using emulator = meta;

  await emulator.customer.says("where is order 17?");

  await emulator.phone.shows(/order 17 is on its way/);
});

test("24 hours after the customer wrote, news comes as a template", async () => {
  const { shop, meta } = begin();
  await using emulator = meta;
  const { customer, phone, clock } = emulator;
  await customer.says("order 17");
  await phone.shows(/on its way/);

  await clock.advanceTo("2026-11-03T08:59:00Z");
  await shop.notify(customer.waId, "17", "at your door");
  const free = await phone.shows("at your door");
  await clock.advanceTo("2026-11-03T09:00:00Z");
  await shop.notify(customer.waId, "17", "delivered");
  const late = await phone.shows("delivered");

  assert.deepEqual([free.type, late.type], ["text", "template"]);
});

test("a webhook that comes twice is answered once", async () => {
  const { meta } = begin();
  await using emulator = meta;
  await emulator.customer.says("order 17");
  await emulator.phone.shows(/on its way/);
  const [first] = await emulator.webhooks();
  assert.ok(first);

  await emulator.redeliver(first);

  await emulator.phone.showsNothing();
});

test("a status that comes late does not undo a later one", async () => {
  const { shop, meta } = begin();
  await using emulator = meta;
  await emulator.customer.says("hello");
  const { id } = await emulator.phone.shows("How can we help?");
  await emulator.customer.reads();
  const webhooks = await emulator.webhooks();
  const sent = webhooks.find(({ value }) => JSON.stringify(value).includes('"status":"sent"'));
  assert.ok(sent);

  await emulator.redeliver(sent);

  assert.equal(shop.statusOf(id), "read");
});

test("a picture is still to be had when its address has died", async () => {
  const { shop, meta } = begin();
  await using emulator = meta;
  await emulator.customer.sends({ type: "image", image: {} });

  const soon = await shop.picture(emulator.customer.waId);
  await emulator.clock.advance("6m");
  const late = await shop.picture(emulator.customer.waId);

  assert.ok(soon !== undefined && soon.length > 0);
  assert.deepEqual(late, soon);
});

test("who does not know the app's secret is not heard", async () => {
  const { shop, meta } = begin();
  await using emulator = meta;
  const forged = signedWebhook({ entry: [] }, "not the secret");
  const genuine = signedWebhook({ entry: [] }, emulator.credentials.appSecret);
  const post = ({ headers, body }: typeof forged): Promise<Response> =>
    shop.handle(new Request("https://bot.test/", { method: "POST", headers, body }));

  assert.equal((await post(forged)).status, 401);
  assert.equal((await post(genuine)).status, 200);
});
