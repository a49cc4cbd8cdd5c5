import { join } from "node:path";
import type { Clock, MachineTime, Party } from "@casement/engine/clock";
import { Admission } from "./access/admission.ts";
import { newKey } from "./access/api-key.ts";
import { insertKey } from "./access/api-key-store.ts";
import { installationKey } from "./access/installation-key.ts";
import { People } from "./access/people.ts";
import type { Scope } from "./access/scope.ts";
import { ConfigFailure, type HubConfig } from "./config.ts";
import { openPool } from "./database/index.ts";
import { privateOriginsOf } from "./dialing/endpoint-dialer.ts";
import { EventSignal } from "./events/event-signal.ts";
import {
  createQuietDoor,
  isFollowedClock,
  type QuietDoor,
  type RawDoor,
} from "./followed-clock.ts";
import type { HubDatabase } from "./hub-database.ts";
import type { Ids } from "./ids.ts";
import type { Log } from "./log.ts";
import { troubleWithFiles } from "./media/check-files.ts";
import { connectAccount } from "./numbers/connect.ts";
import { moveOverStop } from "./numbers/hearing-store.ts";
import { createOrgans, type Organs } from "./organs.ts";
import { graphRoutes } from "./sending/graph-routes.ts";
import { createReceipts } from "./sending/receipt.ts";
import { createServer } from "./server.ts";
import type { Surroundings } from "./surroundings.ts";
import { selectNumbersPending } from "./webhook/post-store.ts";
import { takesWebhook } from "./webhook/receive.ts";

export interface HubOptions {
  readonly config: HubConfig;
  /** Opened before, closed after: the hub starts and stops within its database's life. */
  readonly database: Pick<HubDatabase, "url">;
  /** Business time: of rules, rows, timers, events, screens. */
  readonly clock: Clock;
  /** Machine time: of time-outs, back-off, limits on strangers. */
  readonly machine: MachineTime;
  readonly ids: Ids;
  readonly log: Log;
  /** The folder of the built screens; absent: an API alone. */
  readonly screens?: string | undefined;
  /** Whether a link with a key in it lets a browser in without a password: for a demo. */
  readonly enterByLink?: boolean;
}

/** A hub at work. */
export interface Hub extends Party {
  readonly url: string;
  readonly port: number;
  /** Where an emulator in another process waits for `quiet`; only on a clock that follows it. */
  readonly quietUrl: string | undefined;
  /** Makes a key and shows it, this once. */
  createKey(key: { name: string; scopes: readonly Scope[]; accountId?: bigint }): Promise<string>;
  /**
   * The link that makes the first owner, while there is none; with `evenIfOwned` one more, for an
   * owner who can no longer sign in. It works once, for a day.
   */
  ownerLink(how?: { evenIfOwned?: boolean }): Promise<string | undefined>;
  /** Whether somebody shows a key that is in force. */
  isKey(text: string): Promise<boolean>;
  /** Resolves when every kept post is digested and everything that is due is done. */
  quiet(): Promise<void>;
  isQuiet(): boolean;
  /** Stops taking requests, finishes what is under way, and lets its numbers go. */
  close(): Promise<void>;
}

