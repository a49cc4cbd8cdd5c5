import assert from "node:assert/strict";
import { test } from "node:test";
import { CasementProcess, demoFolder, serverOf } from "../casement-process.ts";

// Emulator and hub as two programs, as somebody starts them who works on one of the two.

test("serve refuses an emulator on another time, follows it when told to, and stops", async () => {
  await using place = await demoFolder();
  const args = ["emulate", "--port", "0", "--clock", "2026-11-02T09:00:00Z"];
  await using emulator = CasementProcess.begin(args);
  const [, url = ""] = await emulator.says(/Graph API\s+(\S+)\n/);
  const env = {
    CASEMENT_FOLDER: place.folder,
    PORT: "0",
    WHATSAPP_API_URL: url,
    WHATSAPP_ACCESS_TOKEN: "casement-emulator-token",
    WHATSAPP_BUSINESS_ACCOUNT_ID: "100000000000010",
    WHATSAPP_APP_ID: "100000000000001",
    WHATSAPP_APP_SECRET: "casement-emulator-secret",
    WHATSAPP_VERIFY_TOKEN: "casement-verify-token",
  };

  await using refused = CasementProcess.begin(["serve"], env);
  assert.equal(await refused.end(), 1);
  assert.match(
    refused.said,
    /^The emulator at .* says it is 2026-11-02T09:00:00Z, .* --clock http/,
  );

  await using hub = CasementProcess.begin(["serve", "--new-key", "test"], {
    ...env,
    CASEMENT_CLOCK: url,
  });
  const [, address, key] = await hub.says(/Hub {2}(http:\S+)\nKey {2}(\S+)\n/);
  await hub.says(/to become an owner:\n {2}http:\S+\/welcome\?code=\w+\n/);
  const turned = await fetch(`${url}/emulator/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance: "36h" }),
  });
  assert.equal(turned.status, 200);
  const clock = await fetch(`${address}/api/v1/clock`, {
    headers: { authorization: `Bearer ${key}` },
  });

  assert.deepEqual(await clock.json(), { data: { now: "2026-11-03T21:00:00.000Z", speed: 0 } });
  hub.press();
  assert.equal(await hub.end(), 0);
  assert.equal(await serverOf(place.folder), undefined);
  emulator.press();
  assert.equal(await emulator.end(), 0);
});
