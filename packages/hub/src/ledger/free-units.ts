import { monthOf, regimeAt } from "@casement/engine";
import { type Recorded, recordChanges } from "../downstream/record-changes.ts";
import type { NativeEvent, Tell } from "../events/native-event.ts";
import type { Connection } from "../numbers/connect.ts";
import type { Directory } from "../numbers/directory.ts";
import { putFreeUnitsBefore } from "../numbers/free-units-store.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import { NotOwner, type Owner } from "../numbers/owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { priceChanged } from "./charge-event.ts";
import { type Rating, rateAllowanceAgain, scopeKeyOf } from "./rate.ts";

export interface Recounting {
  readonly surroundings: Surroundings;
  readonly directory: Directory;
  readonly owner: Owner;
  readonly ratingOf: (numberId: bigint) => Rating;
  /** Told what a transaction has recorded, once it is committed. */
  readonly recorded: (numberId: bigint, what: Recorded) => void;
}

/**
 * Takes somebody's word on how many of this month's free units a number had used before we listened
 * to it (SPEC L8), and counts those that we know of after them. Where nothing is free, there is
 * nothing to say.
 */
export async function setFreeUnitsBefore(
  recounting: Recounting,
  { numberId, accountId }: Pick<Connection, "numberId" | "accountId">,
  used: number | undefined,
): Promise<void> {
  const { surroundings, directory, ratingOf } = recounting;
  const account = directory.account(accountId);
  if (used === undefined || numberId === undefined || account === undefined) return;
  const now = surroundings.clock.now();
  const allowance = regimeAt(now, account.rules).allowance;
  if (allowance === null) return;
  const { scope, units: free } = allowance;
  const month = monthOf(now, account.rules.timeZone);
  const key = scopeKeyOf(String(accountId), { scope, month });
  await putFreeUnitsBefore(surroundings.db, { numberId, allowance: key, used });
  await directory.changed();
  const rating = ratingOf(numberId);
  if (scope === "account") rating.countWide({ accountId, numberId, key, free });
  else await countAgain(recounting, numberId, { key, free }, rating);
}

/** What another node owns is counted by it, from the next unit on. */
async function countAgain(
  { owner, recorded, surroundings: { ids } }: Recounting,
  numberId: bigint,
  allowance: { readonly key: string; readonly free: number },
  rating: Rating,
): Promise<void> {
  const counted = owner.run(numberId, (client) =>
    inOwnTransaction(client, async () => {
      const native: NativeEvent[] = [];
      const tell: Tell = (event) => void native.push(event);
      const telling = { ...rating, tell };
      const moved = await rateAllowanceAgain(client, numberId, allowance, telling);
      const changes = { shown: moved.map(priceChanged), native };
      recorded(numberId, await recordChanges(client, numberId, changes, { now: rating.now, ids }));
    }),
  );
  await counted.catch((error: unknown) => {
    if (!(error instanceof NotOwner)) throw error;
  });
}
