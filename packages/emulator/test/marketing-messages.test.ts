import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, type TestWorld, type Value } from "./world.ts";

function sale(world: TestWorld, more: Value = {}) {
  const { phoneNumberId } = world.emulator.credentials;
  return world.graph("POST", `/v24.0/${phoneNumberId}/marketing_messages`, {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: ALICE,
    type: "template",
    template: {
      name: "spring_sale",
      language: { code: "en_US" },
      components: [
        {
          type: "header",
          parameters: [{ type: "image", image: { link: "https://example.com/spring.jpg" } }],
        },
        { type: "body", parameters: [{ type: "text", text: "Ana" }] },
      ],
    },
    product_policy: "CLOUD_API_FALLBACK",
    message_activity_sharing: true,
    ...more,
  });
}

test("POST /PN/marketing_messages: a marketing template, and its category in the statuses", async () => {
  const world = beginWorld();
  const { wabaId } = world.emulator.credentials;
  // Marketing by the other API only: this is the API.
  await world.graph("POST", `/v24.0/${wabaId}`, { disable_marketing_messages_on_cloud_api: true });

  const sent = await sale(world);
  await world.turn("10s");

  assert.equal(sent.body.messages[0].message_status, "accepted");
  assert.deepEqual(sent.body.contacts, [{ input: ALICE, wa_id: ALICE }]);
  assert.deepEqual(
    world.statuses().map(({ status, pricing }) => [status, pricing.category]),
    [
      ["sent", "marketing_lite"],
      ["delivered", "marketing_lite"],
    ],
  );
});

test("POST /PN/marketing_messages: nothing but marketing templates", async () => {
  const world = beginWorld();
  const template = { name: "hello_world", language: { code: "en_US" } };

  const utility = await sale(world, { template });
  const text = await sale(world, { type: "text", text: { body: "hi" } });
  const policy = await sale(world, { product_policy: "BEST_EFFORT" });

  assert.deepEqual(
    [utility, text, policy].map(({ body }) => body.error.code),
    [134_100, 131_055, 100],
  );
});

test("POST /PN/messages: leave to call is asked for once a day", async () => {
  const world = beginWorld();
  await world.says(ALICE, "hello");
  const ask = () =>
    world.send({
      to: ALICE,
      type: "interactive",
      interactive: {
        type: "call_permission_request",
        action: { name: "call_permission_request" },
        body: { text: "May we call?" },
      },
    });

  assert.equal((await ask()).status, 200);
  await world.turn("1m");
  assert.equal((await ask()).body.error.code, 138_009);
});

test("POST /PN/smb_app_data: the phone book and the past come in webhooks", async () => {
  const world = beginWorld();
  const { phoneNumberId } = world.emulator.credentials;
  const path = `/v24.0/${phoneNumberId}/smb_app_data`;
  await world.says(ALICE, "hello");
  await world.text(ALICE, "hi");
  await world.turn("5s");
  world.values();

  for (const sync_type of ["smb_app_state_sync", "history"]) {
    const { body } = await world.graph("POST", path, { messaging_product: "whatsapp", sync_type });
    assert.equal(typeof body.request_id, "string");
  }
  await world.emulator.quiet();
  const wrong = await world.graph("POST", path, { messaging_product: "whatsapp", sync_type: "x" });

  const [book, past] = world.values();
  assert.equal(book.state_sync[0].contact.phone_number, ALICE);
  const [{ metadata, threads }] = past.history;
  assert.deepEqual(metadata, { phase: 0, chunk_order: 1, progress: 100 });
  assert.deepEqual(
    threads[0].messages.map(({ text, history_context }: Value) => [
      text.body,
      history_context.status,
    ]),
    [
      ["hello", "DELIVERED"],
      ["hi", "DELIVERED"],
    ],
  );
  assert.equal(wrong.body.error.code, 100);
});
