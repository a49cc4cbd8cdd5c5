import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "@casement/emulator";
import { instantFromIso } from "@casement/engine";
import { type MachineTime, VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import {
  type Hub,
  type HubConfig,
  type Ids,
  type Log,
  NEEDED_FIELDS,
  sequentialIds,
  silentLog,
  startHub,
} from "@casement/hub";
import { createTestDatabase, openPool } from "@casement/hub/database";
import type { Pool } from "pg";
import { connectionTo } from "./emulator-connection.ts";
import { proveRebuilt } from "./prove-rebuilt.ts";

/** A real hub and a real emulator on a real database and one virtual clock. */
export interface Business extends AsyncDisposable {
  readonly hub: Hub;
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly db: Pool;
  readonly key: string;
  readonly numberId: string;
  /** A customer, who can write; their name is what the emulator shows. */
  customer(phone: string): Customer;
  advance(ms: number): Promise<void>;
  /** A request to the hub with the business's key. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answered>;
  /** Stops the hub, and starts it again on the same database. */
  stop(): Promise<void>;
  startAgain(): Promise<void>;
  /** Where the hub keeps its key. */
  readonly folder: string;
  /** Ends a business whose hub was stopped, and whose rows a test has broken: nothing is proved. */
  abandon(): Promise<void>;
  /** A request to the emulator's control API. */
  control(method: string, path: string, body?: unknown): Promise<Answered>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
  readonly body: any;
}

export interface Customer {
  readonly phone: string;
  writes(text: string, more?: Record<string, unknown>): Promise<void>;
  /** What is on the phone, oldest first. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
  messages(): Promise<any[]>;
}

export interface Beginning {
  readonly at?: string;
  /** Puts something between the hub and the emulator; given the one's address, gives another. */
  readonly through?: (apiUrl: string) => string;
  /** Puts something between the hub and its database. */
  readonly databaseThrough?: (databaseUrl: string) => Promise<string>;
  /** How many messages a second each number sends; left out: as the emulator says of it. */
  readonly perSecond?: number;
  /** How many Graph calls an hour a key may have carried; left out: as the hub does by itself. */
  readonly callsPerHour?: number;
  /** Origins of endpoints that may lie in a private network. */
  readonly endpointOrigins?: readonly string[];
  /** How long posts and messages are kept; left out: as the hub does by itself. */
  readonly keeping?: HubConfig["keeping"];
  /** Proxies that may say who asked; left out: none. */
  readonly trustProxy?: readonly string[];
  /** The store of the files; left out: the hub's folder. */
  readonly bucket?: HubConfig["bucket"];
  /** How large a webhook post may be, in bytes; left out: as the hub has it. */
  readonly webhookBytesMax?: number;
  /** Where the hub's log goes; left out: nowhere. */
  readonly log?: Log;
  /** The hub's own time for time-outs; left out: the machine's. */
  readonly machine?: MachineTime;
}

/** Starts a business at a moment. Its end folds all facts anew and compares (SPEC F2). */
export async function begin(beginning: Beginning = {}): Promise<Business> {
  // A hub that does not start leaves nothing open: the file would never end.
  await using made = new AsyncDisposableStack();
  const { database, folder, db, clock, emulator } = await surroundingsIn(made, beginning);
  const { url: apiUrl } = await emulator.listen(0);
  const through = beginning.through?.(apiUrl) ?? apiUrl;
  const databaseUrl = (await beginning.databaseThrough?.(database.url)) ?? database.url;
  const startHubAgain = (): Promise<Hub> =>
    hubOn({ ...beginning, database: { url: databaseUrl }, folder, clock, emulator, through });
  let hub = await startHubAgain();
  // Its first sweep would else come between the test's first posts, and pass over what is too old.
  await hub.quiet();
  let leave = clock.join(hub);
  const key = await hub.createKey({ name: "test", scopes: ["*"] });
  await subscribe(emulator, `${hub.url}/webhooks/whatsapp`);
  const place = made.move();

  const stop = async (): Promise<void> => {
    leave();
    await hub.close();
  };
  const abandon = (): Promise<void> => place.disposeAsync();
  const control: Business["control"] = (method, path, body) =>
    asked(`${apiUrl}/emulator/${path}`, method, {}, body);
  return {
    get hub() {
      return hub;
    },
    emulator,
    clock,
    db,
    key,
    numberId: emulator.credentials.phoneNumberId,
    control,
    ask: (method, path, body, headers = {}) =>
      asked(`${hub.url}${path}`, method, { authorization: `Bearer ${key}`, ...headers }, body),
    advance: (ms) => clock.advanceBy(ms),
    customer: (phone) => customerOf(control, clock, phone),
    stop,
    folder,
    abandon,
    async startAgain() {
      hub = await startHubAgain();
      leave = clock.join(hub);
    },
    async [Symbol.asyncDispose]() {
      try {
        await hub.quiet();
        await proveRebuilt(db, BigInt(emulator.credentials.phoneNumberId));
      } finally {
        await emulator.close();
        await stop();
        await abandon();
      }
    },
  };
}

/** All that a hub needs around it, to be closed with the rest. */
async function surroundingsIn(
  made: AsyncDisposableStack,
  { at = "2026-11-02T09:00:00Z" }: Beginning,
): Promise<Pick<Business, "folder" | "db" | "clock" | "emulator"> & { database: { url: string } }> {
  const start = instantFromIso(at);
  assert(start !== undefined);
  const database = made.adopt(await createTestDatabase(), (one) => one.drop());
  const folder = made.adopt(await mkdtemp(join(tmpdir(), "casement-flow-")), (one) =>
    rm(one, { recursive: true }),
  );
  const db = made.adopt(openPool({ databaseUrl: database.url, log: silentLog }), (one) =>
    one.end(),
  );
  const clock = new VirtualClock(start);
  const emulator = made.adopt(createEmulator({ clock, machine: machineTime }), (one) =>
    one.close(),
  );
  return { database, folder, db, clock, emulator };
}

interface HubPlace
  extends Pick<
    Beginning,
    | "keeping"
    | "perSecond"
    | "callsPerHour"
    | "endpointOrigins"
    | "bucket"
    | "trustProxy"
    | "webhookBytesMax"
    | "log"
    | "machine"
  > {
  readonly database: { readonly url: string };
  readonly folder: string;
  readonly clock: VirtualClock;
  readonly emulator: Emulator;
  readonly through: string;
}

function hubOn(place: HubPlace): Promise<Hub> {
  const { database, folder, clock, emulator, through, perSecond, endpointOrigins } = place;
  return startHub({
    config: {
      host: "127.0.0.1",
      port: 0,
      folder,
      databaseUrl: database.url,
      secretKey: undefined,
      perSecond,
      callsPerHour: place.callsPerHour,
      endpointOrigins,
      keeping: place.keeping,
      bucket: place.bucket,
      trustProxy: place.trustProxy,
      webhookBytesMax: place.webhookBytesMax,
      connection: connectionTo(emulator, through),
    },
    database,
    clock,
    machine: place.machine ?? machineTime,
    ids: idsOf(database.url),
    log: place.log ?? silentLog,
  });
}

/** One sequence a database, as a second hub on it must not make the ids of the first again. */
const SEQUENCES = new Map<string, Ids>();

function idsOf(databaseUrl: string): Ids {
  const known = SEQUENCES.get(databaseUrl) ?? sequentialIds();
  SEQUENCES.set(databaseUrl, known);
  return known;
}

/**
 * Tells the emulator, as one tells Meta, where webhooks go. Its handshake is answered by the hub.
 */
async function subscribe(emulator: Emulator, callback: string): Promise<void> {
  const { appId, appSecret, verifyToken } = emulator.credentials;
  const answer = await emulator.fetch(
    new Request(`http://emulator/v23.0/${appId}/subscriptions`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${appId}|${appSecret}`,
      },
      body: JSON.stringify({
        object: "whatsapp_business_account",
        callback_url: callback,
        verify_token: verifyToken,
        fields: NEEDED_FIELDS.join(","),
      }),
    }),
  );
  assert.equal(answer.status, 200, await answer.text());
}

function customerOf(control: Business["control"], clock: VirtualClock, phone: string): Customer {
  return {
    phone,
    async writes(text, more = {}) {
      const message = { type: "text", text: { body: text }, ...more };
      const { status, body } = await control("POST", `customers/${phone}/messages`, message);
      assert.equal(status, 200, JSON.stringify(body));
      await clock.advanceBy(0);
    },
    async messages() {
      return (await control("GET", `customers/${phone}/messages`)).body.data;
    },
  };
}

async function asked(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<Answered> {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
