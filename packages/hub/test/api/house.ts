import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "@casement/emulator";
import { type Instant, instantFromIso, instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { createTestDatabase, openPool } from "@casement/hub/database";
import type { Pool } from "pg";
import { Admission } from "../../src/access/admission.ts";
import { newKey } from "../../src/access/api-key.ts";
import { insertKey } from "../../src/access/api-key-store.ts";
import { People } from "../../src/access/people.ts";
import type { Scope } from "../../src/access/scope.ts";
import { EventSignal } from "../../src/events/event-signal.ts";
import { type Ids, sequentialIds } from "../../src/ids.ts";
import { silentLog } from "../../src/log.ts";
import { connectAccount } from "../../src/numbers/connect.ts";
import { createOrgans, type Organs } from "../../src/organs.ts";
import { graphRoutes } from "../../src/sending/graph-routes.ts";
import { createReceipts } from "../../src/sending/receipt.ts";
import { createServer, type ServerOptions } from "../../src/server.ts";
import type { Surroundings } from "../../src/surroundings.ts";
import { takesWebhook } from "../../src/webhook/receive.ts";
import { connectionTo } from "../flows/emulator-connection.ts";

/** JSON whose shape a test asserts by using it. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers as their readers would.
export type Value = any;

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Value;
}

export const ALICE = "447700900001";
export const BOB = "447700900002";
export const START = "2026-11-10T09:00:00Z";

/** A hub behind its HTTP server, a platform in front of it, one clock, and a real database. */
export interface House extends AsyncDisposable {
  readonly url: string;
  readonly db: Pool;
  readonly clock: VirtualClock;
  readonly emulator: Emulator;
  readonly organs: Organs;
  readonly signal: EventSignal;
  readonly admission: Admission;
  readonly people: People;
  readonly surroundings: Surroundings;
  readonly numberId: string;
  /** Where the bytes of files are. */
  readonly filesFolder: string;
  /** A key with every scope. */
  readonly key: string;
  makeKey(more: { scopes: Scope[]; accountId?: bigint; numberIds?: bigint[] }): Promise<string>;
  /** Asks `/api/v1` with the key; with a body it is a POST. */
  ask(path: string, body?: unknown, headers?: Record<string, string>): Promise<Told>;
  /** The customer writes, and the hub has digested it. */
  writes(phone: string, text: string): Promise<void>;
  /** Turns the clock on, and waits until everybody is quiet. */
  turn(ms: number): Promise<void>;
  close(): Promise<void>;
}

export async function beginHouse(options: { screens?: string } = {}): Promise<House> {
  // A house that is not finished leaves nothing open: the file would never end.
  await using made = new AsyncDisposableStack();
  const database = await createTestDatabase();
  const db = made.adopt(openPool({ databaseUrl: database.url, log: silentLog }), (one) =>
    one.end(),
  );
  // Before the pool, which waits for connections that nobody gives back any more.
  made.defer(database.drop);
  const clock = new VirtualClock(instantFromIso(START) ?? instantFromMs(0));
  const ids = sequentialIds();
  const surroundings: Surroundings = { db, clock, machine: machineTime, ids, log: silentLog };
  const platform = made.adopt(await beginPlatform(clock), ({ emulator }) => emulator.close());
  // The ids of every house begin anew, and so do the names of its files.
  const filesFolder = await mkdtemp(join(tmpdir(), "casement-house-"));
  const organs = made.adopt(await organsFor(surroundings, platform, filesFolder), closeOrgans);
  const signal = made.adopt(new EventSignal(surroundings), (one) => one.close());
  await signal.start();
  const people = new People({ ...surroundings, key: SECRET, databaseUrl: database.url });
  const admission = new Admission(db, machineTime, { people, clock });
  const parts = { surroundings, organs, signal, admission, people };
  const server = await createServer(serverOptions(parts, options.screens));
  const url = await server.listen({ host: "127.0.0.1", port: 0 });
  platform.hub.url = url;
  const leaveClock = clock.join({ quiet: () => allQuiet(organs) });
  const makeKey: House["makeKey"] = (more) => makeKeyIn(db, ids, clock.now(), more);
  const key = await makeKey({ scopes: ["*"] });
  const close = onlyOnce(async () => {
    leaveClock();
    await server.close();
    await platform.emulator.close();
    await allQuiet(organs, AbortSignal.timeout(LAST_WORK_MS_MAX));
    await closeOrgans(organs);
    await rm(filesFolder, { recursive: true });
    await signal.close();
    await people.close();
    await db.end();
    await database.drop();
  });
  made.move();
  return {
    ...parts,
    filesFolder,
    url,
    db,
    clock,
    emulator: platform.emulator,
    numberId: platform.emulator.credentials.phoneNumberId,
    key,
    makeKey,
    ask: (path, body, headers = {}) =>
      askAt(`${url}/api/v1${path}`, body, { authorization: `Bearer ${key}`, ...headers }),
    writes: (phone, text) => customerWrites(platform.emulator, phone, text),
    turn: (ms) => clock.advanceBy(ms),
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Platform {
  readonly emulator: Emulator;
  readonly apiUrl: string;
  /** Where the webhooks go, once the hub listens. */
  readonly hub: { url: string };
}

async function beginPlatform(clock: VirtualClock): Promise<Platform> {
  const hub = { url: "" };
  const emulator = createEmulator({
    clock,
    machine: machineTime,
    webhook: "http://hub.test/webhooks/whatsapp",
    post: async (url, { headers, body }) => {
      const { pathname } = new URL(url);
      const answer = await fetch(`${hub.url}${pathname}`, { method: "POST", headers, body });
      return { status: answer.status };
    },
  });
  const { url: apiUrl } = await emulator.listen(0);
  return { emulator, apiUrl, hub };
}

const SECRET: Uint8Array = new Uint8Array(32).fill(7);

async function organsFor(
  surroundings: Surroundings,
  { emulator, apiUrl }: Platform,
  filesFolder: string,
): Promise<Organs> {
  const ownOrigins = new Set([new URL(apiUrl).origin]);
  const organs = createOrgans(surroundings, { key: SECRET, ownOrigins, filesFolder });
  await connect(surroundings, organs, { apiUrl, emulator, secret: SECRET });
  return organs;
}

function serverOptions(
  parts: Pick<House, "surroundings" | "organs" | "signal" | "admission" | "people">,
  screens: string | undefined,
): ServerOptions {
  const { surroundings, organs, signal, admission, people } = parts;
  const { sender, senderParts, directory, dialer } = organs;
  const { contentOf, tokenOf } = senderParts;
  const receipts = createReceipts({ directory, dial: dialer.dial, tokenOf });
  organs.meters.watchStreams(() => signal.listening);
  const arrived = (numberIds: readonly bigint[]): void => organs.digestLoop.wake(numberIds);
  return {
    api: {
      ...surroundings,
      admission,
      people,
      signal,
      gate: senderParts,
      sender,
      contentOf,
      connecting: organs.connecting,
      files: organs.files,
      carrier: organs.carrier,
      uploadTurns: organs.uploadTurns,
      isAtMeta: organs.isAtMeta,
      templateSync: organs.templateSync,
      downstream: organs.downstream,
      appointmentsMade: organs.appointmentsMade,
    },
    screens,
    enterByLink: true,
    meters: organs.meters,
    checkAnswers: true,
    graphRoutes: graphRoutes({ admission, sender, receipts, carrier: organs.carrier }),
    webhook: organs.meters.door((request, response) => {
      const { offeredVerifyToken: offeredToken } = organs.connecting;
      const { keeper } = organs;
      const receiver = { surroundings, keeper, secrets: organs.secrets(), offeredToken, arrived };
      return takesWebhook(receiver, request, response);
    }),
  };
}

async function closeOrgans(organs: Organs): Promise<void> {
  organs.digestLoop.close();
  organs.accountRater.close();
  organs.appointments.close();
  await organs.downstream.close();
  await organs.owner.close();
  await organs.dialer.close();
}

async function customerWrites(emulator: Emulator, phone: string, text: string): Promise<void> {
  const answer = await emulator.fetch(
    new Request(`http://emulator.test/emulator/customers/${phone}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "text", text: { body: text } }),
    }),
  );
  if (!answer.ok) throw new Error(await answer.text());
  await emulator.clock.advanceBy(0);
}

async function connect(
  surroundings: Surroundings,
  organs: Organs,
  more: { apiUrl: string; emulator: Emulator; secret: Uint8Array },
): Promise<void> {
  await connectAccount(
    surroundings,
    { dial: organs.dialer.dial, key: more.secret },
    connectionTo(more.emulator, more.apiUrl, "v25.0"),
  );
  await organs.reload();
}

/** A house may end without its database: what waits for that is not waited for. */
const LAST_WORK_MS_MAX = 2_000;
const LOOK_AGAIN_MS = 5;

async function allQuiet(organs: Organs, over?: AbortSignal): Promise<void> {
  const { keeper, digestLoop, accountRater, appointments, templateSync, owner } = organs;
  const { forwarder } = organs.downstream;
  const parts = [keeper, digestLoop, accountRater, appointments, templateSync, forwarder, owner];
  while (!over?.aborted && !parts.every((part) => part.idle)) {
    for (const part of parts) await part.settled();
    if (parts.every((part) => part.idle)) return;
    // What is tried again later has settled, and is not idle: its alarm must get to ring.
    await new Promise<void>((done) => void machineTime.after(LOOK_AGAIN_MS, done));
  }
}

async function makeKeyIn(
  db: Pool,
  ids: Ids,
  createdAt: Instant,
  more: { scopes: Scope[]; accountId?: bigint; numberIds?: bigint[] },
): Promise<string> {
  const { text, ...kept } = newKey(ids);
  await insertKey(db, { ...kept, ...more, keyId: ids.uuid(), name: "test", createdAt });
  return text;
}

export async function askAt(
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Told> {
  const response = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    redirect: "manual",
  });
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}

/** A test that closes by itself and then leaves its block closes once. */
function onlyOnce(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
