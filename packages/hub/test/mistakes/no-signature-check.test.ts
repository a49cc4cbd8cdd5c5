import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { ConfigFailure, sequentialIds, silentLog, startHub } from "@casement/hub";
import { createTestDatabase } from "@casement/hub/database";
import { begin } from "../flows/begin.ts";
import { rawPathOf } from "../flows/raw-path.ts";
import { capturedWebhooks, postSigned } from "../flows/signed-post.ts";

// A webhook that believes everybody lets a stranger write messages into the inbox.

test("[I2] a post that is not signed by a known app gets 401, and nothing of it is kept", async () => {
  await using business = await begin();
  const body = (await capturedWebhooks()).get("messages.text.real") ?? new Uint8Array();

  const status = await postSigned(business, body, "another secret");

  assert.equal(status, 401);
  assert.deepEqual((await rawPathOf(business).kept()).posts, []);
});

test("[I2] a hub that knows no secret does not start", async () => {
  await using database = await createTestDatabase();
  const starting = startHub({
    config: {
      ...{ host: "127.0.0.1", port: 0, folder: "", databaseUrl: database.url },
      secretKey: "00".repeat(32),
      connection: undefined,
    },
    ...{ database, machine: machineTime, ids: sequentialIds(), log: silentLog },
    clock: new VirtualClock(instantFromMs(0)),
  });

  await assert.rejects(
    // One that starts all the same is closed again, so that the test ends.
    starting.then((hub) => hub.close()),
    ConfigFailure,
  );
});
