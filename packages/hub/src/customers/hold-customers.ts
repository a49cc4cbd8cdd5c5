import type { ClientBase } from "pg";
import { type CustomerScope, lockAccounts } from "./customer-scope-store.ts";
import { areInThreads } from "./linked-name-store.ts";
import type { PlacedName } from "./linked-names.ts";

type Db = Pick<ClientBase, "query">;

/**
 * Holds the records of a portfolio until the transaction ends. What is written of a customer in it
 * is found by whoever erases them after; who they are is to be read in it, as whoever erased them
 * before is done by then; and what is written of one at once is written one after the other (SPEC
 * R4, N21).
 *
 * What is locked are the accounts, which are of no number. Names were locked here once, a row of
 * each thread: a customer has threads on several numbers, and with each number on a server of its
 * own that is a lock over several servers. A name that is read and not locked may still be merged
 * or parted in between; what is written then was written just before.
 */
export function holdRecords(db: Db, { scopeIds }: Pick<CustomerScope, "scopeIds">): Promise<void> {
  return lockAccounts(db, scopeIds);
}

/** Whether all these names are in their thread still: each number is asked for itself. */
export async function areThere(db: Db, places: readonly PlacedName[]): Promise<boolean> {
  for (const [numberId, names] of Map.groupBy(places, (one) => one.numberId)) {
    if (!(await areInThreads(db, numberId, names))) return false;
  }
  return true;
}
