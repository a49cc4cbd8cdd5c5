import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type TestContext, test } from "node:test";
import { WhatsAppAPI } from "whatsapp-api-js";
import * as m from "whatsapp-api-js/messages";
import { assertArrives, beginSdkWorld, LINK, type SdkWorld } from "./sdk-world.ts";
import { ALICE, type Value } from "./world.ts";

// whatsapp-api-js 6.3.0 as it is. It knows no other host than Meta's; its `ponyfill` leads it here.

async function begin(context: TestContext): Promise<{ world: SdkWorld; api: WhatsAppAPI }> {
  const world = await beginSdkWorld(context);
  const { token, appSecret, verifyToken } = world.emulator.credentials;
  const toHere: typeof fetch = (input, init) =>
    fetch(String(input).replace("https://graph.facebook.com", world.url), init);
  const api = new WhatsAppAPI({
    token,
    appSecret,
    webhookVerifyToken: verifyToken,
    v: "v24.0",
    ponyfill: { fetch: toHere },
  });
  return { world, api };
}

const body = new m.Body("Which one?");
const footer = new m.Footer("Until Sunday");
const product = new m.Product("sku-1");

/** Everything the SDK can say, by name. */
const MESSAGES: Record<string, (world: SdkWorld) => Value> = {
  text: () => new m.Text("hello https://shop.example", true),
  "image by id": ({ media }) => new m.Image(media.image, true, "look"),
  "image by link": () => new m.Image(`${LINK}.image`),
  "video by id": ({ media }) => new m.Video(media.video, true, "look"),
  "video by link": () => new m.Video(`${LINK}.video`),
  "audio by id": ({ audio }) => new m.Audio(audio, true),
  "voice by id": ({ audio }) => new m.Audio(audio, true, true),
  "audio by link": () => new m.Audio(`${LINK}.audio`),
  "document by id": ({ media }) => new m.Document(media.document, true, "a bill", "bill.pdf"),
  "document by link": () => new m.Document(`${LINK}.document`),
  "sticker by id": ({ sticker }) => new m.Sticker(sticker, true),
  location: () => new m.Location(13.4, 52.5, "Berlin", "Here 1"),
  contacts: () =>
    new m.Contacts([
      new m.Name("Bob B", "Bob"),
      new m.Phone("+44 7700 900002", "WORK", "447700900002"),
      new m.Email("bob@shop.example", "WORK"),
      new m.Url("https://shop.example", "WORK"),
      new m.Address("Germany", "DE", "", "Berlin", "Here 1", "10115", "HOME"),
      new m.Organization("Shop", "Sales", "Clerk"),
      new m.Birthday("1990", "02", "03"),
    ]),
  reaction: ({ heard }) => new m.Reaction(heard, "👍"),
  "reaction taken back": ({ heard }) => new m.Reaction(heard),
  buttons: ({ media }) =>
    new m.Interactive(
      new m.ActionButtons(new m.Button("a", "This"), new m.Button("b", "That")),
      body,
      new m.Header(new m.Image(media.image, true)),
      footer,
    ),
  list: () =>
    new m.Interactive(
      new m.ActionList(
        "Choose",
        new m.ListSection("One", new m.Row("1", "This", "the first")),
        new m.ListSection("Two", new m.Row("2", "That")),
      ),
      body,
      new m.Header("Hello"),
      footer,
    ),
  catalog: () => new m.Interactive(new m.ActionCatalog(product), body, undefined, footer),
  product: () => new m.Interactive(new m.ActionProduct(new m.CatalogProduct("sku-1", "1")), body),
  "product list": () =>
    new m.Interactive(
      new m.ActionProductList("1", new m.ProductSection("New", product)),
      body,
      new m.Header("New in"),
    ),
  "link button": () =>
    new m.Interactive(new m.ActionCTA("Go", "https://shop.example/"), body, new m.Header("Hello")),
  "flow to a screen": () =>
    new m.Interactive(new m.ActionNavigateFlow("token", "1", "Begin", "FIRST", { a: 1 }), body),
  "flow with data": () =>
    new m.Interactive(new m.ActionDataExchangeFlow("token", "1", "Begin"), body),
  "location request": () => new m.Interactive(new m.ActionLocation(), body),
  "call permission": () => new m.Interactive(new m.ActionCallPermission(), body),
  "contact request": () => new m.Interactive(new m.ActionContactRequest(), body),
  "template without gaps": () => new m.Template("hello_world", "en_US"),
  "template with gaps": () =>
    new m.Template(
      "order_update",
      new m.Language("en_US"),
      new m.BodyComponent(
        new m.BodyParameter("A-1001"),
        new m.BodyParameter(new m.Currency(1_000, "EUR", "1 €")),
      ),
    ),
  "template with named gaps": () =>
    new m.Template(
      "payment_reminder",
      "en_US",
      new m.BodyComponent(
        new m.BodyParameter("42 €", "amount"),
        new m.BodyParameter(new m.DateTime("1 March"), "due_date"),
      ),
      new m.URLComponent("4711"),
    ),
  "template with a picture": ({ media }) =>
    new m.Template(
      "spring_sale",
      "en_US",
      new m.HeaderComponent(new m.HeaderParameter(new m.Image(media.image, true))),
      new m.BodyComponent(new m.BodyParameter("Ana")),
      new m.PayloadComponent("show"),
      new m.PayloadComponent("stop"),
    ),
  "one-time password": () => m.Template.OTP("verification_code", "en_US", "123456"),
  "template with a carousel": ({ media }) => {
    const card = (flower: string): m.CarouselCard =>
      new m.CarouselCard(
        new m.Image(media.image, true),
        new m.BodyComponent(new m.BodyParameter(flower)),
        new m.URLComponent(flower),
      );
    return new m.Template(
      "carousel",
      "en_US",
      new m.BodyComponent(new m.BodyParameter("Ana")),
      new m.CarouselComponent(card("rose"), card("tulip")),
    );
  },
};

