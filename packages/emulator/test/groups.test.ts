import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, type TestWorld, type Value } from "./world.ts";

const BOB = "447700900002";
const MP = { messaging_product: "whatsapp" };

interface Made {
  readonly world: TestWorld;
  readonly id: string;
  readonly link: string;
  readonly path: string;
}

async function begin(settings: Value = {}): Promise<Made> {
  const world = beginWorld();
  const path = `/v24.0/${world.emulator.credentials.phoneNumberId}/groups`;
  const asked = await world.graph("POST", path, { ...MP, subject: "Garden", ...settings });
  await world.turn("1s");
  const [{ groups }] = world.values();
  assert.deepEqual([groups[0].type, groups[0].request_id], ["group_create", asked.body.request_id]);
  return { world, path, id: groups[0].group_id, link: groups[0].invite_link };
}

function joins({ control }: TestWorld, phone: string, link: string) {
  return control("POST", `/emulator/customers/${phone}/join`, { link });
}

test("POST /PN/groups, GET /PN/groups, GET /GROUP: a group is made and read", async () => {
  const { world, id, path } = await begin({ description: "All that grows" });

  const listed = await world.graph("GET", path);
  const got = await world.graph("GET", `/v24.0/${encodeURIComponent(id)}`);
  const wrong = await world.graph("POST", path, MP);

  assert.equal(listed.body.data.groups[0].id, id);
  assert.deepEqual(got.body, {
    ...MP,
    id,
    subject: "Garden",
    creation_timestamp: "1793610000",
    suspended: false,
    description: "All that grows",
    total_participant_count: 1,
    participants: [],
    join_approval_mode: "auto_approve",
  });
  assert.equal(wrong.body.error.code, 100);
});

test("POST /emulator/customers/PHONE/join, DELETE /GROUP/participants: in by the link, out by the business", async () => {
  const { world, id, link } = await begin();

  const joined = await joins(world, ALICE, link);
  const nowhere = await joins(world, ALICE, "https://chat.whatsapp.com/none");
  await world.turn("1s");
  const [added] = world.values();
  const removed = await world.graph("DELETE", `/v24.0/${id}/participants`, {
    ...MP,
    participants: [{ user: ALICE }, { user: BOB }],
  });
  await world.turn("1s");
  const [{ groups }] = world.values();

  assert.deepEqual(joined.body, { group: id, joining: "joined" });
  assert.equal(nowhere.status, 404);
  assert.deepEqual(added.groups[0].added_participants, [{ wa_id: ALICE }]);
  assert.equal(groups[0].request_id, removed.body.request_id);
  assert.deepEqual(groups[0].removed_participants, [{ input: ALICE, wa_id: ALICE }]);
  assert.equal(groups[0].failed_participants[0].input, BOB);
});

test("GET /GROUP/join_requests, POST /GROUP/join_requests, DELETE /GROUP/join_requests: who must ask", async () => {
  const { world, id, link } = await begin({ join_approval_mode: "approval_required" });
  const path = `/v24.0/${id}/join_requests`;
  await joins(world, ALICE, link);
  await joins(world, BOB, link);

  const { data } = (await world.graph("GET", path)).body;
  const [alices, bobs] = data.map((one: Value) => one.join_request_id);
  const approved = await world.graph("POST", path, { ...MP, join_requests: [alices, "none"] });
  const rejected = await world.graph("DELETE", path, { ...MP, join_requests: [bobs] });
  const { participants } = (await world.graph("GET", `/v24.0/${id}`)).body;

  assert.deepEqual(approved.body.approved_join_requests, [alices]);
  assert.equal(approved.body.failed_join_requests[0].join_request_id, "none");
  assert.deepEqual(rejected.body, { ...MP, rejected_join_requests: [bobs] });
  assert.deepEqual(participants, [{ wa_id: ALICE }]);
  assert.deepEqual((await world.graph("GET", path)).body, { data: [] });
});

test("GET /GROUP/invite_link, POST /GROUP/invite_link, DELETE /GROUP/invite_link: an old link leads nowhere", async () => {
  const { world, id, link } = await begin();
  const path = `/v24.0/${id}/invite_link`;

  const first = await world.graph("GET", path);
  const second = await world.graph("POST", path, MP);
  const old = await joins(world, ALICE, link);
  const deleted = await world.graph("DELETE", path);

  assert.deepEqual(first.body, { ...MP, invite_link: link });
  assert.notEqual(second.body.invite_link, link);
  assert.deepEqual([old.status, deleted.body], [404, { success: true }]);
});

