import type { ClientBase } from "pg";
import { holdNames } from "./linked-name-store.ts";
import {
  type LinkedNames,
  linkedNames,
  type Name,
  nameKey,
  type PlacedName,
} from "./linked-names.ts";

type Db = Pick<ClientBase, "query">;

/**
 * Holds customers as they are until the transaction ends; whether they still are. What is written
 * of them in it is found by whoever erases them after, and what is written of one at once is
 * written one after the other (SPEC R4, N21).
 *
 * One name of each thread is locked. With all of them whoever changes them in another order could
 * wait for the one that waits for them.
 */
export async function holdCustomers(db: Db, places: readonly PlacedName[]): Promise<boolean> {
  const first = new Map<string, PlacedName>();
  for (const one of places) {
    const thread = `${one.numberId}/${one.threadId}`;
    const known = first.get(thread);
    if (known === undefined || nameKey(one) < nameKey(known)) first.set(thread, one);
  }
  return first.size === 0 || (await holdNames(db, [...first.values()]));
}

/** Whoever has these names, held as they are by then. */
export async function heldNames(
  db: Db,
  numberIds: readonly bigint[],
  names: readonly Name[],
): Promise<LinkedNames> {
  let linked = await linkedNames(db, numberIds, names);
  while (!(await holdCustomers(db, linked.places))) {
    linked = await linkedNames(db, numberIds, names);
  }
  return linked;
}
