import type { Instant } from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import type { PoolClient } from "pg";
import { unseal } from "./access/seal.ts";
import type { Connecting } from "./api/api.ts";
import { HEED_ALL, keepHeedingAll } from "./consent/heed-all.ts";
import { HEED_ELSEWHERE, keepElsewhere } from "./consent/heed-elsewhere.ts";
import { HEED_CONSENT, keepConsent, tellUntold } from "./consent/record-consent.ts";
import { ensureDay } from "./database/index.ts";
import { createDialer, type Dialer } from "./dialing/dialer.ts";
import type { PrivateOrigins } from "./dialing/endpoint-dialer.ts";
import { hasDeliveries, selectNumbersWithDeliveries } from "./downstream/delivery-store.ts";
import { createDownstream, type Downstream } from "./downstream/downstream.ts";
import type { Recorded } from "./downstream/record-changes.ts";
import { ERASE_THREAD, keepErasure } from "./erasing/ask-erasure.ts";
import { CUT_POSTS, keepCut } from "./erasing/cut-rest.ts";
import { AccountRater } from "./ledger/account-rater.ts";
import { type Recounting, setFreeUnitsBefore } from "./ledger/free-units.ts";
import { MONTH_SEAL } from "./ledger/month-seal.ts";
import { appointSeals, keepSeals, type Sealing } from "./ledger/seal-months.ts";
import type { Bucket } from "./media/bucket-client.ts";
import { openFiles } from "./media/open-files.ts";
import { NodeSignal } from "./nodes/node-signal.ts";
import { createNodes, type Nodes } from "./nodes/nodes.ts";
import type { AccountRow } from "./numbers/account-store.ts";
import {
  type AppSecrets,
  retireAppSecret,
  selectKnownApps,
  selectVerifyToken,
} from "./numbers/app-store.ts";
import { selectNumbersWithAppointments } from "./numbers/appointment-store.ts";
import { connectAccount } from "./numbers/connect.ts";
import { Directory } from "./numbers/directory.ts";
import { LIMITS_TOLD, learnLimits, NUMBER_LIMITS, passLimitsOn } from "./numbers/learn-limits.ts";
import { Owner } from "./numbers/owner.ts";
import { SecretBook } from "./numbers/secret-book.ts";
import { Meters } from "./operations/meters.ts";
import { createOutward, type Outward, type OutwardParts } from "./outward.ts";
import { KEEPING, type Keeping } from "./retention/keeping.ts";
import { Sweeper } from "./retention/sweeper.ts";
import { createContentOf } from "./sending/content.ts";
import { elsewhereOf } from "./sending/elsewhere.ts";
import { keepScheduled } from "./sending/keep-scheduled.ts";
import { keepUnknown } from "./sending/keep-unknown.ts";
import { Outbox } from "./sending/outbox.ts";
import { SCHEDULED_SEND } from "./sending/schedule.ts";
import { createSender } from "./sending/send.ts";
import type { Sender } from "./sending/sender.ts";
import type { SenderParts } from "./sending/sender-parts.ts";
import { UNKNOWN_DRAFT } from "./sending/unknown-policy.ts";
import type { Surroundings } from "./surroundings.ts";
import { keepRegrouping, REGROUP_THREADS } from "./threads/ask-regrouping.ts";
import type { Learning } from "./threads/learn.ts";
import { digestPosts } from "./webhook/digest.ts";
import { DigestLoop } from "./webhook/digest-loop.ts";
import { digestedSoFar } from "./webhook/digested-so-far.ts";
import { offeredVerifyToken } from "./webhook/handshake.ts";
import { Keeper } from "./webhook/keep.ts";
import { factMonths } from "./webhook/months.ts";
import { dayOf } from "./webhook/post-store.ts";

/** The working parts of a hub, put together; `hub.ts` opens its doors. */
export interface Organs extends Outward {
  readonly directory: Directory;
  readonly dialer: Dialer;
  readonly owner: Owner;
  /** This hub among the others on its database. */
  readonly nodes: Nodes;
  readonly keeper: Keeper;
  readonly digestLoop: DigestLoop;
  readonly accountRater: AccountRater;
  readonly senderParts: SenderParts;
  readonly outbox: Outbox;
  readonly sender: Sender;
  /** Tells who owns the number of appointments that are committed. */
  readonly appointmentsMade: (numberId: bigint) => void;
  /** Takes away what is older than it is kept. */
  readonly sweeper: Sweeper;
  /** What goes on to programs of the business. */
  readonly downstream: Downstream;
  /** What is counted and timed of all this. */
  readonly meters: Meters;
  /** Connects numbers while the hub runs. */
  readonly connecting: Connecting;
  /** Read again when an app or a secret changes. */
  secrets(): AppSecrets;
  /** Reads accounts, numbers, templates and secrets again, and what falls due for them. */
  reload(): Promise<void>;
}

