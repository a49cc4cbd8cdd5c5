import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { beginWorld, type TestWorld, type Value } from "./world.ts";

const MP = { messaging_product: "whatsapp" };

function pathOf({ emulator }: TestWorld, edge = ""): string {
  return `/v24.0/${emulator.credentials.phoneNumberId}${edge}`;
}

test("GET /PN/whatsapp_business_profile, POST /PN/whatsapp_business_profile: what is named changes", async () => {
  const world = beginWorld();
  const { graph } = world;
  const path = pathOf(world, "/whatsapp_business_profile");

  const empty = await graph("GET", path);
  const set = await graph("POST", path, {
    ...MP,
    about: "Flowers, and more",
    websites: ["https://shop.example/"],
    vertical: "retail",
    email: null,
  });
  const cleared = await graph("POST", `${path}?description=Since+1900`, { ...MP, websites: [] });
  const all = await graph("GET", path);
  const some = await graph("GET", `${path}?fields=about,vertical`);

  assert.deepEqual(empty.body, { data: [MP] });
  assert.deepEqual([set.body, cleared.body], [{ success: true }, { success: true }]);
  assert.deepEqual(all.body.data, [
    { about: "Flowers, and more", description: "Since 1900", vertical: "RETAIL", ...MP },
  ]);
  assert.deepEqual(some.body.data, [{ about: "Flowers, and more", vertical: "RETAIL", ...MP }]);
});

test("POST /PN/whatsapp_business_profile: what Meta would not take is Meta's error", async () => {
  const world = beginWorld();
  const path = pathOf(world, "/whatsapp_business_profile");
  const wrong: Value[] = [
    { about: "x" },
    { ...MP, about: "" },
    { ...MP, about: "x".repeat(140) },
    { ...MP, email: "nobody" },
    { ...MP, vertical: "CIRCUS" },
    { ...MP, websites: ["https://a.example", "https://b.example", "https://c.example"] },
    { ...MP, websites: ["shop"] },
    { ...MP, profile_picture_handle: "4:none" },
  ];
  for (const body of wrong) {
    const { status, body: answer } = await world.graph("POST", path, body);
    assert.equal(status, 400, JSON.stringify(body));
    assert.ok([100, 131_009].includes(answer.error.code));
  }
  assert.deepEqual((await world.graph("GET", path)).body, { data: [MP] });
});

test("POST /PN/register, POST /PN/deregister: a number that is not registered cannot send", async () => {
  const world = beginWorld();
  const { graph, send } = world;
  const register = (pin: unknown) => graph("POST", pathOf(world, "/register"), { ...MP, pin });
  const hello = { to: "447700900001", type: "text", text: { body: "hi" } };

  const first = await register("123456");
  const wrongPin = await register("000000");
  const malformed = await register("12");
  const off = await graph("POST", pathOf(world, "/deregister"));
  const { status } = (await graph("GET", pathOf(world, "?fields=status"))).body;
  const refused = await send(hello);
  const again = await register(123_456);
  const sent = await send(hello);

  assert.deepEqual([first.body, off.body, again.body], Array(3).fill({ success: true }));
  assert.deepEqual([wrongPin.body.error.code, malformed.body.error.code], [133_005, 100]);
  assert.equal(status, "DISCONNECTED");
  assert.deepEqual(
    [refused.status, refused.body.error.message, refused.body.error.error_data],
    [400, "(#133010) Account not registered", undefined],
  );
  assert.equal(sent.status, 200);
});

test("POST /PN/register: the eleventh time in 72 hours is one too many", async () => {
  const world = beginWorld();
  const { graph, turn } = world;
  const register = () => graph("POST", pathOf(world, "/register"), { ...MP, pin: "123456" });
  for (let i = 0; i < 10; i++) assert.equal((await register()).status, 200);

  const tooMany = await register();
  await turn("72h");

  assert.equal(tooMany.body.error.code, 133_016);
  assert.equal((await register()).status, 200);
});

