import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "@casement/emulator";
import type { Instant } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { type Hub, sequentialIds, silentLog, startHub } from "@casement/hub";
import { createTestDatabase, openPool } from "@casement/hub/database";
import type { Pool } from "pg";
import { Random, randomStateFromSeed } from "../packages/emulator/src/random.ts";
import { connectionTo } from "../packages/hub/test/flows/emulator-connection.ts";
import { type GraphLine, openGraphLine } from "./graph-line.ts";
import type { Month } from "./months.ts";
import { Sometimes } from "./sometimes.ts";
import { WebhookWire } from "./webhook-wire.ts";
import { Witness } from "./witness.ts";

/**
 * A real hub, a real emulator, a real database and one virtual clock, with both wires between them
 * in the hands of the simulation.
 */
export interface Town extends AsyncDisposable {
  readonly clock: VirtualClock;
  readonly emulator: Emulator;
  readonly db: Pool;
  readonly numberId: string;
  readonly line: GraphLine;
  readonly wire: WebhookWire;
  readonly witness: Witness;
  readonly sometimes: Sometimes;
  /** Whether the hub is up. */
  isOpen(): boolean;
  stopHub(): Promise<void>;
  startHub(): Promise<void>;
  quiet(): Promise<void>;
  /** A request to the hub with the business's key. */
  ask(method: string, path: string, body?: unknown): Promise<Answered>;
  /** A request to the emulator's control API. */
  control(method: string, path: string, body?: unknown): Promise<Answered>;
}

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a simulation reads what it expects.
  readonly body: any;
}

export interface TownOptions {
  readonly seed: number;
  readonly month: Month;
  readonly start: Instant;
}

export async function beginTown({ seed, month, start }: TownOptions): Promise<Town> {
  const sometimes = new Sometimes();
  const clock = new VirtualClock(start);
  const line = await openGraphLine();
  const { timeZone } = month;
  const { unanswered } = line;
  const witness = new Witness({ clock, timeZone, sometimes, unanswered });
  const wire = new WebhookWire({
    clock,
    random: new Random(randomStateFromSeed(seed, "wire")),
    sometimes,
    appSecret: APP_SECRET,
    taken: (body) => witness.sawPost(body),
  });
  const machine = machineTime;
  const emulator = createEmulator({ clock, machine, seed, appSecret: APP_SECRET, post: wire.post });
  const control = controlOf(emulator);
  await moveAccount(control, month);
  line.lead((await emulator.listen(0)).url);
  const place = await beginPlace();
  const house = await openHouse({ clock, emulator, line, wire, place });
  return {
    clock,
    emulator,
    db: place.db,
    numberId: emulator.credentials.phoneNumberId,
    line,
    wire,
    witness,
    sometimes,
    control,
    ...house,
    async [Symbol.asyncDispose]() {
      await emulator.close();
      await line[Symbol.asyncDispose]();
      await house.stopHub();
      await place.close();
    },
  };
}

/** Where the hub keeps what it keeps: it stays while the hub is stopped. */
interface Place {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly db: Pool;
  close(): Promise<void>;
}

async function beginPlace(): Promise<Place> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "casement-simulation-"));
  const db = openPool({ databaseUrl: database.url, log: silentLog });
  // No power fails here, and to wait for the disk at every commit takes longer than all the rest.
  const name = new URL(database.url).pathname.slice(1);
  await db.query(`alter database ${name} set synchronous_commit = off`);
  return {
    folder,
    databaseUrl: database.url,
    db,
    async close() {
      await db.end();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

interface House {
  readonly clock: VirtualClock;
  readonly emulator: Emulator;
  readonly line: GraphLine;
  readonly wire: WebhookWire;
  readonly place: Place;
}

/** Starts the hub, which can be stopped and started again on the same database. */
async function openHouse(
  house: House,
): Promise<Pick<Town, "isOpen" | "stopHub" | "startHub" | "quiet" | "ask">> {
  const { clock, emulator, line, wire, place } = house;
  const ids = sequentialIds();
  const config = configOf(emulator, { ...place, apiUrl: line.url });
  const database = { url: place.databaseUrl };
  const parts = { config, database, clock, machine: machineTime, ids, log: silentLog };
  let leave = (): void => {};
  const open = async (): Promise<Hub> => {
    const opened = await startHub(parts);
    leave = clock.join(opened);
    wire.lead(opened.url);
    return opened;
  };
  const first = await open();
  const key = await first.createKey({ name: "simulation", scopes: ["*"] });
  await subscribe(emulator, `${first.url}/webhooks/whatsapp`);
  let hub: Hub | undefined = first;
  return {
    isOpen: () => hub !== undefined,
    async stopHub() {
      leave();
      await hub?.close();
      hub = undefined;
    },
    async startHub() {
      hub = await open();
    },
    quiet: async () => hub?.quiet(),
    async ask(method, path, body) {
      assert(hub !== undefined, "the hub is down");
      return answeredBy(await fetch(`${hub.url}${path}`, requestOf(method, body, key)));
    },
  };
}

function controlOf(emulator: Emulator): Town["control"] {
  return async (method, path, body) => {
    const request = new Request(`http://emulator/emulator/${path}`, requestOf(method, body));
    return answeredBy(await emulator.fetch(request));
  };
}

/** Gives the default account the zone and the country of the month, before anybody has asked. */
async function moveAccount(control: Town["control"], month: Month): Promise<void> {
  const { body: state } = await control("GET", "state");
  for (const account of Object.values<object>(state.world.accounts)) {
    Object.assign(account, { timeZone: month.timeZone, country: month.country });
  }
  const { status, body } = await control("PUT", "state", state);
  assert.equal(status, 200, JSON.stringify(body));
}

function requestOf(method: string, body: unknown, key?: string): RequestInit {
  return {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

async function answeredBy(answer: Response): Promise<Answered> {
  return { status: answer.status, body: await answer.json() };
}

function configOf(
  emulator: Emulator,
  place: { folder: string; databaseUrl: string; apiUrl: string },
): Parameters<typeof startHub>[0]["config"] {
  return {
    host: "127.0.0.1",
    port: 0,
    folder: place.folder,
    databaseUrl: place.databaseUrl,
    secretKey: undefined,
    connection: connectionTo(emulator, place.apiUrl),
  };
}

async function subscribe(emulator: Emulator, callback: string): Promise<void> {
  const { appId, appSecret, verifyToken } = emulator.credentials;
  const request = requestOf(
    "POST",
    {
      object: "whatsapp_business_account",
      callback_url: callback,
      verify_token: verifyToken,
      fields: "messages",
    },
    `${appId}|${appSecret}`,
  );
  const url = `http://emulator/v23.0/${appId}/subscriptions`;
  const answer = await emulator.fetch(new Request(url, request));
  assert.equal(answer.status, 200, await answer.text());
}

const APP_SECRET = "simulation-app-secret";
