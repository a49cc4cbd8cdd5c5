import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld, type Value } from "./world.ts";

const BOB = "447700900002";
const users = (...names: string[]) => ({
  messaging_product: "whatsapp",
  block_users: names.map((user) => ({ user })),
});

test("POST /PN/block_users, DELETE /PN/block_users, GET /PN/block_users: neither can write to the other", async () => {
  const { graph, says, send, values, emulator } = beginWorld();
  // Unversioned, as one SDK has it.
  const path = `/${emulator.credentials.phoneNumberId}/block_users`;
  await says(ALICE, "hello");
  values();
  const text = { to: ALICE, type: "text", text: { body: "hi" } };

  const blocked = await graph("POST", path, users(`+${ALICE}`));
  const listed = await graph("GET", path);
  await says(ALICE, "why?");
  const heard = values();
  const refused = await send(text);
  const freed = await graph("DELETE", path, users(ALICE));
  const sent = await send(text);

  assert.deepEqual(blocked.body, {
    messaging_product: "whatsapp",
    block_users: { added_users: [{ input: `+${ALICE}`, wa_id: ALICE }] },
  });
  assert.deepEqual(listed.body.data, [{ block_users: [{ input: `+${ALICE}`, wa_id: ALICE }] }]);
  assert.deepEqual(heard, []);
  assert.equal(refused.body.error.code, 130_403);
  assert.deepEqual(freed.body.block_users, { removed_users: [{ input: ALICE, wa_id: ALICE }] });
  assert.equal(sent.status, 200);
  assert.deepEqual((await graph("GET", path)).body, { data: [{ block_users: [] }] });
});

test("POST /PN/block_users: who did not write fails, in an answer that tells of both", async () => {
  const { graph, says, control, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.phoneNumberId}/block_users`;
  await says(ALICE, "hello");
  const { data } = (await control("GET", "/emulator/customers")).body;
  const { userId } = data[0];

  const { status, body }: Value = await graph("POST", path, {
    messaging_product: "whatsapp",
    block_users: [{ user_id: userId }, { user: BOB }],
  });

  assert.deepEqual([status, body.error.code], [400, 139_100]);
  assert.deepEqual(body.block_users.added_users, [{ input: userId, wa_id: ALICE }]);
  assert.equal(body.block_users.failed_users[0].errors[0].code, 131_047);
});

test("POST /PN/block_users: nobody to block is an error", async () => {
  const { graph, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.phoneNumberId}/block_users`;

  const answer = await graph("POST", path, users());

  assert.deepEqual([answer.status, answer.body.error.code], [400, 100]);
});

test("POST /PN/block_users: who hides their phone is blocked and told by their id", async () => {
  const { graph, says, control, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.phoneNumberId}/block_users`;
  await control("PUT", `/emulator/customers/${ALICE}`, { hidePhone: true });
  await says(ALICE, "hello");
  const { data } = (await control("GET", "/emulator/customers")).body;
  const { userId } = data[0];

  const { body }: Value = await graph("POST", path, users(userId));

  assert.deepEqual(body.block_users.added_users, [{ input: userId, user_id: userId }]);
});
