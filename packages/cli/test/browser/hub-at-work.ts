import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { type Hub, silentLog, startHub, systemIds } from "@casement/hub";
import { createTestDatabase } from "@casement/hub/database";
import { builtScreens } from "@casement/web";
import { connectionTo } from "../../src/demo/emulator-connection.ts";

/** A hub as `casement serve` starts it, with a platform in front of it, on one clock. */
export interface HubAtWork extends AsyncDisposable {
  readonly hub: Hub;
  readonly emulator: Emulator;
  readonly emulatorUrl: string;
  readonly clock: VirtualClock;
  readonly databaseUrl: string;
  /** Does something at the platform, and waits until the hub has heard of it. */
  control(method: string, path: string, body: object): Promise<void>;
}

export async function startHubAtWork(): Promise<HubAtWork> {
  // A hub that does not start leaves nothing open: the file would never end.
  await using made = new AsyncDisposableStack();
  const database = made.adopt(await createTestDatabase(), (one) => one.drop());
  const folder = made.adopt(await mkdtemp(join(tmpdir(), "casement-at-work-")), (one) =>
    rm(one, { recursive: true }),
  );
  const clock = new VirtualClock(instantFromMs(machineTime.nowMs()));
  const emulator = made.adopt(createEmulator({ clock, machine: machineTime }), (one) =>
    one.close(),
  );
  const { url: emulatorUrl } = await emulator.listen(0);
  const { credentials } = emulator;
  const hub = await startHub({
    config: {
      ...{ host: "127.0.0.1", port: 0, folder },
      databaseUrl: database.url,
      secretKey: undefined,
      connection: connectionTo(emulator, emulatorUrl),
    },
    ...{ database, clock, machine: machineTime, ids: systemIds, log: silentLog },
    screens: (await builtScreens()).inbox,
  });
  made.defer(() => hub.close());
  made.defer(clock.join(hub));
  const control: HubAtWork["control"] = async (method, path, body) => {
    const answer = await emulator.fetch(
      new Request(`http://emulator/${path}`, {
        method,
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${credentials.appId}|${credentials.appSecret}`,
        },
        body: JSON.stringify(body),
      }),
    );
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    await clock.advanceBy(0);
  };
  await control("POST", `${credentials.appId}/subscriptions`, {
    object: "whatsapp_business_account",
    callback_url: `${hub.url}/webhooks/whatsapp`,
    verify_token: credentials.verifyToken,
    fields: "messages,message_template_status_update,message_template_quality_update",
  });
  const place = made.move();
  return {
    ...{ hub, emulator, emulatorUrl, clock, control, databaseUrl: database.url },
    [Symbol.asyncDispose]: () => place.disposeAsync(),
  };
}
