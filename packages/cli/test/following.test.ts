import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createEmulator, type Emulator } from "@casement/emulator";
import { HOUR_MS, instantFromIso, instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { type Hub, sequentialIds, silentLog, startHub } from "@casement/hub";
import { createTestDatabase, openPool } from "@casement/hub/database";
import { connectionTo } from "../src/demo/emulator-connection.ts";
import { subscribe } from "../src/demo/subscribe.ts";
import { ClockFailure } from "../src/emulated/clock-failure.ts";
import { EmulatorControl } from "../src/emulated/emulator-control.ts";
import { type Following, followEmulator } from "../src/emulated/follow-emulator.ts";

// A real hub that follows the clock of a real emulator, over HTTP and not through memory.

const START = "2026-11-02T09:00:00Z";
const AMARA = "447700900142";

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
type Answered = { readonly status: number; readonly body: any };

interface TwoProcesses extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly hub: Hub;
  readonly following: Following;
  /** A request to the emulator's control API, by its port. */
  control(method: string, path: string, body?: unknown): Promise<Answered>;
  /** A request to the hub with a key. */
  ask(method: string, path: string, body?: unknown): Promise<Answered>;
  /** One question to the hub's database. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
  rows(question: string): Promise<any[]>;
}

/** A hub that does not hear the clock's events learns the time only where it is waited for. */
async function begin({ hears = true } = {}): Promise<TwoProcesses> {
  const { emulator, url } = await beginEmulator(START);
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "casement-following-"));
  const control = new EmulatorControl({ url, machine: machineTime });
  const following = await followEmulator({
    control,
    machine: machineTime,
    log: silentLog,
    newestAt: undefined,
  });
  const hub = await startHub({
    config: {
      host: "127.0.0.1",
      port: 0,
      folder,
      databaseUrl: database.url,
      secretKey: undefined,
      connection: connectionTo(emulator, url),
    },
    database,
    clock: following.clock,
    machine: machineTime,
    ids: sequentialIds(),
    log: silentLog,
  });
  if (hears) await following.begin(hub);
  else await control.addParty(hub.quietUrl!);
  await subscribe(emulator, `${hub.url}/webhooks/whatsapp`);
  const key = await hub.createKey({ name: "test", scopes: ["*"] });
  const db = openPool({ databaseUrl: database.url, log: silentLog });
  return {
    emulator,
    hub,
    following,
    control: (method, path, body) => asked(`${url}/emulator/${path}`, { method, body }),
    ask: (method, path, body) => asked(`${hub.url}${path}`, { method, body, key }),
    rows: async (question) => (await db.query(question)).rows,
    async [Symbol.asyncDispose]() {
      await db.end();
      following.close();
      await hub.close();
      await emulator.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

async function beginEmulator(at: string): Promise<{ emulator: Emulator; url: string }> {
  const clock = new VirtualClock(instantFromIso(at)!);
  const emulator = createEmulator({ clock, machine: machineTime });
  const { url } = await emulator.listen(0);
  return { emulator, url };
}

async function asked(
  url: string,
  { method, body, key }: { method: string; body: unknown; key?: string },
): Promise<Answered> {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

async function amaraWrites({ control }: TwoProcesses): Promise<void> {
  const message = { type: "text", text: { body: "Is the lemon tart vegan?" } };
  const { status } = await control("POST", `customers/${AMARA}/messages`, message);
  assert.equal(status, 200);
}

test("a turn of the emulator's clock is over when the hub has digested and is there too", async () => {
  await using house = await begin();
  await amaraWrites(house);

  await house.control("POST", "clock", { advance: "1s" });
  const [open] = (await house.ask("GET", "/api/v1/threads")).body.data;
  await house.control("POST", "clock", { advance: "24h" });

  const clock = await house.ask("GET", "/api/v1/clock");
  assert.deepEqual(clock.body.data, { now: "2026-11-03T09:00:01.000Z", speed: 0 });
  assert.equal(open.window.closes_at, "2026-11-03T09:00:00.000Z");
  const draft = { kind: "text", text: "It is not." };
  const path = `/api/v1/threads/${open.number_id}/${open.thread_id}/messages`;
  const late = await house.ask("POST", path, draft);
  assert.equal(late.status, 422, JSON.stringify(late.body));
  assert.equal(late.body.error.code, "refused");
});

test("the hub's clock is there when the turn is over, and not a moment later", async () => {
  await using house = await begin({ hears: false });

  await house.control("POST", "clock", { advance: "36h" });

  assert.equal(house.following.clock.now(), house.emulator.clock.now());
});

test("what is sent in the middle of a turn is received at its time, and not before", async () => {
  await using house = await begin();
  await amaraWrites(house);
  await house.control("POST", "clock", { advance: "1s" });
  const [thread] = (await house.ask("GET", "/api/v1/threads")).body.data;
  const path = `/api/v1/threads/${thread.number_id}/${thread.thread_id}/messages`;
  const behaviour = { receivesAfter: "1h", readsAfter: "2h" };
  await house.control("PUT", `customers/${AMARA}`, { behaviour });
  await house.ask("POST", path, { kind: "text", text: "It is." });

  await house.control("POST", "clock", { advance: "10h" });

  const received = await house.rows(`
    select coalesce(said ->> 'status', kind) as what,
           extract(epoch from received_at - at) between 0 and 1 as on_time
    from fact join post using (number_id, post_id) order by at`);
  assert.deepEqual(received, [
    { what: "customer_message", on_time: true },
    { what: "sent", on_time: true },
    { what: "delivered", on_time: true },
    { what: "read", on_time: true },
  ]);
});

test("the clock's door is for the emulator: only its own address, only by post", async () => {
  await using house = await begin();
  const door = new URL(house.hub.quietUrl!);
  const wrong = new URL(`${door.pathname.slice(0, -1)}_`, door);

  const statuses = await Promise.all([
    fetch(door, { method: "POST", body: "{}" }),
    fetch(door),
    fetch(wrong, { method: "POST" }),
    fetch(new URL("/emulated-clock/quiet/", door), { method: "POST" }),
  ]);

  assert.deepEqual(
    statuses.map(({ status }) => status),
    [200, 404, 404, 404],
  );
});

test("when the emulator's clock goes by itself, so does the hub's", async () => {
  await using house = await begin();
  const turned = Promise.withResolvers<void>();
  house.following.clock.watch(() => turned.resolve());
  const begunAtMs = machineTime.nowMs();

  await house.control("POST", "clock", { speed: 1 });
  await turned.promise;
  await house.control("POST", "clock", { advance: "2h" });

  const { body } = await house.ask("GET", "/api/v1/clock");
  assert.equal(body.data.speed, 1);
  // No less than it was turned, and no more than that and what passed outside.
  const passedMs = Date.parse(body.data.now) - Date.parse(START);
  const outsideMs = machineTime.nowMs() - begunAtMs;
  assert.ok(passedMs >= 2 * HOUR_MS, String(passedMs));
  assert.ok(passedMs <= 2 * HOUR_MS + outsideMs, `${passedMs}, ${outsideMs}`);
});

test("a hub does not follow a clock that is behind what its database has seen", async () => {
  const { emulator, url } = await beginEmulator(START);
  const control = new EmulatorControl({ url, machine: machineTime });
  const newestAt = instantFromMs(Date.parse(START) + 61_000);
  const options = { control, machine: machineTime, log: silentLog };

  const behind = followEmulator({ ...options, newestAt });

  await assert.rejects(behind, ClockFailure);
  await assert.rejects(behind, /Time does not go back/);
  const slightly = instantFromMs(newestAt - 2_000);
  const following = await followEmulator({ ...options, newestAt: slightly });
  assert.equal(following.clock.now(), slightly);
  following.close();
  await emulator.close();
  await assert.rejects(followEmulator({ ...options, newestAt }), /No emulator tells the time/);
});
