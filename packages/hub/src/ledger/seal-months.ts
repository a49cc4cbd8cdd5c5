import { createHash } from "node:crypto";
import { type Instant, monthOf, startOfDay } from "@casement/engine";
import type { Pool, PoolClient } from "pg";
import { type Appointment, putAppointments } from "../numbers/appointment-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import type { Directory } from "../numbers/directory.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import type { Owner } from "../numbers/owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { conversationLine, unitLine } from "./canonical-dump.ts";
import {
  type Closing,
  MONTH_SEAL,
  type MonthSeal,
  monthAfter,
  monthsDue,
  nextSealAfter,
} from "./month-seal.ts";
import {
  type BooksBegin,
  countPostings,
  insertSeal,
  selectAccountSums,
  selectBooksBegin,
  selectConversationsWithin,
  selectPostingsHash,
  selectSeals,
  selectUnitsWithin,
  type UnitPlace,
} from "./month-seal-store.ts";

export interface Sealing {
  readonly surroundings: Pick<Surroundings, "db" | "clock">;
  readonly directory: Directory;
  readonly owner: Owner;
  /** How many days after its end a month is closed. */
  readonly afterDays: number;
}

/**
 * Sees to it that the months of a number are closed in time: done by whoever becomes its owner, so
 * that it holds for a number of any age and origin. An account's own stream has no books.
 */
export async function appointSeals(
  client: PoolClient,
  { surroundings, directory, afterDays }: Omit<Sealing, "owner">,
  numberId: bigint,
): Promise<void> {
  if (directory.account(numberId) !== undefined) return;
  const { timeZone } = directory.bookOf(numberId).of(undefined);
  const dueAt = nextSealAfter(surroundings.clock.now(), { timeZone, afterDays });
  const appointment: Appointment = { kind: MONTH_SEAL, key: "", dueAt };
  await putAppointments(client, numberId, [appointment]);
}

/**
 * Closes every month of a number whose time has come, each in a transaction of its own (SPEC L9).
 *
 * What is long to reckon is reckoned beside the number's work, and counted again in its line: if a
 * posting came in between, it is reckoned there once more. Stopped anywhere and begun again it
 * closes the rest, and a month that is closed stays as it is.
 */
export async function keepSeals(sealing: Sealing, numberId: bigint): Promise<Kept> {
  const { surroundings, directory, owner, afterDays } = sealing;
  const { db, clock } = surroundings;
  const now = clock.now();
  const { timeZone } = directory.bookOf(numberId).of(undefined);
  const closing: Closing = { timeZone, afterDays };
  for (const span of await openMonths(db, numberId, { now, closing })) {
    const seal = await reckonedSeal(db, numberId, { ...span, sealedAt: now });
    await owner.run(numberId, (client) =>
      inOwnTransaction(client, async () => {
        const count = await countPostings(client, numberId, span.month);
        const isSame = count === seal.sums.postings;
        const last = isSame ? seal : await reckonedSeal(client, numberId, seal);
        await insertSeal(client, numberId, last);
      }),
    );
  }
  return { again: nextSealAfter(now, closing) };
}

type Span = Pick<MonthSeal, "month" | "from" | "to">;

/** The months that are due and not closed, from the first that the books know of. */
async function openMonths(
  db: Pool,
  numberId: bigint,
  { now, closing }: { now: Instant; closing: Closing },
): Promise<Span[]> {
  const { timeZone } = closing;
  const last = (await selectSeals(db, numberId)).at(-1);
  const first =
    last === undefined
      ? firstMonth(await selectBooksBegin(db, numberId), timeZone)
      : monthAfter(last.month);
  if (first === undefined) return [];
  // Each begins where the one before it ended, even if the account's zone has changed since.
  let from = last?.to ?? startOfDay(`${first}-01`, timeZone);
  return monthsDue(first, now, closing).map((month): Span => {
    const span = { month, from, to: startOfDay(`${monthAfter(month)}-01`, timeZone) };
    from = span.to;
    return span;
  });
}

function firstMonth({ deliveredAt, month }: BooksBegin, timeZone: string): string | undefined {
  const months = [deliveredAt === null ? null : monthOf(deliveredAt, timeZone), month];
  return months.filter((one) => one !== null).sort()[0];
}

/** A seal of the month as its postings and units stand. */
export async function reckonedSeal(
  db: Pick<PoolClient, "query">,
  numberId: bigint,
  { month, from, to, sealedAt }: Span & Pick<MonthSeal, "sealedAt">,
): Promise<MonthSeal> {
  return {
    ...{ month, from, to, sealedAt },
    sums: {
      postings: await countPostings(db, numberId, month),
      accounts: await selectAccountSums(db, numberId, month),
    },
    postingsSha256: await selectPostingsHash(db, numberId, month),
    dumpSha256: await dumpHash(db, numberId, { from, to }),
  };
}

/** How many units are read at once: the hub does other things between two readings. */
const PAGE = 1_000;

/**
 * The hash of the lines of the canonical dump that a span has: its conversations and its units, the
 * units in order of delivery. Windows are left out, for their lines name the customer, who may be
 * erased.
 */
export async function dumpHash(
  db: Pick<PoolClient, "query">,
  numberId: bigint,
  { from, to }: { from: Instant; to: Instant },
): Promise<string> {
  const hash = createHash("sha256");
  const conversations = await selectConversationsWithin(db, numberId, { from, to });
  for (const line of conversations.map(conversationLine).sort()) hash.update(`${line}\n`);
  let after: UnitPlace | undefined = { deliveredAt: from, wamid: "", recipient: "" };
  while (after !== undefined) {
    const units = await selectUnitsWithin(db, numberId, { after, to, limit: PAGE });
    for (const unit of units) hash.update(`${unitLine(unit)}\n`);
    after = units.length < PAGE ? undefined : units.at(-1)?.unit;
  }
  return hash.digest("hex");
}
