import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, type Value } from "./world.ts";

test("POST /emulator/customers/PHONE/messages: any inbound type, with context", async () => {
  const { control, send, turn, values, says, emulator } = beginWorld();
  await says(ALICE, "hello");
  const sent = await send({ to: ALICE, type: "text", text: { body: "hi" } });
  await turn("5s");
  values();
  const id = sent.body.messages[0].id;
  const path = `/emulator/customers/%2B44%207700%20900001/messages`;
  const referral = { source_type: "ad", source_id: "7", source_url: "https://fb.me/7" };
  const written: Value[] = [
    { type: "button", button: { text: "Yes", payload: "yes" }, context: { id } },
    { type: "text", text: { body: "from an ad" }, referral },
    { type: "image", image: { id: "5", mime_type: "image/jpeg", sha256: "x" }, device: "web" },
    { type: "unsupported", errors: [{ code: 131_051, title: "Message type unknown" }] },
  ];
  for (const body of written) {
    const answer = await control("POST", path, body);
    assert.equal(answer.status, 200, answer.text);
    await emulator.quiet();
  }

  const notices = values().map((value: Value) => value.messages[0]);
  assert.deepEqual(notices[0].context, { from: "15550100000", id });
  assert.deepEqual(notices[0].button, { text: "Yes", payload: "yes" });
  assert.deepEqual(notices[1].referral, referral);
  assert.deepEqual(
    notices.map(({ type, from }: Value) => [type, from]),
    ["button", "text", "image", "unsupported"].map((type) => [type, ALICE]),
  );
  assert.equal(notices[2].device, undefined);
});

test("POST /emulator/customers/PHONE/messages: what says nothing is refused", async () => {
  const { control } = beginWorld();
  const path = `/emulator/customers/${ALICE}/messages`;

  const answers = [
    await control("POST", path, {}),
    await control("POST", path, { type: "text" }),
    await control("POST", path, { type: "text", text: { body: "" } }),
    await control("POST", path, { type: "__proto__" }),
    await control("POST", path, { type: "text", text: { body: "x" }, number: "999" }),
    await control("POST", "/emulator/customers/nobody/messages", {}),
  ];

  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.error.code]),
    [
      [400, "invalid"],
      [400, "invalid"],
      [400, "invalid"],
      [400, "invalid"],
      [404, "not_found"],
      [400, "invalid"],
    ],
  );
});

test("GET /emulator/customers/PHONE/messages: both ways, what has arrived", async () => {
  const { control, says, text, turn } = beginWorld();
  const first = await says(ALICE, "hello");
  const second = await text(ALICE, "hi");
  const path = `/emulator/customers/${ALICE}/messages`;

  const before = await control("GET", path);
  await turn("5s");
  const after = await control("GET", path);

  assert.deepEqual(
    before.body.data.map(({ id }: Value) => id),
    [first],
  );
  assert.deepEqual(after.body, {
    phone: ALICE,
    name: "Customer 0001",
    business: { name: "Example Store", phone: "+1 555-010-0000", numberId: "100000000000020" },
    typing: false,
    offline: false,
    blocked: false,
    marketingStopped: false,
    call: null,
    data: [
      {
        id: first,
        from: "customer",
        at: "2026-11-02T09:00:00.000Z",
        type: "text",
        content: { body: "hello" },
        shown: null,
        contextId: null,
        read: false,
      },
      {
        id: second,
        from: "business",
        at: "2026-11-02T09:00:00.000Z",
        type: "text",
        content: { body: "hi" },
        shown: { body: "hi" },
        contextId: null,
        read: false,
      },
    ],
  });
});

test("POST /emulator/customers/PHONE/read: all that arrived is read, once", async () => {
  const { control, says, text, turn } = beginWorld();
  await says(ALICE, "hello");
  const id = await text(ALICE, "hi");
  await turn("5s");

  const first = await control("POST", `/emulator/customers/${ALICE}/read`);
  const second = await control("POST", `/emulator/customers/${ALICE}/read`);

  assert.deepEqual([first.body, second.body], [{ read: [id] }, { read: [] }]);
});

test("PUT /emulator/customers/PHONE: name and username are in the webhooks", async () => {
  const { control, says, values } = beginWorld();

  const changed = await control("PUT", `/emulator/customers/${ALICE}`, {
    name: "Alice Ähm",
    username: "alice",
    behaviour: { readsAfter: "1m30s", receives: 0.5 },
  });
  await says(ALICE, "hello");

  assert.deepEqual(values()[0].contacts[0].profile, { name: "Alice Ähm", username: "alice" });
  assert.deepEqual(changed.body.behaviour, {
    offline: false,
    receivesAfterMs: 500,
    receives: 0.5,
    readsAfterMs: 90_000,
    reads: 1,
  });
});

test("PUT /emulator/customers/PHONE: what it does not know is refused", async () => {
  const { control } = beginWorld();
  const path = `/emulator/customers/${ALICE}`;

  const unknown = await control("PUT", path, { nickname: "Al" });
  const wrong = await control("PUT", path, { behaviour: { readsAfter: "soon" } });

  assert.deepEqual([unknown.status, wrong.status], [400, 400]);
  assert.match(wrong.body.error.message, /behaviour\.readsAfter/);
});

test("GET /emulator/customers: everybody who was ever named", async () => {
  const { control, says, send } = beginWorld();
  await says(ALICE, "hello");
  const template = { name: "hello_world", language: { code: "en_US" } };
  await send({ to: "5511999990001", type: "template", template });

  const { data } = (await control("GET", "/emulator/customers")).body;

  assert.deepEqual(data.map(({ phone, country }: Value) => [phone, country]).toSorted(), [
    [ALICE, "GB"],
    ["5511999990001", "BR"],
  ]);
});
