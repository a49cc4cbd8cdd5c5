import type { Instant } from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import { unseal } from "./access/seal.ts";
import type { Connecting } from "./api/api.ts";
import { ensureDay } from "./database/index.ts";
import { createDialer, type Dialer } from "./dialing/dialer.ts";
import { hasDeliveries, selectNumbersWithDeliveries } from "./downstream/delivery-store.ts";
import { createDownstream, type Downstream } from "./downstream/downstream.ts";
import { AccountRater } from "./ledger/account-rater.ts";
import type { AccountRow } from "./numbers/account-store.ts";
import { type AppSecrets, selectAppSecrets, selectVerifyToken } from "./numbers/app-store.ts";
import { selectNumbersWithAppointments } from "./numbers/appointment-store.ts";
import { connectAccount } from "./numbers/connect.ts";
import { Directory } from "./numbers/directory.ts";
import { Owner } from "./numbers/owner.ts";
import { Meters } from "./operations/meters.ts";
import { createOutward, type Outward } from "./outward.ts";
import { createContentOf } from "./sending/content.ts";
import { Outbox } from "./sending/outbox.ts";
import { createSender } from "./sending/send.ts";
import type { Sender } from "./sending/sender.ts";
import type { SenderParts } from "./sending/sender-parts.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Learning } from "./threads/learn.ts";
import { digestPosts } from "./webhook/digest.ts";
import { DigestLoop } from "./webhook/digest-loop.ts";
import { Keeper } from "./webhook/keep.ts";
import { factMonths } from "./webhook/months.ts";
import { dayOf } from "./webhook/post-store.ts";

/** The working parts of a hub, put together; `hub.ts` opens its doors. */
export interface Organs extends Outward {
  readonly directory: Directory;
  readonly dialer: Dialer;
  readonly owner: Owner;
  readonly keeper: Keeper;
  readonly digestLoop: DigestLoop;
  readonly accountRater: AccountRater;
  readonly senderParts: SenderParts;
  readonly outbox: Outbox;
  readonly sender: Sender;
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

/** How long a refusal waits for posts that are still undigested, in the machine's time. */
const FRESHNESS_MS_MAX = 2_000;

export interface OrgansOptions {
  /** The installation's key, under which secrets are sealed. */
  readonly key: Uint8Array;
  /** The API addresses that an operator named. */
  readonly ownOrigins: ReadonlySet<string>;
  /** How many messages a second each number sends; absent: as Meta says of it. */
  readonly perSecond?: number | undefined;
  /** Where the bytes of files are kept. */
  readonly filesFolder: string;
  /** Origins of endpoints that the operator named: they may lie in a private network. */
  readonly endpointOrigins?: ReadonlySet<string> | undefined;
}

export function createOrgans(
  surroundings: Surroundings,
  { key, ownOrigins, filesFolder, perSecond, endpointOrigins = new Set() }: OrgansOptions,
): Organs {
  const { db, clock } = surroundings;
  const directory = new Directory(db);
  const dialer = createDialer(ownOrigins);
  const meters = new Meters(surroundings);
  const owner = new Owner(surroundings, async (client, numberId) => {
    await outbox.take(client, numberId);
    if (await hasDeliveries(client, numberId)) downstream.forwarder.wake([numberId]);
  });
  const privateOrigins = endpointOrigins;
  const downstream = createDownstream({ surroundings, owner, key, privateOrigins });
  const contentOf = createContentOf(directory);
  let secrets: AppSecrets = { apps: [], active: [] };

  const learningOf = (numberId: bigint): Learning => ({
    accounts: directory.bookOf(numberId),
    rates: metaRates,
    now: clock.now(),
    countWide: (allowance) => accountRater.wake(allowance),
  });
  const accountRater = new AccountRater({ surroundings, owner, directory, ratingOf: learningOf });
  const digestLoop = digestLoopOf({
    ...{ surroundings, owner, directory, meters, contentOf, learningOf },
    filesBooked: (numberId) => outward.appointments.wake([numberId]),
    deliveriesBooked: (numberId) => downstream.forwarder.wake([numberId]),
  });
  const tokenOfAccount = (account: AccountRow): string => tokenOf(account, key);
  const outward = createOutward({
    ...{ surroundings, directory, dialer, owner, filesFolder },
    tokenOf: tokenOfAccount,
    secrets: () => secrets,
  });
  const senderParts = senderPartsOf({
    ...{ surroundings, directory, owner, dialer, digestLoop, contentOf, learningOf, perSecond },
    tokenOf: tokenOfAccount,
  });
  const outbox = new Outbox(senderParts);
  const reload = async (): Promise<void> => {
    await directory.reload();
    secrets = await selectAppSecrets(db, key);
    outward.appointments.wake(await selectNumbersWithAppointments(db));
    downstream.forwarder.wake(await selectNumbersWithDeliveries(db));
  };
  const { dial } = dialer;
  const connecting = connectingOf(surroundings, { dial, key, tokenOf: tokenOfAccount, reload });
  return {
    ...{ ...outward, directory, dialer, owner, digestLoop, accountRater },
    ...{ senderParts, outbox, meters, connecting, downstream },
    keeper: new Keeper(db, postDays(surroundings)),
    sender: meters.sender(createSender(senderParts, outbox)),
    secrets: () => secrets,
    reload,
  };
}

function connectingOf(
  surroundings: Surroundings,
  parts: Pick<Connecting, "dial" | "tokenOf"> & {
    readonly key: Uint8Array;
    readonly reload: () => Promise<void>;
  },
): Connecting {
  const { dial, tokenOf, key, reload } = parts;
  return {
    dial,
    tokenOf,
    verifyTokenOf: (appId) => selectVerifyToken(surroundings.db, { appId, key }),
    async connect(connection, how) {
      await connectAccount(surroundings, { dial, key }, connection, how);
      await reload();
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
  readonly filesBooked: (numberId: bigint) => void;
  readonly deliveriesBooked: (numberId: bigint) => void;
}

function digestLoopOf(parts: Digesting): DigestLoop {
  const { surroundings, owner, directory, meters, contentOf, learningOf } = parts;
  return new DigestLoop(surroundings, owner, (client, numberId) =>
    meters.batch(() =>
      digestPosts(client, {
        ...learningOf(numberId),
        numberId,
        db: surroundings.db,
        contentOf,
        digested: meters.digested,
        templatesChanged: (templates) => directory.templatesChanged(templates),
        filesBooked: () => parts.filesBooked(numberId),
        deliveriesBooked: () => parts.deliveriesBooked(numberId),
      }),
    ),
  );
}

function senderPartsOf({
  dialer,
  digestLoop,
  ...parts
}: Pick<
  SenderParts,
  "surroundings" | "directory" | "owner" | "contentOf" | "learningOf" | "tokenOf" | "perSecond"
> & { readonly dialer: Dialer; readonly digestLoop: DigestLoop }): SenderParts {
  const { surroundings, directory } = parts;
  return {
    ...parts,
    rates: metaRates,
    dial: dialer.dial,
    templatesOf: (accountId) => (name, language) => directory.template(name, language, accountId),
    caughtUp: (numberId) => soon(surroundings, digestLoop.caughtUp(numberId)),
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

/** Waits for `work`, but no longer than a person would. */
function soon({ machine }: Surroundings, work: Promise<void>): Promise<void> {
  return new Promise((done) => {
    const callOff = machine.after(FRESHNESS_MS_MAX, done);
    void work.finally(() => {
      callOff();
      done();
    });
  });
}