export interface OrgansOptions {
  /** The installation's key, under which secrets are sealed. */
  readonly key: Uint8Array;
  /** The API addresses that an operator named. */
  readonly ownOrigins: ReadonlySet<string>;
  /** How many messages a second each number sends; absent: as Meta says of it. */
  readonly perSecond?: number | undefined;
  /** How many Graph calls an hour a key may have carried; absent: `CALLS_PER_HOUR_USUAL`. */
  readonly callsPerHour?: number | undefined;
  /** Where the bytes of files are kept. */
  readonly filesFolder: string;
  /** The store in which they are kept instead; absent: none. */
  readonly bucket?: Bucket | undefined;
  /** Origins of endpoints that the operator allowed: they may lie in a private network. */
  readonly endpointOrigins?: PrivateOrigins | undefined;
  /** How long posts and messages are kept; absent: as `KEEPING` says. */
  readonly keeping?: Keeping | undefined;
}

export function createOrgans(surroundings: Surroundings, options: OrgansOptions): Organs {
  const { key, ownOrigins, perSecond, keeping = KEEPING } = options;
  const { endpointOrigins: privateOrigins = new Set() } = options;
  const { db, clock } = surroundings;
  const signal = new NodeSignal(surroundings);
  const directory = new Directory(db, () => signal.tell("directory"));
  const dialer = createDialer({ ownOrigins, machine: surroundings.machine });
  const files = openFiles({ folder: options.filesFolder, bucket: options.bucket }, surroundings);
  const meters = new Meters(surroundings);
  const owner = new Owner(surroundings, async (client, numberId) => {
    await outbox.take(client, numberId);
    elsewhere.serve(numberId);
    digestLoop.wake([numberId]);
    await appointSeals(client, sealing, numberId);
    await accountRater.resume(client, numberId);
    appointmentsDue(numberId);
    if (await hasDeliveries(client, numberId)) deliveriesBooked(numberId);
  });
  const downstream = createDownstream({ surroundings, owner, key, privateOrigins });
  const wakes = wakesOf(() => ({ downstream, appointments: outward.appointments }));
  const { deliveriesBooked, appointmentsDue, recorded } = wakes;
  const learningOf = (numberId: bigint): Learning => ({
    ...{ accounts: directory.bookOf(numberId), rates: metaRates, now: clock.now() },
    countWide: (allowance) => accountRater.wake(allowance),
    appointmentsMade: () => appointmentsDue(numberId),
  });
  const all = { surroundings, owner, directory };
  const sealing = { ...all, afterDays: keeping.sealAfterDays };
  const contentOf = createContentOf(directory);
  const accountRater = new AccountRater({ ...all, ratingOf: learningOf, recorded });
  const digestLoop = digestLoopOf({
    ...{ ...all, meters, contentOf, learningOf, deliveriesBooked },
    isOthers: (numberId) => signal.tell("kept", [numberId]),
  });
  const knowledge = knowledgeOf({ ...all, ...wakes, dialer, signal, key, ratingOf: learningOf });
  const { tokenOf } = knowledge.connecting;
  const outward = createOutward({
    ...{ ...all, dialer, files, tokenOf, deliveriesBooked, secrets: knowledge.secrets },
    callsPerHour: options.callsPerHour,
    keeping: keepersOf(sealing, () => ({ senderParts, outbox, files })),
  });
  const appointmentsMade = appointmentsMadeBy({ signal, owner, outward });
  const senderParts = senderPartsOf({
    ...{ ...all, dialer, contentOf, learningOf, perSecond, recorded, tokenOf, appointmentsMade },
    caughtUp: (numberId) => digestedSoFar({ ...all, digestLoop, signal }, numberId),
    elsewhere: () => elsewhere,
    ended: meters.sent,
  });
  const outbox = new Outbox(senderParts);
  const elsewhere = elsewhereOf({ signal, owner, outbox, senderParts });
  return {
    ...{ ...outward, ...knowledge, directory, dialer, owner, digestLoop, accountRater },
    ...{ senderParts, outbox, meters, downstream, appointmentsMade },
    nodes: createNodes({ ...all, ...knowledge, signal, outbox, elsewhere, digestLoop }),
    keeper: new Keeper({ ...surroundings, ready: postDays(surroundings) }),
    sweeper: new Sweeper(surroundings, { ...all, db, files, keeping }),
    sender: meters.sender(createSender(senderParts, outbox)),
  };
}

