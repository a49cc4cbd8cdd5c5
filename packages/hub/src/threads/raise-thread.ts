import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { lastWords } from "../consent/preference.ts";
import { selectPreferencesInFacts } from "../consent/preference-store.ts";
import type { AccountBook } from "../numbers/account-book.ts";
import { hasFactsIn, selectFactsOf } from "../webhook/fact-store.ts";
import { areSeveral } from "./addressees.ts";
import { namesByKind, selectAliasesOf } from "./alias-store.ts";
import { joinedFloor, raisedFloor } from "./floor.ts";
import { deleteFloorRow, putFloorRow, selectFactFloor, selectFloorRows } from "./floor-store.ts";
import { selectNamesInFacts } from "./stated-name-store.ts";
import { changedNames, inOrderOfFacts } from "./stated-names.ts";
import { makeMergesFinal } from "./thread-merge-store.ts";

type Db = Pick<ClientBase, "query">;

export interface ToRaise {
  readonly threadIds: readonly string[];
  readonly accounts: AccountBook;
}

/** Folds threads up to `to`, as far as they have facts from before that are not in their floors. */
export async function raiseThreads(
  db: Db,
  numberId: bigint,
  { threadIds, accounts, to }: ToRaise & { readonly to: Instant },
): Promise<void> {
  for (const threadId of threadIds) await raiseThread(db, numberId, { threadId, to, accounts });
}

/**
 * Raises the floors of threads that are about to become one, or have just been parted, if the
 * number's floor is being raised (SPEC R8). In the caller's transaction.
 *
 * The raise goes over the threads in the order of their ids. Of two that become one it may have
 * raised one and not the other, and then takes both for raised; a thread that gets a new id may
 * come to stand behind it. Either way facts would go that are in no floor.
 */
export async function raiseMeanwhile(db: Db, numberId: bigint, asked: ToRaise): Promise<void> {
  const { at, reachedAt } = await selectFactFloor(db, numberId);
  if (at === null || (reachedAt !== null && reachedAt >= at)) return;
  await raiseThreads(db, numberId, { ...asked, to: at });
}

async function raiseThread(
  db: Db,
  numberId: bigint,
  { threadId, to, accounts }: { threadId: string; to: Instant; accounts: AccountBook },
): Promise<void> {
  const aliases = await selectAliasesOf(db, numberId, threadId);
  const [holder] = aliases;
  if (holder === undefined) return;
  const names = namesByKind(aliases);
  const { reachedAt } = await selectFactFloor(db, numberId);
  const before = await selectFloorRows(db, numberId, names);
  const floor = joinedFloor(before, reachedAt);
  if (floor.at !== null && floor.at >= to) return;
  const span = { from: floor.at, to };
  if (!(await hasFactsIn(db, numberId, { names, ...span }))) return;
  const facts = await selectFactsOf(db, numberId, names, span);
  const stated = await selectNamesInFacts(db, numberId, names, to);
  const preferences = await selectPreferencesInFacts(db, numberId, names, to);
  for (const row of before) await deleteFloorRow(db, numberId, row);
  await putFloorRow(db, numberId, {
    ...raisedFloor(floor, { facts, at: to }, accounts),
    ...{ kind: holder.kind, value: holder.value },
    stated: changedNames(inOrderOfFacts([...before.flatMap((row) => row.stated), ...stated])),
    preferences: lastWords(
      inOrderOfFacts([...before.flatMap((row) => row.preferences), ...preferences]),
    ),
  });
  if (areSeveral(aliases)) {
    await makeMergesFinal(
      db,
      numberId,
      aliases.map(({ ownId }) => ownId),
    );
  }
}
