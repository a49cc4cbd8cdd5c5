import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, type TestWorld, type Value } from "./world.ts";

const OFFER = { sdp_type: "offer", sdp: "v=0\r\n" };
const ANSWER = { sdp_type: "answer", sdp: "v=0\r\n" };
const MP = { messaging_product: "whatsapp" };

function calls(world: TestWorld, body: Value) {
  const { phoneNumberId } = world.emulator.credentials;
  // Unversioned, as one SDK has it.
  return world.graph("POST", `/${phoneNumberId}/calls`, { ...MP, ...body });
}

function rings(world: TestWorld, body: Value = {}) {
  return world.control("POST", `/emulator/customers/${ALICE}/calls`, body);
}

/** What the webhooks of calls said, in short. */
function told({ values }: TestWorld): string[] {
  return values().flatMap((value) => [
    ...(value.calls ?? []).map((call: Value) => `${call.event} ${call.status ?? call.direction}`),
    ...(value.statuses ?? []).map((status: Value) => status.status),
  ]);
}

function permission({ graph, emulator }: TestWorld) {
  const path = `/v24.0/${emulator.credentials.phoneNumberId}/call_permissions?user_wa_id=${ALICE}`;
  return graph("GET", path);
}

test("POST /emulator/customers/PHONE/calls, POST /PN/calls: the customer calls, and the business answers", async () => {
  const world = beginWorld();

  const { body } = await rings(world);
  await world.emulator.quiet();
  const [ringing] = world.values();
  const pre = await calls(world, { call_id: body.id, action: "pre_accept", session: ANSWER });
  const taken = await calls(world, { call_id: body.id, action: "accept", session: ANSWER });
  await world.turn("90s");
  const ended = await calls(world, { call_id: body.id, action: "terminate" });
  await world.emulator.quiet();
  const [over] = world.values();

  const [call] = ringing.calls;
  assert.match(call.id, /^wacid\./);
  assert.deepEqual(
    [call.from, call.to, call.event, call.direction, call.session.sdp_type],
    [ALICE, "15550100000", "connect", "USER_INITIATED", "offer"],
  );
  for (const { body: answer } of [pre, taken, ended]) {
    assert.deepEqual(answer, { ...MP, success: true });
  }
  const { event, status, duration } = over.calls[0];
  assert.deepEqual([event, status, duration], ["terminate", "COMPLETED", 90]);
});

test("a customer's call opens the service window, answered or not, from October 2024 on", async () => {
  for (const [at, code] of [
    ["2024-09-30T09:00:00Z", 131_047],
    ["2024-10-01T09:00:00Z", undefined],
  ] as const) {
    const world = beginWorld({ at });
    await rings(world);
    await world.turn("2m");
    await world.text(ALICE, "you called?");
    await world.turn("10s");
    assert.equal(world.statuses().at(-1).errors?.[0].code, code);
  }
});

test("POST /emulator/customers/PHONE/calls: nobody answers, and a number that takes none", async () => {
  const world = beginWorld();
  const { phoneNumberId } = world.emulator.credentials;

  await rings(world);
  const busy = await rings(world);
  await world.turn("60s");
  const unanswered = told(world);
  await world.graph("POST", `/v24.0/${phoneNumberId}/settings`, {
    calling: { status: "DISABLED" },
  });
  const off = await rings(world);
  const refused = await calls(world, { to: ALICE, action: "connect", session: OFFER });

  assert.deepEqual(unanswered, ["connect USER_INITIATED", "terminate FAILED"]);
  assert.deepEqual([busy.status, off.status], [409, 409]);
  assert.deepEqual([refused.status, refused.body.error.code], [401, 138_000]);
});

