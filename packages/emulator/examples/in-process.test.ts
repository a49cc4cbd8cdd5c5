import assert from "node:assert/strict";
import { test } from "node:test";
import { createEmulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";

// Meta's side without the kit and without a port: an SDK as it is, a clock of one's own, and the
// webhooks where one wants them.

test("24 hours after the customer wrote, a text is taken and fails", async () => {
  const clock = new VirtualClock(instantFromMs(Date.UTC(2026, 10, 2, 9)));
  const posted: string[] = [];
  const emulator = createEmulator({
    clock,
    machine: machineTime,
    webhook: "http://my-app.test/webhook",
    post: async (_url, { body }) => {
      posted.push(new TextDecoder().decode(body));
      return { status: 200 };
    },
  });
  const { token: accessToken, phoneNumberId } = emulator.credentials;
  const client = new WhatsAppClient({
    accessToken,
    baseUrl: "http://emulator",
    fetch: async (input, init) => emulator.fetch(new Request(input, init)),
  });
  const to = "447700900001";
  await emulator.fetch(
    new Request(`http://emulator/emulator/customers/${to}/messages`, {
      method: "POST",
      body: JSON.stringify({ type: "text", text: { body: "hello" } }),
    }),
  );

  await clock.advanceBy(24 * 3_600_000);
  const { messages } = await client.messages.sendText({ phoneNumberId, to, body: "too late" });
  await clock.advanceBy(10_000);

  assert.match(messages[0]?.id ?? "", /^wamid\./);
  assert.match(posted.at(-1) ?? "", /"status":"failed".*"code":131047/);
  await emulator.close();
});
