import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { beginSdkWorld, type SdkWorld } from "./sdk-world.ts";
import { ALICE, type Value } from "./world.ts";

// What @kapso/whatsapp-cloud-api 0.3.0 offers besides messages, media and templates.

async function begin(context: TestContext): Promise<{ world: SdkWorld; client: WhatsAppClient }> {
  const world = await beginSdkWorld(context);
  const { token: accessToken } = world.emulator.credentials;
  return { world, client: new WhatsAppClient({ accessToken, baseUrl: world.url }) };
}

test("kapso registers a number, verifies it, reads and changes its settings and profile", async (context) => {
  const { world, client } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;
  const { phoneNumbers } = client;

  await phoneNumbers.deregister({ phoneNumberId });
  await phoneNumbers.requestCode({ phoneNumberId, codeMethod: "SMS", language: "en_US" });
  const [{ code }] = (await world.control("GET", "/emulator/numbers")).body.data;
  await phoneNumbers.verifyCode({ phoneNumberId, code });
  const registered = await phoneNumbers.register({ phoneNumberId, pin: "123456" });
  await phoneNumbers.settings.update({ phoneNumberId, calling: { status: "DISABLED" } });
  const settings: Value = await phoneNumbers.settings.get({ phoneNumberId });
  await phoneNumbers.businessProfile.update({ phoneNumberId, about: "Flowers" });
  const profile: Value = await phoneNumbers.businessProfile.get({ phoneNumberId, fields: "about" });

  assert.deepEqual(registered, { success: true });
  assert.equal(settings.calling.status, "DISABLED");
  assert.equal(profile.data[0].about, "Flowers");
});

test("kapso deploys a flow, lists, previews and deprecates it", async (context) => {
  const { world, client } = await begin(context);
  const { wabaId } = world.emulator.credentials;
  const json = { version: "7.0", screens: [{ id: "FIRST", layout: {} }] };

  const { id: flowId } = await client.flows.create({
    wabaId,
    name: "join",
    categories: ["SIGN_UP"],
    flowJson: json,
  });
  const asset = await client.flows.updateAsset({ flowId, json });
  const published = await client.flows.publish({ flowId });
  const { preview } = await client.flows.preview({ flowId });
  const listed: Value = await client.flows.list({ wabaId });
  const one: Value = await client.flows.get({ flowId, fields: "id,status" });
  const deprecated = await client.flows.deprecate({ flowId });

  assert.equal(asset.success, true);
  assert.deepEqual([published, deprecated], [{ success: true }, { success: true }]);
  assert.match(preview.previewUrl, /^https:/);
  assert.equal(listed.data[0].name, "join");
  assert.equal(one.status, "PUBLISHED");
});

test("kapso makes, takes and ends calls, and asks whether it may", async (context) => {
  const { world, client } = await begin(context);
  const { phoneNumberId } = world.emulator.credentials;
  const answer = { sdpType: "answer", sdp: "v=0" };
  const path = `/emulator/customers/${ALICE}/calls`;

  const { id: callId } = (await world.control("POST", path)).body;
  await client.calls.preAccept({ phoneNumberId, callId, session: answer });
  await client.calls.accept({ phoneNumberId, callId, session: answer });
  const ended: Value = await client.calls.terminate({ phoneNumberId, callId });
  const permission: Value = await client.calls.permissions.get({ phoneNumberId, userWaId: ALICE });
  const made: Value = await client.calls.connect({
    phoneNumberId,
    to: ALICE,
    session: { sdpType: "offer", sdp: "v=0" },
  });

  assert.equal(ended.success, true);
  assert.equal(permission.permission.status, "temporary");
  assert.match(made.calls[0].id, /^wacid\./);
});
