import {
  allowanceOf,
  type Charge,
  chargeOf,
  EMPTY_THREAD,
  foldThread,
  inCanonicalOrder,
  marketOf,
  type ThreadChanges,
  type Unit,
} from "@casement/engine";
import type { ClientBase } from "pg";
import { selectAllAliases } from "../threads/alias-store.ts";
import { selectThreads, type ThreadRow } from "../threads/thread-store.ts";
import { selectFactsOf } from "../webhook/fact-store.ts";
import { type CanonicalDump, type DumpedUnit, dumpLines } from "./canonical-dump.ts";
import { unitKey } from "./posting.ts";
import { type Rating, scopeKeyOf } from "./rate.ts";

type Db = Pick<ClientBase, "query">;

/** A thread as its facts alone make it. */
interface Rebuilt {
  readonly customer: string;
  readonly row: ThreadRow;
  readonly changes: ThreadChanges;
}

/**
 * The dump that follows from the facts of a number and nothing else: folded from the first fact,
 * rated in one go. It must be what is stored (SPEC F2). Writes nothing.
 */
export async function rebuiltDump(
  db: Db,
  numberId: bigint,
  rating: Omit<Rating, "countWide">,
): Promise<CanonicalDump> {
  const threads: Rebuilt[] = [];
  const aliases = await selectAllAliases(db, numberId);
  for (const [threadId, names] of Map.groupBy(aliases, (alias) => alias.threadId)) {
    const values = (kind: string): string[] =>
      names.filter((name) => name.kind === kind).map((name) => name.value);
    const facts = await selectFactsOf(db, numberId, {
      waIds: values("wa_id"),
      userIds: values("user_id"),
      groupIds: values("group_id"),
    });
    const [row] = await selectThreads(db, numberId, [threadId]);
    if (row === undefined) continue;
    const { changes } = foldThread(EMPTY_THREAD, inCanonicalOrder(facts), rating.accounts);
    const customer = names.map((name) => `${name.kind}:${name.value}`).toSorted()[0] ?? "";
    threads.push({ customer, row, changes });
  }
  return dumpLines({
    windows: threads.flatMap(({ customer, changes }) =>
      changes.windows.map((window) => ({ customer, window })),
    ),
    conversations: threads.flatMap(({ changes }) =>
      changes.conversations.map((one) => ({ ...one, closedEarlyAt: one.closedEarlyAt ?? null })),
    ),
    units: rated(threads, rating),
  });
}

/** Every unit with its place in the month counted over all of them at once. */
function rated(threads: readonly Rebuilt[], rating: Omit<Rating, "countWide">): DumpedUnit[] {
  const units = threads.flatMap(({ row, changes }) => changes.units.map((unit) => ({ unit, row })));
  units.sort((a, b) => compareUse(a.unit, b.unit));
  const used = new Map<string, number>();
  return units.map(({ unit, row }): DumpedUnit => {
    const account = rating.accounts.of(unit.accountId);
    const allowance = allowanceOf(unit, account);
    const key = allowance === undefined ? "" : scopeKeyOf(unit.accountId, allowance);
    const place = used.get(key) ?? 0;
    used.set(key, place + 1);
    const market = marketOf(customerOf(row), unit.deliveredAt, account.timeZone);
    const usage = { freeUnitsUsed: Math.min(place, allowance?.free ?? 0) };
    const charge: Charge = chargeOf(unit, { account, rates: rating.rates, usage, market });
    return { unit, charge };
  });
}

function customerOf(row: ThreadRow): { phone?: string; country?: string } {
  return {
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.country === null ? {} : { country: row.country }),
  };
}

function compareUse(a: Unit, b: Unit): number {
  if (a.deliveredAt !== b.deliveredAt) return a.deliveredAt - b.deliveredAt;
  const [one, other] = [unitKey(a), unitKey(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
