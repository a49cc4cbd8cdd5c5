import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { GraphApiError, WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { language, SENDS } from "./kapso-messages.ts";
import { assertArrives, beginSdkWorld, type SdkWorld } from "./sdk-world.ts";
import { ALICE, type Value } from "./world.ts";

// @kapso/whatsapp-cloud-api 0.3.0 as it is: it takes the emulator for its `baseUrl`.

async function begin(context: TestContext): Promise<{ world: SdkWorld; client: WhatsAppClient }> {
  const world = await beginSdkWorld(context);
  const { token: accessToken } = world.emulator.credentials;
  return { world, client: new WhatsAppClient({ accessToken, baseUrl: world.url }) };
}

for (const { type, name, send } of SENDS) {
  test(`kapso sends a message, and it arrives: ${name}`, async (context) => {
    const { world, client } = await begin(context);
    const { phoneNumberId } = world.emulator.credentials;

    const answer = await send(
      client.messages,
      {
        phoneNumberId,
        to: ALICE,
        contextMessageId: world.heard,
        bizOpaqueCallbackData: "our own data",
      },
      world,
    );

    // It gives the answer in names of its own.
    const { messagingProduct, contacts, messages }: Value = answer;
    const onWire = {
      messaging_product: messagingProduct,
      contacts: contacts.map(({ input, waId }: Value) => ({ input, wa_id: waId })),
      messages: messages.map(({ id, messageStatus }: Value) => ({
        id,
        message_status: messageStatus,
      })),
    };
    await assertArrives(world, onWire, { type });
  });
}

test("kapso throws Meta's errors, as its own", async (context) => {
  const { world, client } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;

  const sending = client.messages.sendTemplate({
    phoneNumberId,
    to: ALICE,
    template: { name: "no", language },
  });

  await assert.rejects(sending, (error: unknown) => {
    assert.ok(error instanceof GraphApiError);
    assert.deepEqual([error.httpStatus, error.code], [404, 132_001]);
    return true;
  });
});

test("kapso marks as read, and shows that it is typing", async (context) => {
  const { world, client } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;

  const answer = await client.messages.markRead({
    phoneNumberId,
    messageId: world.heard,
    typingIndicator: { type: "text" },
  });

  assert.deepEqual(answer, { success: true });
});

test("kapso uploads, gets, downloads and deletes a file", async (context) => {
  const { world, client } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;

  const { id: mediaId } = await client.media.upload({
    phoneNumberId,
    type: "text/plain",
    file: Buffer.from("a bill"),
    fileName: "bill.txt",
  });
  const node = await client.media.get({ mediaId, phoneNumberId });
  const file = await client.media.download({ mediaId, auth: "always", as: "blob" });
  const bare = await client.media.download({ mediaId, as: "response" });
  const deleted = await client.media.delete({ mediaId });

  assert.deepEqual([node.mimeType, Number(node.fileSize)], ["text/plain", 6]);
  assert.ok(file instanceof Blob);
  assert.equal(await file.text(), "a bill");
  assert.ok(bare instanceof Response);
  assert.equal(bare.status, 401, "without the token there is nothing, as with Meta");
  assert.deepEqual(deleted, { success: true });
});

test("kapso lists the templates, and gets one", async (context) => {
  const { world, client } = await begin(context);
  const { wabaId: businessAccountId } = world.emulator.credentials;

  const { data } = await client.templates.list({ businessAccountId, category: "AUTHENTICATION" });
  const [first] = data;
  const one = await client.templates.get({ businessAccountId, templateId: first?.id ?? "" });

  assert.deepEqual(
    data.map(({ name }) => name),
    ["verification_code"],
  );
  assert.equal(one.name, "verification_code");
});

test("kapso gets a number", async (context) => {
  const { world, client } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;

  const number: Value = await client.request("GET", phoneNumberId, { responseType: "json" });

  assert.equal(number.displayPhoneNumber, "+1 555-010-0000");
});

test("kapso makes a template and deletes it", async (context) => {
  const { world, client } = await begin(context);
  const { wabaId: businessAccountId } = world.emulator.credentials;
  const { templates } = client;

  const made: Value = await templates.create({
    businessAccountId,
    name: "new_order",
    language: "en_US",
    category: "UTILITY",
    components: [{ type: "BODY", text: "We have received your order." }],
  });
  const gone: Value = await templates.delete({ businessAccountId, name: "new_order" });

  assert.deepEqual([made.status, made.category], ["PENDING", "UTILITY"]);
  assert.equal(gone.success, true);
});
