import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import type { MonthSeal } from "../ledger/month-seal.ts";
import { selectBooksBegin, selectLateSums, selectSeal } from "../ledger/month-seal-store.ts";
import { amountOf } from "./amounts.ts";
import { isoOf } from "./instants.ts";
import type { Asked } from "./ledger-books.ts";
import type { MonthSealShape } from "./ledger-shapes.ts";
import type { Books } from "./ledger-store.ts";

/**
 * That a month is closed, with what was booked in it and what came too late for it; null while the
 * books of one of its numbers are open. A number without books in that month has nothing to close.
 */
export async function readSeal(
  db: Pool,
  { month, books }: Pick<Asked, "month" | "books">,
): Promise<MonthSealShape | null> {
  const closed = await Promise.all(
    books.map(async (one) => ({ one, seal: await selectSeal(db, one.numberId, month) })),
  );
  const sealed = closed.flatMap(({ one, seal }) => (seal === undefined ? [] : [{ one, seal }]));
  const sealedAt = sealed.reduce<Instant | undefined>(
    (last, { seal }) => (last === undefined || seal.sealedAt > last ? seal.sealedAt : last),
    undefined,
  );
  const unsealed = closed.flatMap(({ one, seal }) => (seal === undefined ? [one] : []));
  const open = await Promise.all(unsealed.map((one) => hasBooksBy(db, one, month)));
  if (sealedAt === undefined || open.includes(true)) return null;
  const late = await Promise.all(books.map((one) => lateOf(db, one, month)));
  return {
    sealed_at: isoOf(sealedAt),
    sums: added(sealed.flatMap(({ one, seal }) => sumsOf(one, seal))),
    late_postings: late.reduce((sum, one) => sum + one.postings, 0),
    late_amount: amountOf(late.reduce((sum, one) => sum + one.amountMicros, 0n)),
  };
}

/** Whether a number had books by the end of a month: then they are closed one day, and are not. */
async function hasBooksBy(db: Pool, { numberId, to }: Books, month: string): Promise<boolean> {
  const begin = await selectBooksBegin(db, numberId);
  if (begin.deliveredAt !== null && begin.deliveredAt < to) return true;
  return begin.month !== null && begin.month <= month;
}

interface Sum {
  readonly account: string;
  readonly currency: string;
  readonly amountMicros: bigint;
}

function sumsOf(books: Books, { sums }: MonthSeal): Sum[] {
  return sums.accounts
    .filter(({ account }) => isOf(books, account))
    .map((one) => ({ ...one, amountMicros: BigInt(one.amountMicros) }));
}

async function lateOf(
  db: Pool,
  books: Books,
  month: string,
): Promise<{ postings: number; amountMicros: bigint }> {
  const late = await selectLateSums(db, books.numberId, month);
  const own = late.filter((one) => isOf(books, one.cost));
  return {
    postings: own.reduce((sum, one) => sum + one.postings, 0),
    amountMicros: own
      .filter((one) => one.currency === books.currency)
      .reduce((sum, one) => sum + one.amountMicros, 0n),
  };
}

/** Whether an account of the journal is this account's; what names none is the number's own. */
function isOf({ accountId, isOwn }: Books, account: string): boolean {
  const [, whose] = account.split(":");
  return whose === String(accountId) || (isOwn && whose === "unknown");
}

function added(sums: readonly Sum[]): MonthSealShape["sums"] {
  const groups = Map.groupBy(sums, ({ account, currency }) => `${account} ${currency}`);
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...more]]) => {
      if (first === undefined) return [];
      const { account, currency } = first;
      const amount = more.reduce((sum, one) => sum + one.amountMicros, first.amountMicros);
      return [{ account, currency, amount: amountOf(amount) }];
    });
}
