import type { Pool } from "pg";
import { selectAliasesOf } from "../threads/alias-store.ts";
import { type CustomerScope, selectCustomerScope } from "./customer-scope-store.ts";
import { linkedNames, type Name, onceEach, type PlacedName } from "./linked-names.ts";

export interface ThreadPlace {
  readonly numberId: bigint;
  readonly threadId: string;
}

/** A customer of the portfolio: all threads that names link, over all its numbers. */
export interface Customer {
  readonly scope: CustomerScope;
  readonly names: readonly Name[];
  /** The names as each number knows them. */
  readonly places: readonly PlacedName[];
  /** The thread that was asked about first. */
  readonly threads: readonly ThreadPlace[];
}

/** A customer as somebody sees them who reaches some numbers alone. */
export interface SeenCustomer extends Customer {
  /** The names that those numbers know: what is under none of these is not shown (SPEC N21). */
  readonly known: readonly Name[];
}

/** A customer as far as numbers that are in reach know them. */
export function seenBy(customer: Customer, mayReach: (numberId: bigint) => boolean): SeenCustomer {
  const reached = customer.places.filter(({ numberId }) => mayReach(numberId));
  return { ...customer, known: onceEach(reached) };
}

/**
 * Finds whose thread this is: the threads of other numbers that share a name with it, and those
 * that share a name with them.
 *
 * `undefined`: nobody, as the thread is a group's or its number is not connected.
 */
export async function findCustomer(db: Pool, thread: ThreadPlace): Promise<Customer | undefined> {
  const scope = await selectCustomerScope(db, thread.numberId);
  const own = await selectAliasesOf(db, thread.numberId, thread.threadId);
  if (scope === undefined || own.some((one) => one.kind === "group_id")) {
    return undefined;
  }
  const [first] = own;
  if (first === undefined) return undefined;
  const names = await linkedNames(db, scope.numberIds, own);
  return {
    scope,
    names: names.namesWith(first),
    places: names.placesOf(first),
    threads: placesIn(thread, names.placesOf(first)),
  };
}

/** Each place once, the one that was asked about first. */
function placesIn(thread: ThreadPlace, all: readonly ThreadPlace[]): ThreadPlace[] {
  const once = new Map([thread, ...all].map((one) => [`${one.numberId}/${one.threadId}`, one]));
  return [...once.values()].map(({ numberId, threadId }) => ({ numberId, threadId }));
}