/**
 * Starts a hub: connects what the configuration names, opens its doors, digests what was left over.
 *
 * It does not start without a secret to check signatures by: a hub that believes everybody would
 * let strangers write messages into the inbox (SPEC I2).
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { config, clock, machine, ids, log } = options;
  const db = openPool({ databaseUrl: options.database.url, log });
  const surroundings: Surroundings = { db, clock, machine, ids, log };
  const key = await installationKey({ configured: config.secretKey, folder: config.folder, ids });
  const organs = createOrgans(surroundings, {
    key,
    ownOrigins: await ownOriginsOf(config),
    filesFolder: join(config.folder, "media"),
    ...{ perSecond: config.perSecond, callsPerHour: config.callsPerHour },
    endpointOrigins: privateOriginsOf(config.endpointOrigins ?? [], config.endpointsHere ?? false),
    bucket: config.bucket,
    keeping: config.keeping,
  });
  const signal = new EventSignal(surroundings);
  const people = new People({ ...surroundings, key, databaseUrl: options.database.url });
  const release = (): Promise<void> => closeAll({ people, signal, organs, db });
  try {
    await begin(surroundings, { organs, key, connection: config.connection });
    if (organs.secrets().active.length === 0) throw new ConfigFailure(NO_SECRET);
    await signal.start();
    const admission = new Admission(db, machine, { people, clock });
    const quietDoor = quietDoorOf(surroundings, organs);
    const doors = { surroundings, organs, signal, admission, people, quietDoor };
    const server = await serverOf(options, doors);
    const url = await openDoors(server, config, async () => {
      organs.digestLoop.wake(await selectNumbersPending(db));
    });
    organs.sweeper.start();
    return {
      url,
      port: Number(new URL(url).port),
      quietUrl: quietDoor && new URL(quietDoor.path, url).href,
      createKey: (wanted) => createKey(surroundings, wanted),
      async ownerLink(how) {
        const code = await people.ownerCode(how);
        return code && new URL(`/welcome?code=${code}`, url).href;
      },
      isKey: async (text) => (await admission.keyring.keyOf(text)) !== undefined,
      quiet: () => quiet(surroundings, organs),
      isQuiet: () => partsOf(organs).every((part) => part.idle),
      async close() {
        await beginToStop(organs);
        await server.close();
        const over = new AbortController();
        await endOf(surroundings, quiet(surroundings, organs, over.signal));
        over.abort();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** What must stand before anybody is let in: how long nobody was here, and whose hub this is. */
async function begin(
  surroundings: Surroundings,
  what: {
    readonly organs: Organs;
    readonly key: Uint8Array;
    readonly connection: HubConfig["connection"];
  },
): Promise<void> {
  const { organs, key, connection } = what;
  await moveOverStop(surroundings.db, surroundings.clock.now());
  if (connection !== undefined) {
    await connectAccount(surroundings, { dial: organs.dialer.dial, key }, connection);
  }
  await organs.reload();
  await refuseWrongStore(surroundings, organs);
  await organs.nodes.start();
}

/**
 * Lets the world in, then looks for what was left over: what comes in between is not passed over.
 * Doors that open on nothing are shut again, or the process would keep its port and never end.
 */
async function openDoors(
  server: Awaited<ReturnType<typeof createServer>>,
  { host, port }: Pick<HubConfig, "host" | "port">,
  lookForLeftOver: () => Promise<void>,
): Promise<string> {
  try {
    const url = await server.listen({ host, port });
    await lookForLeftOver();
    return url;
  } catch (error) {
    await server.close();
    throw error;
  }
}

/**
 * A store that its settings do not fit is told now, and not by each file that is not there later.
 * One that does not answer may come back: no webhook is to wait for it.
 */
async function refuseWrongStore({ log }: Surroundings, { files }: Organs): Promise<void> {
  const trouble = await troubleWithFiles(files, { writes: true });
  if (trouble?.isOfSettings) throw new ConfigFailure(trouble.message);
  if (trouble !== undefined) log.warn("files_not_reached", { code: trouble.trouble });
}

const NO_SECRET =
  "No app secret is known, so no webhook could be checked. Set WHATSAPP_APP_SECRET together with " +
  "WHATSAPP_ACCESS_TOKEN, WHATSAPP_BUSINESS_ACCOUNT_ID and WHATSAPP_VERIFY_TOKEN.";

/** The API addresses that an operator named: the only hosts beside Meta's that are ever called. */
async function ownOriginsOf(config: HubConfig): Promise<ReadonlySet<string>> {
  const own = config.connection?.apiUrl;
  return new Set(own === undefined ? [] : [new URL(own).origin]);
}

interface Doors {
  readonly surroundings: Surroundings;
  readonly organs: Organs;
  readonly signal: EventSignal;
  readonly admission: Admission;
  readonly people: People;
  readonly quietDoor: QuietDoor | undefined;
}

function quietDoorOf(surroundings: Surroundings, organs: Organs): QuietDoor | undefined {
  const { clock } = surroundings;
  if (!isFollowedClock(clock)) return undefined;
  return createQuietDoor({ ...surroundings, clock }, () => quiet(surroundings, organs));
}

