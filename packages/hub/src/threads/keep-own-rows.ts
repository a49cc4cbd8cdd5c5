import type { ClientBase } from "pg";
import { areSeveral } from "./addressees.ts";
import { namesByKind, selectAliasesOf } from "./alias-store.ts";
import { selectFloor } from "./floor-store.ts";
import { deleteOwnRows, insertOwnRows } from "./own-row-store.ts";
import type { Joining } from "./resolution.ts";
import { selectMergesOf } from "./thread-merge-store.ts";

type Db = Pick<ClientBase, "query">;

/**
 * Remembers what each of two threads has below its floor, before they become one (SPEC F13, R8): no
 * fact that is kept tells afterwards whose it was.
 *
 * Of one whom the platform knows as one customer that is all there is. Where a merge holds several
 * together already, each has remembered their own. What is new since then came of a floor that was
 * raised over all of them, so that they cannot be parted, and may go by the id of any.
 */
export async function keepOwnRows(db: Db, numberId: bigint, joining: Joining): Promise<void> {
  for (const threadId of [joining.from, joining.into]) {
    const aliases = await selectAliasesOf(db, numberId, threadId);
    const ownIds = [...new Set(aliases.map(({ ownId }) => ownId))];
    if (!areSeveral(aliases)) await deleteOwnRows(db, numberId, ownIds);
    const { at: floorAt } = await selectFloor(db, numberId, namesByKind(aliases));
    if (floorAt === null) continue;
    await insertOwnRows(db, numberId, { threadId, floorAt, ownId: ownIds[0], ownIds });
  }
}

/** The same before the platform makes two one, if somebody merged one of them with another. */
export async function keepOwnRowsOfMerged(
  db: Db,
  numberId: bigint,
  joining: Joining,
): Promise<void> {
  for (const threadId of [joining.from, joining.into]) {
    const merges = await selectMergesOf(db, numberId, threadId);
    if (merges.length > 0) return keepOwnRows(db, numberId, joining);
  }
}