for (const [name, make] of Object.entries(MESSAGES)) {
  test(`whatsapp-api-js sends a message, and it arrives: ${name}`, async (context) => {
    const { world, api } = await begin(context);
    const message = make(world);

    const answer = await api.sendMessage(
      world.emulator.credentials.phoneNumberId,
      ALICE,
      message,
      world.heard,
      "our own data",
    );

    await assertArrives(world, answer, { type: message._type });
  });
}

test("whatsapp-api-js gets Meta's errors as answers", async (context) => {
  const { world, api } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;

  const template: Value = await api.sendMessage(
    phoneNumberId,
    ALICE,
    new m.Template("no", "en_US"),
  );
  const image: Value = await api.sendMessage(phoneNumberId, ALICE, new m.Image("1", true));

  assert.equal(template.error.code, 132_001);
  assert.equal(image.error.code, 131_009);
});

test("whatsapp-api-js marks as read, and shows that it is typing", async (context) => {
  const { world, api } = await begin(context);

  const answer = await api.markAsRead(
    world.emulator.credentials.phoneNumberId,
    world.heard,
    "text",
  );

  assert.deepEqual(answer, { success: true });
  const chat = await world.control("GET", `/emulator/customers/${ALICE}/messages`);
  assert.deepEqual([chat.body.typing, chat.body.data[0].read], [true, true]);
});

test("whatsapp-api-js uploads, retrieves, fetches and deletes a file", async (context) => {
  const { world, api } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;
  const form = new FormData();
  form.set("file", new Blob(["a bill"], { type: "text/plain" }), "bill.txt");

  const upload: Value = await api.uploadMedia(phoneNumberId, form);
  const node: Value = await api.retrieveMedia(upload.id, phoneNumberId);
  const file = await api.fetchMedia(node.url);
  const deleted = await api.deleteMedia(upload.id, phoneNumberId);
  const gone: Value = await api.retrieveMedia(upload.id);

  assert.equal(node.mime_type, "text/plain");
  assert.ok(node.url.startsWith(world.url));
  assert.equal(await file.text(), "a bill");
  assert.deepEqual(deleted, { success: true });
  assert.equal(gone.error.error_subcode, 33);
});