/** How appointments are kept. `parts` are looked up when one falls due: they are made later. */
function keepersOf(
  sealing: Sealing,
  parts: () => Pick<Organs, "senderParts" | "outbox" | "files">,
): OutwardParts["keeping"] {
  return {
    [MONTH_SEAL]: (numberId) => keepSeals(sealing, numberId),
    [UNKNOWN_DRAFT]: (numberId, one) => keepUnknown(parts().senderParts, numberId, one),
    [SCHEDULED_SEND]: (numberId) => keepScheduled(parts().senderParts, parts().outbox, numberId),
    [HEED_CONSENT]: (numberId, one) => {
      return keepConsent(parts().senderParts.surroundings, numberId, one);
    },
    [HEED_ALL]: (numberId, one) => {
      return keepHeedingAll(parts().senderParts.surroundings, numberId, one);
    },
    [HEED_ELSEWHERE]: (numberId, one) => keepElsewhere(parts().senderParts, numberId, one),
    [LIMITS_TOLD]: (streamId, one) => passLimitsOn(parts().senderParts, streamId, one),
    [NUMBER_LIMITS]: (numberId, one) => {
      const { senderParts, outbox } = parts();
      const askReach = (id: bigint): Promise<boolean> => outbox.askReach(id);
      return learnLimits({ ...senderParts, askReach }, numberId, one);
    },
    [REGROUP_THREADS]: (numberId, one) => keepRegrouping(parts().senderParts, numberId, one),
    [CUT_POSTS]: (numberId, one) => keepCut(parts().senderParts.surroundings, numberId, one),
    [ERASE_THREAD]: (numberId, one) => {
      const { senderParts, files } = parts();
      const { surroundings, owner, caughtUp, directory } = senderParts;
      const how = { accountsOf: (id: bigint) => directory.bookOf(id), caughtUp };
      return keepErasure({ ...surroundings, ...how, owner, files }, numberId, one);
    },
  };
}

/** Who is told that a number has more to do. */
interface Wakes {
  readonly deliveriesBooked: (numberId: bigint) => void;
  readonly appointmentsDue: (numberId: bigint) => void;
  readonly recorded: (numberId: bigint, what: Recorded) => void;
}

/** `parts` are looked up when somebody is told: they are made after those who tell. */
function wakesOf(parts: () => Pick<Organs, "downstream" | "appointments">): Wakes {
  const deliveriesBooked = (numberId: bigint): void =>
    parts().downstream.forwarder.wake([numberId]);
  const appointmentsDue = (numberId: bigint): void => parts().appointments.wake([numberId]);
  return {
    deliveriesBooked,
    appointmentsDue,
    recorded(numberId, what) {
      if (what.deliveries) deliveriesBooked(numberId);
      if (what.appointments) appointmentsDue(numberId);
    },
  };
}

/** What is known of the business, in memory, and how it comes to be known. */
function knowledgeOf({
  surroundings,
  directory,
  dialer,
  signal,
  key,
  ...parts
}: Recounting & {
  readonly dialer: Dialer;
  readonly signal: NodeSignal;
  readonly key: Uint8Array;
} & Pick<Wakes, "appointmentsDue" | "deliveriesBooked">): Pick<
  Organs,
  "secrets" | "reload" | "connecting"
> {
  const { db } = surroundings;
  const book = new SecretBook(db, key);
  const reload = async (): Promise<void> => {
    await directory.reload();
    await book.reload();
    const numberIds = directory.numbers.map(({ numberId }) => numberId);
    await tellUntold({ ...surroundings, appointmentsMade: parts.appointmentsDue }, { numberIds });
    for (const one of await selectNumbersWithAppointments(db)) parts.appointmentsDue(one);
    for (const one of await selectNumbersWithDeliveries(db)) parts.deliveriesBooked(one);
  };
  const connecting = connectingOf(surroundings, {
    ...{ dial: dialer.dial, key, tokenOf: (account: AccountRow) => tokenOf(account, key) },
    async changed() {
      await reload();
      signal.tell("directory");
    },
    async secretsChanged() {
      signal.tell("directory");
      await book.reload();
    },
    recounting: { ...parts, surroundings, directory },
  });
  return { connecting, reload, secrets: () => book.secrets };
}

