import type { Instant } from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import { unseal } from "./access/seal.ts";
import { ensureDay } from "./database/index.ts";
import { createDialer, type Dialer } from "./dialing/dialer.ts";
import { AccountRater } from "./ledger/account-rater.ts";
import type { AccountRow } from "./numbers/account-store.ts";
import { type AppSecrets, selectAppSecrets } from "./numbers/app-store.ts";
import { Directory } from "./numbers/directory.ts";
import { Owner } from "./numbers/owner.ts";
import { createContentOf } from "./sending/content.ts";
import { markUnderWayUnknown } from "./sending/draft-store.ts";
import { createSender } from "./sending/send.ts";
import type { Sender } from "./sending/sender.ts";
import type { SenderParts } from "./sending/sender-parts.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Learning } from "./threads/learn.ts";
import { digestPosts } from "./webhook/digest.ts";
import { DigestLoop } from "./webhook/digest-loop.ts";
import { Keeper } from "./webhook/keep.ts";
import { dayOf } from "./webhook/post-store.ts";

/** The working parts of a hub, put together; `hub.ts` opens its doors. */
export interface Organs {
  readonly directory: Directory;
  readonly dialer: Dialer;
  readonly owner: Owner;
  readonly keeper: Keeper;
  readonly digestLoop: DigestLoop;
  readonly accountRater: AccountRater;
  readonly senderParts: SenderParts;
  readonly sender: Sender;
  /** Read again when an app or a secret changes. */
  secrets(): AppSecrets;
  /** Reads accounts, numbers, templates and secrets again. */
  reload(): Promise<void>;
}

/** How long a refusal waits for posts that are still undigested, in the machine's time. */
const FRESHNESS_MS_MAX = 2_000;

export function createOrgans(
  surroundings: Surroundings,
  { key, ownOrigins }: { readonly key: Uint8Array; readonly ownOrigins: ReadonlySet<string> },
): Organs {
  const { db, clock } = surroundings;
  const directory = new Directory(db);
  const dialer = createDialer(ownOrigins);
  const owner = new Owner(surroundings, markUnderWayUnknown);
  const contentOf = createContentOf(directory);
  let secrets: AppSecrets = { apps: [], active: [] };

  const learningOf = (numberId: bigint): Learning => ({
    accounts: directory.bookOf(numberId),
    rates: metaRates,
    now: clock.now(),
    countWide: (allowance) => accountRater.wake(allowance),
  });
  const accountRater = new AccountRater({ surroundings, owner, directory, ratingOf: learningOf });
  const digestLoop = new DigestLoop(surroundings, owner, (client, numberId) =>
    digestPosts(client, { ...learningOf(numberId), numberId, db, contentOf }),
  );
  const senderParts: SenderParts = {
    surroundings,
    directory,
    rates: metaRates,
    owner,
    dial: dialer.dial,
    tokenOf: (account) => tokenOf(account, key),
    templatesOf: (accountId) => (name, language) => directory.template(name, language, accountId),
    contentOf,
    caughtUp: (numberId) => soon(surroundings, digestLoop.caughtUp(numberId)),
    learningOf,
  };
  return {
    directory,
    dialer,
    owner,
    keeper: new Keeper(db, postDays(surroundings)),
    digestLoop,
    accountRater,
    senderParts,
    sender: createSender(senderParts),
    secrets: () => secrets,
    async reload() {
      await directory.reload();
      secrets = await selectAppSecrets(db, key);
    },
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
