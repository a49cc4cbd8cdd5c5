import { allowanceOf, type ThreadChanges } from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import type { PoolClient } from "pg";
import { recordEvents } from "../events/event-store.ts";
import { selectStates, selectStoredParts } from "../ledger/canonical-dump-store.ts";
import { selectBookedSums } from "../ledger/posting-store.ts";
import { rateUnits, type WideAllowance } from "../ledger/rate.ts";
import {
  type RebuiltThread,
  type RebuiltUnit,
  ratedUnits,
  rebuiltThreads,
  whereOf,
} from "../ledger/rebuild.ts";
import { selectUnitsOf } from "../ledger/unit-store.ts";
import { inOwnTransaction } from "../numbers/own-transaction.ts";
import type { AboveFloor } from "../threads/floor.ts";
import { putFolded } from "../threads/fold-store.ts";
import {
  ensureThreads,
  selectThreads,
  type ThreadRow,
  updateThreads,
} from "../threads/thread-store.ts";
import { selectWaiting } from "../threads/waiting-store.ts";
import { type Difference, differencesOf, rebuiltLines, storedLines } from "./differences.ts";
import { numbersIn, rateWide, ratingIn, type Workshop } from "./workshop.ts";

/** What folding a number anew found. */
export interface NumberRebuilt {
  readonly numberId: bigint;
  readonly threads: number;
  readonly differences: readonly Difference[];
  /** What still differs after it was written; `undefined`: nothing was written. */
  readonly left: readonly Difference[] | undefined;
}

/**
 * Folds all facts anew and compares with what is stored (SPEC F2, O1): windows, conversations,
 * units with their charges, what is booked, what the gate reads of each thread, and who waits for
 * an answer.
 *
 * With `write` the rows of the threads that differ are replaced, a number in one transaction of its
 * owner. Postings are corrected by new ones and never changed. Names, messages and their texts are
 * recorded, not derived, and stay as they are.
 */
export async function rebuildStored(
  workshop: Workshop,
  asked: { readonly numberId?: bigint | undefined; readonly write: boolean },
): Promise<NumberRebuilt[]> {
  const rebuilt: NumberRebuilt[] = [];
  for (const numberId of await numbersIn(workshop, asked.numberId)) {
    const { threads, differences } = await looked(workshop, numberId);
    if (!asked.write || differences.length === 0) {
      rebuilt.push({ numberId, threads, differences, left: undefined });
      continue;
    }
    const wide: WideAllowance[] = [];
    await workshop.owner.run(numberId, (client) =>
      inOwnTransaction(client, async () => {
        const again = await lookedAt(workshop, client, numberId);
        await replace(workshop, client, { ...again, numberId, wide });
      }),
    );
    await rateWide(workshop, wide);
    const { differences: left } = await looked(workshop, numberId);
    rebuilt.push({ numberId, threads, differences, left });
  }
  return rebuilt;
}

/** A number as it is stored, as its facts make it, and where the two part. */
interface Look {
  readonly threads: readonly RebuiltThread[];
  readonly units: readonly RebuiltUnit[];
  readonly differences: readonly Difference[];
}

async function looked(
  workshop: Workshop,
  numberId: bigint,
): Promise<{ threads: number; differences: readonly Difference[] }> {
  const look = await workshop.owner.run(numberId, (client) => lookedAt(workshop, client, numberId));
  return { threads: look.threads.length, differences: look.differences };
}

async function lookedAt(workshop: Workshop, client: PoolClient, numberId: bigint): Promise<Look> {
  const { directory } = workshop;
  const threads = await rebuiltThreads(client, numberId, directory.bookOf(numberId));
  const beside = await threadsBeside(workshop, client, numberId, threads);
  const units = ratedUnits([...threads, ...beside], {
    rates: metaRates,
    bookOf: (one) => directory.bookOf(one),
    isShared: (accountId) => directory.numbersOf(BigInt(accountId || 0)).length > 0,
  }).filter((one) => one.numberId === numberId);
  const waiting = await selectWaiting(client, numberId);
  const stored = storedLines({
    waiting,
    stored: await selectStoredParts(client, numberId),
    states: await selectStates(client, numberId),
    booked: await selectBookedSums(client, numberId),
  });
  const rebuilt = rebuiltLines({ threads, units, waiting });
  return { threads, units, differences: differencesOf(stored, rebuilt) };
}

