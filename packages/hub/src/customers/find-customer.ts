import type { Pool } from "pg";
import { type Alias, selectAliases, selectAliasesOf } from "../threads/alias-store.ts";
import { type CustomerScope, selectCustomerScope } from "./customer-scope-store.ts";

/** One name of a customer. */
export type Name = Pick<Alias, "kind" | "value">;

export interface ThreadPlace {
  readonly numberId: bigint;
  readonly threadId: string;
}

/** A customer of the portfolio: all threads that names link, over all its numbers. */
export interface Customer {
  readonly scope: CustomerScope;
  readonly names: readonly Name[];
  /** The thread that was asked about first. */
  readonly threads: readonly ThreadPlace[];
}

/**
 * Finds whose thread this is: the threads of other numbers that share a name with it, and those
 * that share a name with them. Each number is asked for itself, and in no transaction.
 *
 * `undefined`: nobody, as the thread is a group's or its number is not connected.
 */
export async function findCustomer(db: Pool, thread: ThreadPlace): Promise<Customer | undefined> {
  const scope = await selectCustomerScope(db, thread.numberId);
  const own = await selectAliasesOf(db, thread.numberId, thread.threadId);
  if (scope === undefined || own.length === 0 || own.some((one) => one.kind === "group_id")) {
    return undefined;
  }
  return linked(db, scope, { names: own, threads: [thread] });
}

/** All that these names and threads are linked with. */
export async function linked(
  db: Pool,
  scope: CustomerScope,
  known: Pick<Customer, "threads"> & { readonly names: readonly Name[] },
): Promise<Customer> {
  const names = new Map(known.names.map((name) => [keyOf(name), nameIn(name)]));
  const threads = new Map(known.threads.map((one) => [placeKey(one), one]));
  for (let before = -1; before < names.size; ) {
    before = names.size;
    for (const numberId of scope.numberIds) {
      for (const { threadId } of await selectAliases(db, numberId, [...names.values()])) {
        const place = { numberId, threadId };
        if (threads.has(placeKey(place))) continue;
        threads.set(placeKey(place), place);
        for (const name of await selectAliasesOf(db, numberId, threadId)) {
          names.set(keyOf(name), nameIn(name));
        }
      }
    }
  }
  return { scope, names: [...names.values()], threads: [...threads.values()] };
}

function nameIn({ kind, value }: Name): Name {
  return { kind, value };
}

function keyOf({ kind, value }: Name): string {
  return `${kind}:${value}`;
}

function placeKey({ numberId, threadId }: ThreadPlace): string {
  return `${numberId}/${threadId}`;
}