/** New appointments are for the number's owner to keep, which another node may be. */
function appointmentsMadeBy({
  signal,
  owner,
  outward,
}: Pick<Organs, "owner"> & {
  readonly signal: NodeSignal;
  readonly outward: Outward;
}): (numberId: bigint) => void {
  signal.hear("due", (numberIds) => {
    outward.appointments.wake(numberIds.filter((one) => owner.owns(one)));
  });
  return (numberId) => {
    outward.appointments.wake([numberId]);
    if (!owner.owns(numberId)) signal.tell("due", [numberId]);
  };
}

function connectingOf(
  surroundings: Surroundings,
  parts: Pick<Connecting, "dial" | "tokenOf"> & {
    readonly key: Uint8Array;
    readonly changed: () => Promise<void>;
    readonly secretsChanged: () => Promise<void>;
    readonly recounting: Recounting;
  },
): Connecting {
  const { dial, tokenOf, key, changed, recounting } = parts;
  const { db, clock } = surroundings;
  return {
    dial,
    tokenOf,
    offeredVerifyToken: offeredVerifyToken(key),
    verifyTokenOf: (appId) => selectVerifyToken(db, { appId, key }),
    apps: () => selectKnownApps(db),
    async retireSecret(secret) {
      const outcome = await retireAppSecret(db, { ...secret, at: clock.now() });
      if (outcome === "retired") await parts.secretsChanged();
      return outcome;
    },
    async connect(connection, told) {
      await connectAccount(surroundings, { dial, key }, connection, { ...told, byHand: true });
      await changed();
      await setFreeUnitsBefore(recounting, connection, told.freeUnitsUsed);
    },
  };
}

/** What digesting needs of the rest of the hub. */
interface Digesting {
  readonly surroundings: Surroundings;
  readonly owner: Owner;
  readonly directory: Directory;
  readonly meters: Meters;
  readonly contentOf: SenderParts["contentOf"];
  readonly learningOf: (numberId: bigint) => Learning;
  readonly deliveriesBooked: (numberId: bigint) => void;
  readonly isOthers: (numberId: bigint) => void;
}

function digestLoopOf(parts: Digesting): DigestLoop {
  const { surroundings, owner, directory, meters, contentOf, learningOf } = parts;
  const digestBatch = (client: PoolClient, numberId: bigint): Promise<number> =>
    meters.batch(() =>
      digestPosts(client, {
        ...learningOf(numberId),
        numberId,
        db: surroundings.db,
        contentOf,
        digested: meters.digested,
        templatesChanged: (templates) => directory.templatesChanged(templates),
        ids: surroundings.ids,
        deliveriesBooked: () => parts.deliveriesBooked(numberId),
        firstHeard: isDeaf(directory, numberId) ? () => directory.changed() : undefined,
      }),
    );
  return new DigestLoop(surroundings, owner, digestBatch, parts.isOthers);
}

function isDeaf(directory: Directory, numberId: bigint): boolean {
  return directory.number(numberId)?.heardSince === null;
}

function senderPartsOf({
  dialer,
  ...parts
}: Pick<
  SenderParts,
  | "surroundings"
  | "directory"
  | "owner"
  | "contentOf"
  | "learningOf"
  | "recorded"
  | "tokenOf"
  | "perSecond"
  | "caughtUp"
  | "appointmentsMade"
  | "elsewhere"
  | "ended"
> & { readonly dialer: Dialer }): SenderParts {
  const { surroundings, directory } = parts;
  return {
    ...parts,
    rates: metaRates,
    dial: dialer.dial,
    templatesOf: (accountId) => (name, language) => directory.template(name, language, accountId),
    ready: factMonths(surroundings.db),
  };
}

/** An account's token, in the clear for one call. */
function tokenOf(account: AccountRow, key: Uint8Array): string {
  return account.sealedToken === null ? "" : unseal(key, account.sealedToken);
}

/** Makes sure of the partition of a post's day, and asks the database once a day. */
function postDays({ db }: Surroundings): (at: Instant) => Promise<void> {
  const made = new Set<string>();
  return async (at) => {
    const day = dayOf(at);
    if (made.has(day)) return;
    await ensureDay(db, "post", day);
    made.add(day);
  };
}