/** The threads of other numbers whose units share an allowance with these (engine SPEC T1). */
async function threadsBeside(
  { directory }: Workshop,
  client: PoolClient,
  numberId: bigint,
  threads: readonly RebuiltThread[],
): Promise<RebuiltThread[]> {
  const book = directory.bookOf(numberId);
  const sharing = new Set<string>();
  for (const { changes } of threads) {
    for (const unit of changes.units) {
      if (unit.accountId === undefined) continue;
      const allowance = allowanceOf(unit, book.of(unit.accountId));
      if (allowance?.scope === "account") sharing.add(unit.accountId);
    }
  }
  const others = new Set([...sharing].flatMap((one) => directory.numbersOf(BigInt(one))));
  others.delete(numberId);
  const beside: RebuiltThread[] = [];
  for (const one of others) {
    beside.push(...(await rebuiltThreads(client, one, directory.bookOf(one))));
  }
  return beside;
}

const NOTHING: ThreadChanges = { windows: [], conversations: [], units: [] };

/** Of a thread that has no names, and so no facts and no floor. */
const ALL: AboveFloor = { at: null, unplaced: [] };

async function replace(
  workshop: Workshop,
  client: PoolClient,
  look: Look & { readonly numberId: bigint; readonly wide: WideAllowance[] },
): Promise<void> {
  const { numberId, threads, units, differences, wide } = look;
  const threadIds = new Set(differences.flatMap((one) => one.threadId ?? []));
  const wrong = threads.filter((thread) => threadIds.has(thread.threadId));
  const changesOf = new Map(wrong.map(({ threadId, changes }) => [threadId, changes]));
  const byId = new Map(wrong.map((thread) => [thread.threadId, thread]));
  const known = await selectUnitsOf(client, numberId, [...threadIds]);

  await updateThreads(client, numberId, await rowsOf(client, numberId, wrong));
  await putFolded(
    client,
    numberId,
    [...threadIds].map((threadId) => ({
      threadId,
      changes: changesOf.get(threadId) ?? NOTHING,
      whole: byId.get(threadId)?.above ?? ALL,
    })),
  );
  const rating = ratingIn(workshop, numberId, wide);
  await rateUnits(
    client,
    numberId,
    {
      units: units
        .filter((one) => threadIds.has(one.threadId))
        .map(({ unit, threadId }) => {
          const thread = byId.get(threadId);
          return {
            unit,
            threadId,
            ...(thread === undefined ? { customer: {} } : whereOf(thread, unit)),
          };
        }),
      known,
    },
    rating,
  );
  const events = [...changesOf.keys()].map((threadId) => ({ kind: "thread" as const, threadId }));
  if (events.length > 0) await recordEvents(client, numberId, events, rating.now);
}

/**
 * The threads' rows with what the fold makes of them. One that was not there is made, with what its
 * names tell; the customer's own name and what was said last come with their next message.
 */
async function rowsOf(
  client: PoolClient,
  numberId: bigint,
  threads: readonly RebuiltThread[],
): Promise<ThreadRow[]> {
  const threadIds = threads.map((thread) => thread.threadId);
  await ensureThreads(client, numberId, threadIds);
  const stored = await selectThreads(client, numberId, threadIds);
  const rebuilt = new Map(threads.map((thread) => [thread.threadId, thread]));
  return stored.flatMap((row) => {
    const thread = rebuilt.get(row.threadId);
    if (thread === undefined) return [];
    const digits = thread.names.find((name) => name.kind === "wa_id")?.value;
    const phone = row.phone ?? digits ?? null;
    return [{ ...row, phone, folded: thread.state, mayWaitOtherwise: true }];
  });
}