test("whatsapp-api-js finds our webhooks signed, and reads them", async (context) => {
  const { world, api } = await begin(context);
  await world.says(ALICE, "olá, täglich 😀 </script>");
  await api.sendMessage(world.emulator.credentials.phoneNumberId, ALICE, new m.Text("ça va"));
  await world.turn("10s");
  const heard: unknown[] = [];
  api.on.message = ({ from, message }) => void heard.push(from, message);
  api.on.status = ({ phone, status }) => void heard.push(phone, status);

  for (const { bytes, headers } of world.arrived) {
    const text = Buffer.from(bytes).toString();
    await api.post(JSON.parse(text), text, headers["X-Hub-Signature-256"] ?? "");
    await assert.rejects(
      api.post(JSON.parse(text), `${text} `, headers["X-Hub-Signature-256"] ?? ""),
    );
  }

  const [from, message, ...statuses]: Value[] = heard;
  assert.deepEqual([from, message.text.body], [ALICE, "olá, täglich 😀 </script>"]);
  assert.deepEqual(statuses, [ALICE, "sent", ALICE, "delivered"]);
});

test("whatsapp-api-js answers our handshake", async (context) => {
  const { world, api } = await begin(context);
  const { appId, verifyToken: verify_token } = world.emulator.credentials;
  const hook = createServer((request, answer) => {
    const query: Value = Object.fromEntries(new URL(request.url ?? "", "http://x").searchParams);
    answer.end(String(api.get(query)));
  }).listen(0, "127.0.0.1");
  context.after(() => hook.close());
  await new Promise((listening) => hook.once("listening", listening));
  const address: Value = hook.address();

  const answer = await world.graph("POST", `/v24.0/${appId}/subscriptions`, {
    object: "whatsapp_business_account",
    callback_url: `http://127.0.0.1:${address.port}/`,
    verify_token,
    fields: "messages",
  });

  assert.deepEqual(answer.body, { success: true }, answer.text);
});

test("whatsapp-api-js makes, changes, reads and deletes QR codes", async (context) => {
  const { world, api } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;

  const made: Value = await api.createQR(phoneNumberId, "hello there", "svg");
  const changed: Value = await api.updateQR(phoneNumberId, made.code, "bye");
  const one: Value = await api.retrieveQR(phoneNumberId, made.code);
  const all: Value = await api.retrieveQR(phoneNumberId);
  const deleted = await api.deleteQR(phoneNumberId, made.code);

  assert.equal(made.prefilled_message, "hello there");
  assert.match(made.qr_image_url, /svg$/);
  assert.equal(changed.prefilled_message, "bye");
  assert.deepEqual(one.data, all.data);
  assert.deepEqual(deleted, { success: true });
});

test("whatsapp-api-js blocks a customer who wrote, and lets them in again", async (context) => {
  const { world, api } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;

  const blocked: Value = await api.blockUser(phoneNumberId, ALICE);
  const freed: Value = await api.unblockUser(phoneNumberId, ALICE);

  assert.deepEqual(blocked.block_users.added_users, [{ input: ALICE, wa_id: ALICE }]);
  assert.deepEqual(freed.block_users.removed_users, [{ input: ALICE, wa_id: ALICE }]);
});

test("whatsapp-api-js calls, and takes and ends calls", async (context) => {
  const { world, api } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;
  const path = `/emulator/customers/${ALICE}/calls`;

  const { id } = (await world.control("POST", path)).body;
  const pre: Value = await api.preacceptCall(phoneNumberId, id, "v=0");
  const taken: Value = await api.acceptCall(phoneNumberId, id, "v=0");
  const ended: Value = await api.terminateCall(phoneNumberId, id);
  const made: Value = await api.initiateCall(phoneNumberId, ALICE, "v=0");
  await world.turn("5s");
  const { id: next } = (await world.control("POST", path, { action: "terminate" })).body;
  const ringing = (await world.control("POST", path)).body;
  const declined: Value = await api.rejectCall(phoneNumberId, ringing.id);

  for (const answer of [pre, taken, ended, declined]) {
    assert.deepEqual(answer, { messaging_product: "whatsapp", success: true });
  }
  assert.equal(next, made.calls[0].id);
});