test("POST /GROUP, DELETE /GROUP: another subject, and the end", async () => {
  const { world, id } = await begin();

  await world.graph("POST", `/v24.0/${id}`, { ...MP, subject: "Orchard" });
  const long = await world.graph("POST", `/v24.0/${id}`, { ...MP, subject: "x".repeat(129) });
  await world.graph("DELETE", `/v24.0/${id}`);
  const gone = await world.graph("GET", `/v24.0/${id}`);
  await world.turn("1s");

  assert.equal(long.body.error.code, 100);
  assert.equal(gone.status, 501, "an id that is no number is no object's");
  const told = world.values().map(({ groups }) => groups[0]);
  assert.deepEqual(told[0].group_subject, { text: "Orchard", update_successful: true });
  assert.equal(told[1].type, "group_delete");
});

test("POST /PN/messages: to a group, once one of it has written; each whom it reaches is told and charged", async () => {
  const { world, id, link } = await begin();
  await joins(world, ALICE, link);
  await joins(world, BOB, link);
  const text = { to: id, recipient_type: "group", type: "text", text: { body: "Hello all" } };
  const writes = (phone: string) =>
    world.control("POST", `/emulator/customers/${phone}/messages`, {
      group: id,
      type: "text",
      text: { body: "anybody there?" },
    });
  await world.turn("1s");
  world.values();

  const early = await world.send(text);
  await world.turn("5s");
  const refused = world.statuses();
  await writes(ALICE);
  await world.emulator.quiet();
  const [heard] = world.values();
  const sent = await world.send(text);
  await world.turn("10s");
  const told = world.statuses();
  const { lines } = (await world.control("GET", "/emulator/invoice?month=2026-11")).body;
  const stranger = await writes("447700900003");

  assert.deepEqual(early.body.contacts, [{ input: id, wa_id: id }]);
  assert.deepEqual(
    refused.map(({ status, errors }) => [status, errors[0].code]),
    [["failed", 131_047]],
  );
  assert.deepEqual([heard.messages[0].group_id, heard.messages[0].from], [id, ALICE]);
  assert.deepEqual(
    told.map((one) => [one.id, one.status, one.recipient_id, one.recipient_participant_id]),
    [
      [sent.body.messages[0].id, "sent", id, undefined],
      [sent.body.messages[0].id, "delivered", id, ALICE],
      [sent.body.messages[0].id, "delivered", id, BOB],
    ],
  );
  assert.equal(told[1].recipient_type, "group");
  assert.deepEqual(
    [told[1].pricing.category, told[1].pricing.type],
    ["group_service", "free_group_customer_service"],
  );
  assert.deepEqual(
    lines.map(({ category, volume }: Value) => [category, volume]),
    [["service", 2]],
  );
  assert.equal(stranger.status, 404);
});

test("POST /PN/messages: what does not go to a group, and a pin", async () => {
  const { world, id, link } = await begin();
  await joins(world, ALICE, link);
  const write = { group: id, type: "text", text: { body: "hi" } };
  const said = await world.control("POST", `/emulator/customers/${ALICE}/messages`, write);
  const group = { to: id, recipient_type: "group" };
  const pin = (message_id: string) =>
    world.send({ ...group, type: "pin", pin: { type: "pin", message_id, expiration_days: "7" } });
  const interactive = {
    type: "location_request_message",
    body: { text: "Where?" },
    action: { name: "send_location" },
  };

  const unfit = await world.send({ ...group, type: "interactive", interactive });
  const nowhere = await world.send({ ...group, to: "Y2Fw", type: "text", text: { body: "hi" } });
  const pinned = await pin(said.body.id);
  const unknown = await pin("wamid.none");

  assert.deepEqual([unfit.body.error.code, nowhere.body.error.code], [131_051, 131_009]);
  assert.deepEqual(pinned.body.contacts, [{ input: id, wa_id: id }]);
  assert.match(pinned.body.messages[0].id, /^wamid\./);
  assert.equal(unknown.body.error.code, 131_009);
});