test("POST /WABA/phone_numbers, POST /PN/request_code, POST /PN/verify_code: a number of its own", async () => {
  const world = beginWorld();
  const { graph, control, emulator } = world;
  const path = `/v24.0/${emulator.credentials.wabaId}/phone_numbers`;
  const wanted = { cc: "49", phone_number: "30 1234567", verified_name: "Blumen" };

  const added = await graph("POST", `${path}?${new URLSearchParams(wanted)}`);
  const twice = await graph("POST", path, wanted);
  const id: string = added.body.id;
  const fresh = (await graph("GET", `/v24.0/${id}?fields=status,code_verification_status`)).body;
  const early = await graph("POST", `/v24.0/${id}/register`, { ...MP, pin: "123456" });
  const asked = await graph("POST", `/v24.0/${id}/request_code?code_method=SMS&language=de`);
  const { data } = (await control("GET", "/emulator/numbers")).body;
  const { code } = data.find((one: Value) => one.id === id);
  const wrong = await graph("POST", `/v24.0/${id}/verify_code`, { code: "1" });
  const right = await graph("POST", `/v24.0/${id}/verify_code`, { code });
  const registered = await graph("POST", `/v24.0/${id}/register`, { ...MP, pin: "123456" });

  assert.deepEqual(fresh, { status: "PENDING", code_verification_status: "NOT_VERIFIED", id });
  assert.deepEqual(
    [twice, early, wrong].map(({ body }) => body.error.code),
    [100, 133_006, 136_025],
  );
  assert.deepEqual([asked.body, right.body, registered.body], Array(3).fill({ success: true }));
  assert.equal((await graph("GET", path)).body.data.length, 2);
});

test("GET /emulator/numbers: with what only the phone's owner would know", async () => {
  const { control, emulator } = beginWorld();

  const [number] = (await control("GET", "/emulator/numbers")).body.data;

  assert.deepEqual(
    [number.id, number.registered, number.code, number.pin],
    [emulator.credentials.phoneNumberId, true, null, null],
  );
});

test("POST /PN: a PIN, told as a matter of security", async () => {
  const world = beginWorld();

  const set = await world.graph("POST", pathOf(world), { pin: "654321" });
  await world.emulator.quiet();

  assert.deepEqual(set.body, { success: true });
  const { entry } = JSON.parse(Buffer.from(world.arrived[0]!.bytes).toString());
  assert.equal(typeof entry[0].time, "number");
  const [{ field, value }] = entry[0].changes;
  assert.deepEqual([field, value.event], ["security", "PIN_CHANGED"]);
});

test("POST /PN: another name is looked at, and then shown", async () => {
  const world = beginWorld();
  const { graph, turn, values } = world;

  await graph("POST", pathOf(world), { ...MP, new_display_name: "Flower Power" });
  const meanwhile = await graph("GET", pathOf(world, "?fields=verified_name,new_name_status"));
  await turn("10m");
  const [told] = values();

  assert.deepEqual(
    [meanwhile.body.verified_name, meanwhile.body.new_name_status],
    ["Example Store", "PENDING_REVIEW"],
  );
  assert.deepEqual(told, {
    display_phone_number: "15550100000",
    decision: "APPROVED",
    requested_verified_name: "Flower Power",
    rejection_reason: null,
  });
  const after = await graph("GET", pathOf(world, "?fields=verified_name"));
  assert.equal(after.body.verified_name, "Flower Power");
});

test("POST /PN: an address of the number's own comes before those of account and app", async () => {
  const asked: string[] = [];
  const world = beginWorld({
    get: async (url) => {
      asked.push(url);
      return { status: 200, body: new URL(url).searchParams.get("hub.challenge") ?? "" };
    },
  });
  const { graph, says, arrived } = world;
  const configuration = (override_callback_uri: string) => ({
    webhook_configuration: { override_callback_uri, verify_token: "mine" },
  });

  const set = await graph("POST", pathOf(world), configuration("http://other.test/phone"));
  await says("447700900001", "hello");
  const shown = await graph("GET", pathOf(world, "?fields=webhook_configuration"));
  await graph("POST", pathOf(world), configuration(""));
  await says("447700900001", "hello");

  assert.deepEqual(set.body, { success: true });
  assert.equal(asked.length, 1);
  assert.deepEqual(
    arrived.map(({ url }) => url),
    ["http://other.test/phone", "http://hub.test/webhooks"],
  );
  assert.deepEqual(shown.body.webhook_configuration, {
    phone_number: "http://other.test/phone",
    application: "http://hub.test/webhooks",
  });
});

test("GET /PN/settings, POST /PN/settings: calls are switched, and the app is told", async () => {
  const world = beginWorld();
  const { graph, values, emulator } = world;
  const path = pathOf(world, "/settings");

  const set = await graph("POST", path, { calling: { status: "disabled" } });
  const wrong = await graph("POST", path, { calling: { status: "maybe" } });
  const identity = await graph("POST", path, { user_identity_change: { enabled: true } });
  await emulator.quiet();
  const { body } = await graph("GET", path);

  assert.deepEqual([set.body, identity.body], [{ success: true }, { success: true }]);
  assert.equal(wrong.body.error.code, 100);
  assert.equal(body.calling.status, "disabled");
  assert.equal(body.user_identity_change.enable_identity_key_check, true);
  assert.equal(values()[0].phone_number_settings.calling.status, "disabled");
});

