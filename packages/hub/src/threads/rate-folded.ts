import type { ClientBase } from "pg";
import type { NewEvent } from "../events/event-store.ts";
import { priceChanged } from "../ledger/charge-event.ts";
import { unitKey } from "../ledger/posting.ts";
import { rateUnits, type UnitToRate } from "../ledger/rate.ts";
import { type RatedUnit, selectUnitsOf } from "../ledger/unit-store.ts";
import { type Addressees, selectAddressees } from "./addressees.ts";
import { selectAliasesOf } from "./alias-store.ts";
import { isBelow } from "./floor.ts";
import type { Folded } from "./fold-store.ts";
import type { Learning } from "./learn.ts";
import { customerAt } from "./stated-names.ts";
import type { ThreadRow } from "./thread-store.ts";

type Db = Pick<ClientBase, "query">;

/**
 * Second step: the fold's units get their place in the month, and their price. Gives the events of
 * the messages, of whatever thread, that have another place or price by that.
 */
export async function rateFolded(
  db: Db,
  numberId: bigint,
  { folds, threads }: { folds: readonly Folded[]; threads: readonly ThreadRow[] },
  learning: Learning,
): Promise<NewEvent[]> {
  const rows = new Map(threads.map((row) => [row.threadId, row]));
  const anew = folds.filter((fold) => fold.whole !== undefined);
  const known = await selectUnitsOf(
    db,
    numberId,
    anew.map((fold) => fold.threadId),
  );
  const floors = new Map(anew.map((fold) => [fold.threadId, fold.whole?.at ?? null]));
  const isKept = ({ unit, threadId }: Pick<RatedUnit, "unit" | "threadId">): boolean =>
    isBelow({ at: floors.get(threadId) ?? null }, unit.deliveredAt);
  const markets = new Map(
    known.filter(isKept).map(({ unit, charge }) => [unitKey(unit), charge.market]),
  );
  const units: UnitToRate[] = [];
  for (const { threadId, changes } of folds) {
    const row = rows.get(threadId);
    const addressees = await addresseesOf(db, numberId, row);
    for (const unit of changes.units) {
      const customer = addressees?.(unit) ?? (row && customerAt(row, unit.deliveredAt)) ?? {};
      units.push({ unit, threadId, customer, market: markets.get(unitKey(unit)) });
    }
  }
  const above = known.filter((one) => !isKept(one));
  const moved = await rateUnits(db, numberId, { units, known: above }, learning);
  return moved.map(priceChanged);
}

/** Asked of those alone that have several phones, or are several customers. */
async function addresseesOf(
  db: Db,
  numberId: bigint,
  row: ThreadRow | undefined,
): Promise<Addressees | undefined> {
  if (row === undefined || row.phones === null) return undefined;
  return selectAddressees(db, numberId, await selectAliasesOf(db, numberId, row.threadId));
}
