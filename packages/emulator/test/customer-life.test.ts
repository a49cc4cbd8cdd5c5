import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, type TestWorld, type Value } from "./world.ts";

const NEW = "447700900777";

function fieldsOf({ arrived }: TestWorld): { field: string; value: Value }[] {
  return arrived
    .splice(0)
    .map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()).entry[0].changes[0]);
}

function sale(to: Value): Value {
  return {
    ...to,
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
  };
}

async function userIdOf({ control }: TestWorld, phone: string): Promise<string> {
  const { data } = (await control("GET", "/emulator/customers")).body;
  return data.find((one: Value) => one.phone === phone).userId;
}

test("POST /emulator/customers/PHONE/stop_marketing, POST /emulator/customers/PHONE/resume_marketing: marketing fails with 131050 in between", async () => {
  const world = beginWorld({ at: "2023-07-10T09:00:00Z" });
  const { control, send, turn, statuses, says, text } = world;
  const path = `/emulator/customers/${ALICE}`;
  await says(ALICE, "hello");

  const stopped = await control("POST", `${path}/stop_marketing`);
  await world.emulator.quiet();
  const told = fieldsOf(world).find(({ field }) => field === "user_preferences");
  await send(sale({ to: ALICE }));
  await text(ALICE, "free-form goes on");
  await turn("10s");
  const during = statuses();
  await control("POST", `${path}/resume_marketing`);
  await turn("1m");
  await send(sale({ to: ALICE }));
  await turn("10s");

  assert.equal(stopped.body.marketingStopped, true);
  assert.deepEqual(told?.value.user_preferences, [
    {
      wa_id: ALICE,
      detail: "User requested to stop marketing messages",
      category: "marketing_messages",
      value: "stop",
      timestamp: 1_688_979_600,
    },
  ]);
  assert.deepEqual(
    during.map(({ status, errors }) => [status, errors?.[0].code]),
    [
      ["failed", 131_050],
      ["sent", undefined],
      ["delivered", undefined],
    ],
  );
  assert.deepEqual(
    world.statuses().map(({ status }) => status),
    ["sent", "delivered"],
  );
});

test("POST /emulator/customers/PHONE/change_number: a system message, and another id; the old phone is gone", async () => {
  const world = beginWorld();
  const { control, says, send, turn } = world;
  await says(ALICE, "hello");
  const before = await userIdOf(world, ALICE);
  fieldsOf(world);

  const changed = await control("POST", `/emulator/customers/${ALICE}/change_number`, { to: NEW });
  await world.emulator.quiet();
  const told = fieldsOf(world);
  await send({ to: ALICE, type: "text", text: { body: "still there?" } });
  await turn("5s");
  const [status] = world.statuses();
  const twice = await control("POST", `/emulator/customers/${ALICE}/change_number`, { to: NEW });

  const after = changed.body.userId;
  assert.notEqual(after, before);
  assert.deepEqual(
    told.map(({ field }) => field),
    ["messages"],
  );
  const [message] = told[0]!.value.messages;
  assert.equal(told[0]!.value.contacts, undefined);
  assert.equal(message.from, ALICE);
  assert.deepEqual(message.system, {
    body: `User Customer 0001 changed from ${ALICE} to ${NEW}`,
    wa_id: NEW,
    user_id: after,
    previous_user_id: before,
    type: "user_changed_number",
  });
  assert.deepEqual([status.status, status.errors[0].code], ["failed", 131_026]);
  assert.equal(twice.status, 409);
});

test("POST /emulator/customers/PHONE/change_number: in 2023 without ids, in mid-2026 by a field of its own", async () => {
  for (const [at, fields, keys] of [
    ["2023-07-10T09:00:00Z", ["messages"], ["body", "wa_id", "type"]],
    ["2026-06-01T09:00:00Z", ["messages", "user_id_update"], ["body", "wa_id", "user_id", "type"]],
  ] as const) {
    const world = beginWorld({ at });
    await world.says(ALICE, "hello");
    fieldsOf(world);
    await world.control("POST", `/emulator/customers/${ALICE}/change_number`, { to: NEW });
    await world.emulator.quiet();
    const told = fieldsOf(world);
    assert.deepEqual(
      told.map(({ field }) => field),
      fields,
    );
    assert.deepEqual(Object.keys(told[0]!.value.messages[0].system), keys);
  }
});

test("PUT /emulator/customers/PHONE: who hides the phone is known by username and id alone", async () => {
  const world = beginWorld();
  const { control, says, send, turn, values } = world;

  await control("PUT", `/emulator/customers/${ALICE}`, {
    username: "ana.example",
    hidePhone: true,
  });
  await says(ALICE, "guess who");
  const [heard] = values();
  const userId = heard.contacts[0].user_id;
  const sent = await send({ recipient: userId, type: "text", text: { body: "hi" } });
  await turn("10s");
  const told = world.values();

  assert.deepEqual(heard.contacts, [
    { profile: { name: "Customer 0001", username: "ana.example" }, user_id: userId },
  ]);
  assert.equal(heard.messages[0].from, undefined);
  assert.equal(heard.messages[0].from_user_id, userId);
  assert.deepEqual(sent.body.contacts, [{ input: userId, user_id: userId }]);
  for (const { contacts, statuses } of told) {
    assert.equal(contacts[0].wa_id, undefined);
    assert.equal(contacts[0].profile.username, "ana.example");
    assert.deepEqual(
      ["recipient_id" in statuses[0], statuses[0].recipient_user_id],
      [false, userId],
    );
  }
  assert.equal(told.length, 2);
});

test("a phone that passed between them is shown for 30 days after it was hidden", async () => {
  const world = beginWorld();
  const { control, says, turn, values } = world;
  await says(ALICE, "hello");
  await control("PUT", `/emulator/customers/${ALICE}`, { hidePhone: true });

  await says(ALICE, "still known");
  await turn("30d");
  await says(ALICE, "not any more");

  assert.deepEqual(
    values().map(({ messages }) => messages[0].from),
    [ALICE, ALICE, undefined],
  );
});

test("an authentication template does not go to an id, and other templates do", async () => {
  const world = beginWorld();
  await world.says(ALICE, "hello");
  const recipient = await userIdOf(world, ALICE);
  const code = {
    recipient,
    type: "template",
    template: {
      name: "verification_code",
      language: { code: "en_US" },
      components: [
        { type: "body", parameters: [{ type: "text", text: "123456" }] },
        {
          type: "button",
          sub_type: "url",
          index: 0,
          parameters: [{ type: "text", text: "123456" }],
        },
      ],
    },
  };

  const refused = await world.send(code);
  const taken = await world.send({
    recipient,
    type: "template",
    template: { name: "hello_world", language: { code: "en_US" } },
  });

  assert.deepEqual([refused.body.error.code, taken.status], [131_062, 200]);
});