test("GET /PN/whatsapp_commerce_settings, POST /PN/whatsapp_commerce_settings: by the query, too", async () => {
  const world = beginWorld();
  const path = pathOf(world, "/whatsapp_commerce_settings");

  const set = await world.graph("POST", `${path}?is_cart_enabled=false&is_catalog_visible=true`);
  const { body } = await world.graph("GET", path);

  assert.deepEqual(set.body, { success: true });
  const { phoneNumberId: id } = world.emulator.credentials;
  assert.deepEqual(body, { data: [{ is_cart_enabled: false, is_catalog_visible: true, id }] });
});

test("GET /PN/whatsapp_business_encryption, POST /PN/whatsapp_business_encryption: an RSA key", async () => {
  const world = beginWorld();
  const path = pathOf(world, "/whatsapp_business_encryption");
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();

  const wrong = await world.graph("POST", path, { business_public_key: "-----BEGIN" });
  const set = await world.graph("POST", path, { business_public_key: pem });
  const { body } = await world.graph("GET", path);

  assert.equal(wrong.body.error.code, 100);
  assert.deepEqual(set.body, { success: true });
  assert.deepEqual(body.data, [
    { business_public_key: pem, business_public_key_signature_status: "VALID" },
  ]);
});

test("POST /PN/conversational_automation: what is set is read with the number", async () => {
  const world = beginWorld();
  const path = pathOf(world, "/conversational_automation");
  const commands = [{ command_name: "hours", command_description: "When we are open" }];

  const set = await world.graph("POST", path, { prompts: ["Where are you?"], commands });
  const many = await world.graph("POST", path, { prompts: ["1", "2", "3", "4", "5"] });
  const { body } = await world.graph("GET", pathOf(world, "?fields=conversational_automation"));

  assert.deepEqual(set.body, { success: true });
  assert.equal(many.body.error.code, 100);
  const { phoneNumberId: id } = world.emulator.credentials;
  assert.deepEqual(body.conversational_automation, {
    enable_welcome_message: false,
    prompts: ["Where are you?"],
    commands,
    id,
  });
});

test("GET /PN/username, POST /PN/username, DELETE /PN/username, GET /PN/username_suggestions: a name to be found by", async () => {
  const world = beginWorld();
  const { graph } = world;
  const path = pathOf(world, "/username");

  const none = await graph("GET", path);
  const { data } = (await graph("GET", pathOf(world, "/username_suggestions"))).body;
  const wrong = await graph("POST", path, { username: "a..b" });
  const set = await graph("POST", path, { username: data[0].username_suggestions[0] });
  const got = await graph("GET", path);
  const deleted = await graph("DELETE", path);
  const twice = await graph("DELETE", path);
  await world.emulator.quiet();

  assert.deepEqual(none.body, {});
  assert.equal(wrong.body.error.code, 147_001);
  assert.deepEqual(set.body, { status: "approved" });
  assert.deepEqual(got.body, { username: "example_store", status: "approved" });
  assert.deepEqual([deleted.body, twice.body.error.code], [{ success: true }, 147_005]);
  assert.deepEqual(
    world.values().map(({ status }) => status),
    ["approved", "deleted"],
  );
});

test("POST /WABA: analytics are switched on, and answer with a number; marketing is switched off", async () => {
  const world = beginWorld();
  const { graph, send, emulator } = world;
  const path = `/v24.0/${emulator.credentials.wabaId}`;
  const template = {
    name: "spring_sale",
    language: { code: "en_US" },
    components: [
      {
        type: "header",
        parameters: [{ type: "image", image: { link: "https://example.com/spring.jpg" } }],
      },
      { type: "body", parameters: [{ type: "text", text: "Ana" }] },
    ],
  };

  const on = await graph("POST", `${path}?is_enabled_for_insights=true`);
  const off = await graph("POST", path, { disable_marketing_messages_on_cloud_api: true });
  const sent = await send({ to: "447700900001", type: "template", template });
  const { body } = await graph("GET", `${path}?fields=is_enabled_for_insights`);

  assert.deepEqual(on.body, { id: Number(emulator.credentials.wabaId) });
  assert.deepEqual([off.body, sent.body.error.code], [{ success: true }, 131_063]);
  assert.equal(body.is_enabled_for_insights, true);
});

test("what is null was not given, to whatever it may be", async () => {
  const world = beginWorld();
  const { graph } = world;

  const pin = await graph("POST", pathOf(world), { pin: "123456", webhook_configuration: null });
  const code = await graph("POST", pathOf(world, "/request_code"), {
    code_method: "SMS",
    language: null,
  });
  const profile = await graph("POST", pathOf(world, "/whatsapp_business_profile/"), {
    ...MP,
    about: "Flowers",
    email: null,
    websites: null,
    vertical: null,
  });

  assert.deepEqual([pin.body, profile.body], [{ success: true }, { success: true }]);
  assert.equal(code.body.error.message, "(#100) The parameter language is required.");
});
