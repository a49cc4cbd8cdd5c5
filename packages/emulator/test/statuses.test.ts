import assert from "node:assert/strict";
import { test } from "node:test";
import { uploaded } from "./uploaded.ts";
import { ALICE, beginWorld, type TestWorld, type Value } from "./world.ts";

const UTILITY = {
  type: "template",
  template: {
    name: "order_update",
    language: { code: "en_US" },
    components: [
      {
        type: "body",
        parameters: [
          { type: "text", text: "A" },
          { type: "text", text: "B" },
        ],
      },
    ],
  },
};

test("a message is sent, then delivered, and read when the customer looks", async () => {
  const { says, text, turn, control, statuses, emulator } = beginWorld();
  await says(ALICE, "hello");
  const id = await text(ALICE, "hi");

  await turn("2s");
  const first = statuses();
  await turn("3s");
  const second = statuses();
  const read = await control("POST", `/emulator/customers/${ALICE}/read`);
  await emulator.quiet();
  const third = statuses();

  assert.equal(first[0].status, "sent");
  assert.deepEqual(
    [...first, ...second].map(({ status }) => status),
    ["sent", "delivered"],
  );
  assert.deepEqual(read.body, { read: [id] });
  assert.deepEqual(
    third.map(({ status }) => status),
    ["read"],
  );
});

test("a status has Meta's members, in Meta's order", async () => {
  const { says, send, turn, values } = beginWorld();
  await says(ALICE, "hello");
  const userId = values()[0].contacts[0].user_id;
  const sent = await send({
    to: ALICE,
    type: "text",
    text: { body: "hi" },
    biz_opaque_callback_data: "draft/1",
  });
  await turn("2s");

  const [value] = values();
  const [status] = value.statuses;
  assert.deepEqual(Object.keys(value), ["messaging_product", "metadata", "contacts", "statuses"]);
  assert.deepEqual(value.contacts, [{ wa_id: ALICE, user_id: userId }]);
  assert.equal(status.id, sent.body.messages[0].id);
  assert.equal(status.timestamp, String(Date.parse("2026-11-02T09:00:00Z") / 1000));
  assert.equal(status.biz_opaque_callback_data, "draft/1");
  assert.deepEqual(Object.keys(status), [
    "id",
    "status",
    "timestamp",
    "recipient_id",
    "recipient_user_id",
    "biz_opaque_callback_data",
    "pricing",
  ]);
});

/** What the webhooks of one utility template, in an open window or not, say on a date. */
const PRICES: { at: string; inWindow: boolean; pricing: Value; origin: string | undefined }[] = [
  {
    at: "2022-05-10T09:00:00Z",
    inWindow: false,
    pricing: { billable: false, pricing_model: "CBP", category: "business_initiated" },
    origin: "business_initiated",
  },
  {
    at: "2023-07-10T09:00:00Z",
    inWindow: true,
    pricing: { billable: true, pricing_model: "CBP", category: "utility" },
    origin: "utility",
  },
  {
    at: "2025-08-10T09:00:00Z",
    inWindow: true,
    pricing: {
      billable: false,
      pricing_model: "PMP",
      type: "free_customer_service",
      category: "utility",
    },
    origin: "utility",
  },
  {
    at: "2025-08-10T09:00:00Z",
    inWindow: false,
    pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "utility" },
    origin: "utility",
  },
  {
    at: "2026-11-02T09:00:00Z",
    inWindow: true,
    pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "utility" },
    origin: undefined,
  },
];

for (const { at, inWindow, pricing, origin } of PRICES) {
  const where = inWindow ? "inside" : "outside";
  test(`on ${at.slice(0, 10)} a utility template ${where} the window is priced so`, async () => {
    const { says, send, turn, statuses, control } = beginWorld({ at });
    if (inWindow) await says(ALICE, "hello");
    await send({ to: ALICE, ...UTILITY });
    await turn("5s");
    await control("POST", `/emulator/customers/${ALICE}/read`);

    const told = statuses();
    for (const status of told) {
      assert.deepEqual(status.pricing, pricing, status.status);
      assert.equal(status.conversation?.origin.type, origin);
      const tellsEnd = status.conversation?.expiration_timestamp !== undefined;
      assert.equal(tellsEnd, origin !== undefined && status.status === "sent");
    }
    assert.deepEqual(
      told.map(({ status }) => status),
      ["sent", "delivered", "read"],
    );
  });
}

test("in 2023 the messages of one conversation share its id and are billable", async () => {
  const { send, turn, statuses } = beginWorld({ at: "2023-07-10T09:00:00Z" });
  await send({ to: ALICE, ...UTILITY });
  await turn("10s");
  await send({ to: ALICE, ...UTILITY });
  await turn("10s");

  const told = statuses();
  const ids = told.map(({ conversation }) => conversation.id);
  assert.deepEqual(
    told.map(({ pricing }) => pricing.billable),
    [true, true, true, true],
  );
  assert.equal(new Set(ids).size, 1);
  assert.match(ids[0], /^[0-9a-f]{32}$/);
});

test("an answer to an ad is free, in a conversation that all versions name", async () => {
  const { control, text, turn, statuses } = beginWorld();
  await control("POST", `/emulator/customers/${ALICE}/messages`, {
    type: "text",
    text: { body: "I saw your ad" },
    referral: { source_type: "ad", source_id: "1", source_url: "https://fb.me/1" },
  });
  await text(ALICE, "welcome");
  await turn("5s");

  for (const { pricing, conversation } of statuses()) {
    assert.deepEqual([pricing.billable, pricing.type], [false, "free_entry_point"]);
    assert.equal(conversation.origin.type, "referral_conversion");
  }
});

