import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { selectCustomerScope } from "../customers/customer-scope-store.ts";
import { recordEvents } from "../events/event-store.ts";
import { type Appointment, putAppointments } from "../numbers/appointment-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import type { Surroundings } from "../surroundings.ts";
import { selectAliasesIn } from "../threads/alias-store.ts";
import { selectThreadIdsAfter } from "../threads/thread-store.ts";
import { heedConsent, spokenForIn } from "./heed.ts";
import { heedElsewhere } from "./heed-elsewhere.ts";

type Db = Pick<ClientBase, "query">;

/** That a number looks at all its threads anew. Its key is the thread behind which it goes on. */
export const HEED_ALL = "heed_all";

/** How many threads are looked at in one transaction: nothing else of the number goes meanwhile. */
const PAGE = 1_000;

/** Among which accounts and portfolios each number's customers are; asked before that changes. */
export async function scopesOf(
  db: Db,
  numberIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, string>> {
  const scopes = new Map<bigint, string>();
  for (const numberId of numberIds) {
    const scope = await selectCustomerScope(db, numberId);
    scopes.set(numberId, scope?.scopeIds.toSorted().join() ?? "");
  }
  return scopes;
}

/**
 * Has those numbers look at their threads anew that are among others now than `before`: their
 * customers said things that nobody here knew of (SPEC F14).
 */
export async function heedWhereScopesChanged(
  db: Db,
  before: ReadonlyMap<bigint, string>,
  now: Instant,
): Promise<void> {
  const after = await scopesOf(db, [...before.keys()]);
  const changed = [...before].flatMap(([numberId, was]) =>
    was === after.get(numberId) ? [] : numberId,
  );
  const all = new Set<bigint>();
  for (const numberId of changed) {
    const scope = await selectCustomerScope(db, numberId);
    for (const one of scope?.numberIds ?? []) all.add(one);
  }
  for (const numberId of [...all].toSorted()) {
    await putAppointments(db, numberId, [{ kind: HEED_ALL, key: "", dueAt: now }]);
  }
}

/** Keeps the appointment: looks at a page of threads, and makes the next for those behind it. */
export async function keepHeedingAll(
  { clock }: Pick<Surroundings, "clock">,
  numberId: bigint,
  { key }: Pick<Appointment, "key">,
): Promise<Kept> {
  const settle = async (db: Db): Promise<void> => {
    const now = clock.now();
    const after = key === "" ? undefined : key;
    const page = await selectThreadIdsAfter(db, numberId, { after, limit: PAGE });
    const aliases = await selectAliasesIn(db, numberId, page);
    const { threadIds, elsewhere } = await spokenForIn(db, numberId, aliases);
    await heedConsent(db, numberId, threadIds);
    await heedElsewhere(db, numberId, elsewhere, { now });
    const last = page.length < PAGE ? undefined : page.at(-1);
    if (last !== undefined) {
      await putAppointments(db, numberId, [{ kind: HEED_ALL, key: last, dueAt: now }]);
    }
    if (threadIds.length === 0) return;
    const shown = threadIds.map((threadId) => ({ kind: "thread" as const, threadId }));
    await recordEvents(db, numberId, shown, now);
  };
  return { settle };
}