function serverOf(
  { screens, enterByLink, config }: HubOptions,
  doors: Doors,
): ReturnType<typeof createServer> {
  const { surroundings, organs, signal, admission, people, quietDoor } = doors;
  const { sender, senderParts, directory, dialer } = organs;
  const receipts = createReceipts({ directory, dial: dialer.dial, tokenOf: senderParts.tokenOf });
  const webhook: RawDoor = organs.meters.door((request, response) =>
    takesWebhook(
      {
        surroundings,
        keeper: organs.keeper,
        secrets: organs.secrets(),
        offeredToken: organs.connecting.offeredVerifyToken,
        bytesMax: config.webhookBytesMax,
        arrived: (numberIds) => organs.digestLoop.wake(numberIds),
      },
      request,
      response,
    ),
  );
  organs.meters.watchStreams(() => signal.listening);
  return createServer({
    api: {
      ...surroundings,
      admission,
      people,
      signal,
      gate: senderParts,
      sender,
      contentOf: senderParts.contentOf,
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
    enterByLink,
    trustProxy: config.trustProxy,
    graphRoutes: graphRoutes({ admission, sender, receipts, carrier: organs.carrier }),
    meters: organs.meters,
    webhook: quietDoor?.before(webhook) ?? webhook,
  });
}

async function createKey(
  { db, ids, clock }: Surroundings,
  wanted: { name: string; scopes: readonly Scope[]; accountId?: bigint },
): Promise<string> {
  const { text, ...kept } = newKey(ids);
  await insertKey(db, { ...kept, ...wanted, keyId: ids.uuid(), createdAt: clock.now() });
  return text;
}

/** How long to look away between two looks at work that waits for a lost database. */
const LOOK_AGAIN_MS = 20;

/** Waits until no part has left another anything to do, or until somebody no longer waits. */
async function quiet({ machine }: Surroundings, organs: Organs, over?: AbortSignal): Promise<void> {
  const parts = partsOf(organs);
  while (!over?.aborted && !parts.every((part) => part.idle)) {
    for (const part of parts) await part.settled();
    if (parts.every((part) => part.idle)) return;
    await new Promise<void>((done) => void machine.after(LOOK_AGAIN_MS, done));
  }
}

function partsOf(organs: Organs): readonly { readonly idle: boolean; settled(): Promise<void> }[] {
  const { keeper, digestLoop, accountRater, appointments, templateSync } = organs;
  const { outbox, owner, downstream, sweeper } = organs;
  const workers = [keeper, digestLoop, accountRater, appointments, templateSync, outbox, sweeper];
  return [...workers, downstream.forwarder, owner];
}

/** How long a closing hub waits for work that may be waiting for a lost database. */
const LAST_WORK_MS_MAX = 10_000;

function endOf({ machine }: Surroundings, work: Promise<void>): Promise<void> {
  return new Promise((done, failed) => {
    const callOff = machine.after(LAST_WORK_MS_MAX, done);
    work.then(done, failed).finally(callOff);
  });
}

/** Nothing new is begun, and nobody waits for another node any more. */
async function beginToStop({ outbox, uploadTurns, nodes }: Organs): Promise<void> {
  outbox.stop();
  uploadTurns.stop();
  await nodes.stop();
}

/** The last named goes first, and each goes whatever became of those before it. */
async function closeAll({
  people,
  signal,
  organs,
  db,
}: {
  readonly people: People;
  readonly signal: EventSignal;
  readonly organs: Organs;
  readonly db: Surroundings["db"];
}): Promise<void> {
  const { nodes, digestLoop, accountRater, appointments, sweeper, outbox } = organs;
  const { downstream, dialer, files } = organs;
  await using open = new AsyncDisposableStack();
  open.defer(() => db.end());
  for (const one of [files, dialer, nodes, downstream]) open.defer(() => one.close());
  for (const one of [outbox, sweeper, appointments, accountRater, digestLoop]) {
    open.defer(() => one.close());
  }
  for (const close of [() => nodes.stop(), () => signal.close(), () => people.close()]) {
    open.defer(close);
  }
}
