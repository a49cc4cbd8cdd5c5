import { instantFromMs } from "@casement/engine";
import { type MachineTime, VirtualClock } from "@casement/engine/clock";
import { metaRates } from "@casement/engine/rates";
import { ConfigFailure, type HubConfig } from "../config.ts";
import { DatabaseFailure, hasInstallation, openPool } from "../database/index.ts";
import { openHubDatabase } from "../hub-database.ts";
import type { Ids } from "../ids.ts";
import type { Rating, WideAllowance } from "../ledger/rate.ts";
import { rateAccount } from "../ledger/rate-account.ts";
import type { Log } from "../log.ts";
import { selectNewestMoment } from "../newest-moment-store.ts";
import { Directory } from "../numbers/directory.ts";
import { Owner } from "../numbers/owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { selectStreams } from "./stream-store.ts";

/** What an operation works with: the database of a stopped hub, its own for as long as it lasts. */
export interface Workshop {
  readonly surroundings: Surroundings;
  readonly directory: Directory;
  readonly owner: Owner;
  close(): Promise<void>;
}

export interface WorkshopOptions {
  readonly machine: MachineTime;
  readonly ids: Ids;
  readonly log: Log;
}

/**
 * Opens the database that the configuration names, if no hub is on it.
 *
 * It must be there: an operation that made an empty database in a mistyped folder would find
 * nothing wrong with it.
 */
export async function openWorkshop(
  config: Pick<HubConfig, "databaseUrl" | "folder">,
  { machine, ids, log }: WorkshopOptions,
): Promise<Workshop> {
  await refuseNothing(config);
  const database = await openHubDatabase(config, { machine, log, alone: true });
  const db = openPool({ databaseUrl: database.url, log });
  try {
    const workshop = await workshopOn({ db, machine, ids, log });
    return {
      ...workshop,
      async close() {
        await workshop.close();
        await db.end();
        await database.close();
      },
    };
  } catch (error) {
    await db.end();
    await database.close();
    throw error;
  }
}

/** The same on a database that somebody else opens and closes. */
export async function workshopOn(given: Omit<Surroundings, "clock">): Promise<Workshop> {
  const newest = await selectNewestMoment(given.db);
  // A stopped hub's clock stands where it stopped: what an operation learns, it learns then.
  const clock = new VirtualClock(newest ?? instantFromMs(0));
  const surroundings = { ...given, clock };
  const directory = new Directory(given.db);
  await directory.reload();
  const owner = new Owner(surroundings, async () => {});
  return { surroundings, directory, owner, close: async () => void (await owner.close()) };
}

/** Says where there should be a database and is none. */
export async function refuseNothing({
  databaseUrl,
  folder,
}: Pick<HubConfig, "databaseUrl" | "folder">): Promise<void> {
  if (databaseUrl !== undefined || (await hasInstallation(folder))) return;
  throw new DatabaseFailure(
    "data_missing",
    `There is no database in ${folder}. Set CASEMENT_FOLDER to the hub's folder, or DATABASE_URL.`,
  );
}

/** The number that was asked for, or all that anything was ever said of. */
export async function numbersIn(
  { surroundings }: Workshop,
  asked: bigint | undefined,
): Promise<readonly bigint[]> {
  const all = await selectStreams(surroundings.db);
  if (asked === undefined) return all;
  if (all.includes(asked)) return [asked];
  throw new ConfigFailure(`The database knows nothing of the number ${asked}.`);
}

/** How units of a number are priced here. `wide` gathers what several numbers share. */
export function ratingIn(
  { surroundings, directory }: Workshop,
  numberId: bigint,
  wide: WideAllowance[],
): Rating {
  return {
    accounts: directory.bookOf(numberId),
    rates: metaRates,
    now: surroundings.clock.now(),
    countWide: (allowance) => void wide.push(allowance),
  };
}

/** Counts what was gathered, each once, as the hub's account rater does. */
export async function rateWide(workshop: Workshop, wide: readonly WideAllowance[]): Promise<void> {
  for (const one of new Map(wide.map((allowance) => [allowance.key, allowance])).values()) {
    const known = workshop.directory.numbersOf(one.accountId);
    const numberIds = known.includes(one.numberId) ? known : [...known, one.numberId];
    const rating = ratingIn(workshop, one.numberId, []);
    const { owner, surroundings } = workshop;
    const parts = { owner, ids: surroundings.ids, db: surroundings.db, recorded() {} };
    await rateAccount(parts, numberIds, one, rating);
  }
}
