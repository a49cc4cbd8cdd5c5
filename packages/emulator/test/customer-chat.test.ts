import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld } from "./world.ts";

test("GET /emulator/customers/PHONE/messages: the call under way, and whether marketing was stopped", async () => {
  const { control, graph, emulator } = beginWorld();
  const path = `/emulator/customers/${ALICE}`;
  const settings = { calling: { status: "ENABLED" } };
  await graph("POST", `/v24.0/${emulator.credentials.phoneNumberId}/settings`, settings);
  const before = (await control("GET", `${path}/messages`)).body;
  const { id } = (await control("POST", `${path}/calls`, {})).body;
  await control("POST", `${path}/stop_marketing`, {});

  const ringing = (await control("GET", `${path}/messages`)).body;
  await control("POST", `${path}/calls`, { action: "terminate" });
  const over = (await control("GET", `${path}/messages`)).body;

  assert.deepEqual([before.call, before.marketingStopped], [null, false]);
  const at = "2026-11-02T09:00:00.000Z";
  assert.deepEqual(ringing.call, { id, by: "customer", state: "ringing", at });
  assert.equal(ringing.marketingStopped, true);
  assert.equal(over.call, null);
});