test("messages wait for a phone that is off, until it is on again", async () => {
  const { says, text, turn, control, statuses } = beginWorld();
  await says(ALICE, "hello");
  await control("PUT", `/emulator/customers/${ALICE}`, { behaviour: { offline: true } });
  await text(ALICE, "hi");
  await turn("1h");
  const before = statuses();
  await control("PUT", `/emulator/customers/${ALICE}`, { behaviour: { offline: false } });
  await turn("5s");

  assert.deepEqual(
    before.map(({ status }) => status),
    ["sent"],
  );
  assert.deepEqual(
    statuses().map(({ status }) => status),
    ["delivered"],
  );
});

test("a phone that goes off while a message is on its way does not get it", async () => {
  const { says, text, turn, control, statuses } = beginWorld();
  await says(ALICE, "hello");
  await text(ALICE, "hi");
  await turn("1s");
  await control("PUT", `/emulator/customers/${ALICE}`, { behaviour: { offline: true } });
  await turn("1h");

  assert.deepEqual(
    statuses().map(({ status }) => status),
    ["sent"],
  );
  assert.equal((await control("GET", "/emulator/customers")).body.data[0].waiting, 1);
});

test("a customer reads, or never receives, as they are told to behave", async () => {
  const world = beginWorld();
  const { control, text, says, turn } = world;
  const [bob, eve] = ["447700900002", "447700900003"];
  const reader = { behaviour: { readsAfter: "10s", reads: 1 } };
  await control("PUT", `/emulator/customers/${bob}`, reader);
  await control("PUT", `/emulator/customers/${eve}`, { behaviour: { receives: 0 } });
  for (const phone of [bob, eve]) {
    await says(phone, "hello");
    await text(phone, "hi");
  }
  await turn("1m");

  assert.deepEqual(statusesBy(world, bob), ["sent", "delivered", "read"]);
  assert.deepEqual(statusesBy(world, eve), ["sent"]);
});

const seen = new WeakMap<TestWorld, Value[]>();

function statusesBy(world: TestWorld, phone: string): string[] {
  const all = [...(seen.get(world) ?? []), ...world.statuses()];
  seen.set(world, all);
  return all.filter((one) => one.recipient_id === phone).map(({ status }) => status);
}

test("POST /emulator/customers/PHONE/block: what is sent fails with 131026", async () => {
  const { says, text, turn, control, statuses } = beginWorld();
  await says(ALICE, "hello");
  const blocked = await control("POST", `/emulator/customers/${ALICE}/block`);
  await text(ALICE, "please");
  await turn("5s");

  assert.equal(blocked.body.blocked, true);
  assert.deepEqual(
    statuses().map(({ status, errors }) => [status, errors[0].code]),
    [["failed", 131_026]],
  );
});

test("POST /emulator/customers/PHONE/unblock: and after that it arrives again", async () => {
  const { says, text, turn, control, statuses } = beginWorld();
  await says(ALICE, "hello");
  await control("POST", `/emulator/customers/${ALICE}/block`);
  await control("POST", `/emulator/customers/${ALICE}/unblock`);
  await text(ALICE, "thank you");
  await turn("5s");

  assert.deepEqual(
    statuses().map(({ status }) => status),
    ["sent", "delivered"],
  );
});

test("POST /emulator/messages/WAMID/fail: it fails, if it is under way", async () => {
  const { says, text, turn, control, statuses, emulator } = beginWorld();
  await says(ALICE, "hello");
  const path = (id: string): string => `/emulator/messages/${encodeURIComponent(id)}/fail`;
  const failing = await text(ALICE, "this one fails");
  const failed = await control("POST", path(failing), { code: 131_049 });
  await emulator.quiet();
  const clock = await control("GET", "/emulator/clock");
  const arriving = await text(ALICE, "this one arrives");
  await turn("10s");
  const late = await control("POST", path(arriving), { code: 131_049 });
  const wrong = await control("POST", path(arriving), { code: "x" });

  assert.equal(failed.status, 200);
  assert.equal(clock.body.next, null);
  assert.equal(late.status, 409);
  assert.equal(wrong.status, 400);
  assert.deepEqual(
    statuses().map(({ id, status, errors }) => [id, status, errors?.[0].code]),
    [
      [failing, "failed", 131_049],
      [arriving, "sent", undefined],
      [arriving, "delivered", undefined],
    ],
  );
});

test("a voice message that was seen is played, from November 2025 on", async () => {
  for (const [at, expected] of [
    ["2025-11-02T09:00:00Z", ["sent", "delivered", "read"]],
    ["2025-11-03T09:00:00Z", ["sent", "delivered", "read", "played"]],
  ] as const) {
    const world = beginWorld({ at });
    await world.says(ALICE, "hello");
    const id = await uploaded(world, { type: "audio/ogg; codecs=opus" });
    await world.send({ to: ALICE, type: "audio", audio: { id, voice: true } });
    await world.turn("5s");
    await world.control("POST", `/emulator/customers/${ALICE}/read`);
    await world.turn("5s");
    assert.deepEqual(
      world.statuses().map(({ status }) => status),
      expected,
    );
  }
});
