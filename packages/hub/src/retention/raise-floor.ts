import type { Instant } from "@casement/engine";
import type { Pool, PoolClient } from "pg";
import { lastWords } from "../consent/preference.ts";
import { selectPreferencesInFacts } from "../consent/preference-store.ts";
import type { AccountBook } from "../numbers/account-book.ts";
import type { Directory } from "../numbers/directory.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import type { Owner } from "../numbers/owner.ts";
import { namesByKind, selectAliasesOf } from "../threads/alias-store.ts";
import { joinedFloor, raisedFloor } from "../threads/floor.ts";
import {
  deleteFloorRow,
  putFactFloor,
  putFloorReached,
  putFloorRow,
  selectFactFloor,
  selectFloorRows,
} from "../threads/floor-store.ts";
import { selectNamesInFacts } from "../threads/stated-name-store.ts";
import { changedNames, inOrderOfFacts } from "../threads/stated-names.ts";
import { selectFactsOf } from "../webhook/fact-store.ts";
import { hasFactsBefore, selectThreadIdsAfter } from "./floor-page-store.ts";

export interface Raising {
  readonly db: Pool;
  readonly owner: Owner;
  readonly directory: Pick<Directory, "bookOf">;
}

/** How many threads are raised in one transaction: the number's digest waits for it. */
const PAGE = 100;

/**
 * Raises the floor of a number to `to`, so that its facts from before may go (SPEC R8).
 *
 * First nothing from before is learned any more: then the facts before it are what they are. Then
 * every thread is folded up to there, page by page, each in a transaction of the number's owner;
 * and last the number says that it needs none of them. Stopped anywhere it is as true as before,
 * and begun again it does what is left.
 */
export async function raiseFloor(raising: Raising, numberId: bigint, to: Instant): Promise<void> {
  const { db, owner, directory } = raising;
  const { reachedAt } = await selectFactFloor(db, numberId);
  if (reachedAt !== null && reachedAt >= to) return;
  await owner.run(numberId, (client) => putFactFloor(client, numberId, to));
  const accounts = directory.bookOf(numberId);
  let after: string | undefined;
  do {
    const page = await selectThreadIdsAfter(db, numberId, { after, limit: PAGE });
    await owner.run(numberId, (client) =>
      inOwnTransaction(client, async () => {
        for (const threadId of page)
          await raiseThread(client, numberId, { threadId, to, accounts });
      }),
    );
    after = page.at(-1);
  } while (after !== undefined);
  await owner.run(numberId, (client) => putFloorReached(client, numberId, to));
}

/** Folds a thread up to `to`, if it has facts from before that are not folded into its floor. */
async function raiseThread(
  client: PoolClient,
  numberId: bigint,
  { threadId, to, accounts }: { threadId: string; to: Instant; accounts: AccountBook },
): Promise<void> {
  const aliases = await selectAliasesOf(client, numberId, threadId);
  const [holder] = aliases;
  if (holder === undefined) return;
  const names = namesByKind(aliases);
  const { reachedAt } = await selectFactFloor(client, numberId);
  const before = await selectFloorRows(client, numberId, names);
  const floor = joinedFloor(before, reachedAt);
  if (floor.at !== null && floor.at >= to) return;
  const span = { from: floor.at, to };
  if (!(await hasFactsBefore(client, numberId, { names, ...span }))) return;
  const facts = await selectFactsOf(client, numberId, names, span);
  const stated = await selectNamesInFacts(client, numberId, names, to);
  const preferences = await selectPreferencesInFacts(client, numberId, names, to);
  for (const row of before) await deleteFloorRow(client, numberId, row);
  await putFloorRow(client, numberId, {
    ...raisedFloor(floor, { facts, at: to }, accounts),
    ...{ kind: holder.kind, value: holder.value },
    stated: changedNames(inOrderOfFacts([...before.flatMap((row) => row.stated), ...stated])),
    preferences: lastWords(
      inOrderOfFacts([...before.flatMap((row) => row.preferences), ...preferences]),
    ),
  });
}