test("POST /PN/calls: the business calls who lets it, and the customer takes it up", async () => {
  const world = beginWorld();
  const connect = {
    to: ALICE,
    action: "connect",
    session: OFFER,
    biz_opaque_callback_data: "ours",
  };

  const early = await calls(world, connect);
  await world.control("POST", `/emulator/customers/${ALICE}/messages`, {
    type: "interactive",
    interactive: {
      type: "call_permission_reply",
      call_permission_reply: { response: "accept", response_source: "user_action" },
    },
  });
  await world.emulator.quiet();
  world.values();
  const made = await calls(world, connect);
  const twice = await calls(world, connect);
  await world.turn("5s");
  const answered = told(world);
  await rings(world, { action: "terminate" });
  await world.emulator.quiet();

  assert.equal(early.body.error.code, 138_006);
  assert.match(made.body.calls[0].id, /^wacid\./);
  assert.equal(twice.body.error.code, 138_003);
  assert.deepEqual(answered, ["RINGING", "connect BUSINESS_INITIATED", "ACCEPTED"]);
  const [over] = world.values();
  assert.deepEqual(
    [over.calls[0].status, over.calls[0].biz_opaque_callback_data],
    ["COMPLETED", "ours"],
  );
});

test("POST /PN/calls: one that is declined, and one that rings out", async () => {
  const world = beginWorld();
  const connect = { to: ALICE, action: "connect", session: OFFER };
  // Whoever calls may be called back.
  await rings(world);
  await rings(world, { action: "terminate" });
  await world.emulator.quiet();
  world.values();

  await world.control("PUT", `/emulator/customers/${ALICE}`, { calls: "reject" });
  await calls(world, connect);
  await world.turn("5s");
  const declined = told(world);
  await world.control("PUT", `/emulator/customers/${ALICE}`, { calls: "ignore" });
  await calls(world, connect);
  await world.turn("1m");

  assert.deepEqual(declined, ["RINGING", "REJECTED", "terminate FAILED"]);
  assert.deepEqual(told(world), ["RINGING", "terminate FAILED"]);
});

test("GET /PN/call_permissions: none, for a week after a call, and how often", async () => {
  const world = beginWorld();

  const none = await permission(world);
  await rings(world);
  const some = await permission(world);
  await world.turn("7d");
  const gone = await permission(world);

  assert.equal(none.body.permission.status, "no_permission");
  assert.equal(some.body.permission.status, "temporary");
  assert.equal(some.body.permission.expiration_time, 1_793_610_000 + 604_800);
  assert.deepEqual(
    some.body.actions.map(({ action_name, can_perform_action }: Value) => [
      action_name,
      can_perform_action,
    ]),
    [
      ["send_call_permission_request", true],
      ["start_call", true],
    ],
  );
  assert.equal(gone.body.permission.status, "no_permission");
});

test("POST /PN/calls: what is missing, misspelt or unknown", async () => {
  const world = beginWorld();
  for (const [body, code] of [
    [{}, 100],
    [{ action: "dance" }, 100],
    [{ action: "connect", to: ALICE }, 100],
    [{ action: "connect", to: ALICE, session: ANSWER }, 100],
    [{ action: "terminate", call_id: "wacid.none" }, 131_009],
  ] as const) {
    const { body: answer } = await calls(world, body);
    assert.equal(answer.error.code, code, JSON.stringify(body));
  }
});

test("a call of the business's opens the service window once the customer takes it up", async () => {
  for (const [answers, code] of [
    ["reject", 131_047],
    ["accept", undefined],
  ] as const) {
    const world = beginWorld();
    // The call that brings the permission opened a window, too: it has to close first.
    await rings(world);
    await rings(world, { action: "terminate" });
    await world.turn("25h");
    await world.control("PUT", `/emulator/customers/${ALICE}`, { calls: answers });
    await calls(world, { to: ALICE, action: "connect", session: OFFER });
    await world.turn("5s");
    await world.text(ALICE, "as we said");
    await world.turn("10s");
    assert.equal(world.statuses().at(-1).errors?.[0].code, code);
  }
});
