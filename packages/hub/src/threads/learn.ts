import type { Fact, Instant, ThreadChanges } from "@casement/engine";
import type { ClientBase } from "pg";
import type { NewEvent } from "../events/event-store.ts";
import { type Rating, rateUnits } from "../ledger/rate.ts";
import { selectUnitsOf } from "../ledger/unit-store.ts";
import { foldable, insertFacts, selectFactsOf } from "../webhook/fact-store.ts";
import type { ReceivedFact } from "../webhook/received-fact.ts";
import { moveAliases, putAliases, selectAliases, selectAliasesOf } from "./alias-store.ts";
import { foldedThread } from "./fold.ts";
import { type Folded, putFolded } from "./fold-store.ts";
import { type MessageRow, mergedByMessage, messageRowFrom } from "./message-row.ts";
import { insertContents, moveMessages, putMessages } from "./message-store.ts";
import { namesOf, type Resolution, resolutionOf } from "./resolution.ts";
import { threadAfter } from "./thread-after.ts";
import {
  absorbThread,
  ensureThreads,
  selectThreads,
  type ThreadRow,
  updateThreads,
} from "./thread-store.ts";

type Db = Pick<ClientBase, "query">;

/** What learning needs to know: what the rating does, and what the fold does is among it. */
export type Learning = Rating;

/** A fact with the post that it came in; `null` for what we did ourselves. */
export type SourcedFact = ReceivedFact & { readonly postId: string | null };

/** A new fact, in the thread that it belongs to. */
interface Placed {
  readonly fact: ReceivedFact;
  readonly threadId: string;
}

/**
 * Adds facts to what is known of a number, and follows every consequence, in the transaction of the
 * caller: names, messages, windows, conversations, units, charges. Returns what changed, as events
 * to record last.
 *
 * A fact that is known already has no consequence, so the same notice any number of times, in any
 * batch, leaves the same rows (SPEC F1).
 */
export async function learnFacts(
  db: Db,
  numberId: bigint,
  facts: readonly SourcedFact[],
  learning: Learning,
): Promise<NewEvent[]> {
  const fresh = await insertFacts(db, numberId, facts, learning.now);
  const news = onceEach(facts).filter((fact) => fresh.has(fact.factId));
  if (news.length === 0) return [];

  const resolution = await resolve(db, numberId, news, learning.now);
  const placed = news.map((fact, i) => ({ fact, threadId: resolution.threadIds[i] ?? "" }));
  const messages = await putMessagesOf(db, numberId, placed);
  await foldThreads(db, numberId, { placed, messages, resolution }, learning);

  const threadIds = [...new Set(placed.map((one) => one.threadId))];
  return [
    ...messages.map((row) => ({
      kind: "message" as const,
      threadId: row.threadId,
      subject: row.wamid,
    })),
    ...threadIds.map((threadId) => ({ kind: "thread" as const, threadId })),
  ];
}

function onceEach(facts: readonly SourcedFact[]): SourcedFact[] {
  return [...new Map(facts.map((fact) => [fact.factId, fact])).values()];
}

async function resolve(
  db: Db,
  numberId: bigint,
  news: readonly ReceivedFact[],
  now: Instant,
): Promise<Resolution> {
  const names = news.flatMap((fact) => namesOf(fact.aliases));
  const known = await selectAliases(db, numberId, names);
  const resolution = resolutionOf(
    numberId,
    news.map((fact) => fact.aliases),
    known,
  );
  await putAliases(db, numberId, resolution.learned, now);
  await ensureThreads(db, numberId, [...new Set(resolution.threadIds)]);
  for (const merge of resolution.merges) {
    await moveAliases(db, numberId, merge);
    await moveMessages(db, numberId, merge);
    await absorbThread(db, numberId, merge);
  }
  return resolution;
}

async function putMessagesOf(
  db: Db,
  numberId: bigint,
  placed: readonly Placed[],
): Promise<MessageRow[]> {
  const rows = placed.flatMap(({ fact, threadId }) => messageRowFrom(fact, threadId) ?? []);
  const messages = mergedByMessage(rows);
  await putMessages(db, numberId, messages);
  await insertContents(db, numberId, messages);
  return messages;
}

interface Batch {
  readonly placed: readonly Placed[];
  readonly messages: readonly MessageRow[];
  readonly resolution: Resolution;
}

async function foldThreads(
  db: Db,
  numberId: bigint,
  { placed, messages, resolution }: Batch,
  learning: Learning,
): Promise<void> {
  const joined = new Set(resolution.merges.map((merge) => merge.into));
  const rows = await selectThreads(db, numberId, [...new Set(placed.map((one) => one.threadId))]);
  const folds: Folded[] = [];
  const after: ThreadRow[] = [];
  for (const row of rows) {
    const own = placed.filter((one) => one.threadId === row.threadId).map((one) => one.fact);
    const news = own.flatMap((fact) => foldable(fact) ?? []);
    const fold = await foldedThread(
      {
        threadId: row.threadId,
        state: row.folded,
        news,
        anew: joined.has(row.threadId),
        all: () => factsOf(db, numberId, row.threadId),
      },
      learning.accounts,
    );
    folds.push(fold);
    const said = messages.filter((message) => message.threadId === row.threadId);
    after.push(threadAfter({ ...row, folded: fold.state }, own, said));
  }
  await putFolded(db, numberId, folds);
  await updateThreads(db, numberId, after);
  await rateFolded(db, numberId, { folds, threads: after }, learning);
}

async function factsOf(db: Db, numberId: bigint, threadId: string): Promise<Fact[]> {
  const aliases = await selectAliasesOf(db, numberId, threadId);
  const values = (kind: string): string[] =>
    aliases.filter((alias) => alias.kind === kind).map((alias) => alias.value);
  return selectFactsOf(db, numberId, {
    waIds: values("wa_id"),
    userIds: values("user_id"),
    groupIds: values("group_id"),
  });
}

/** Second step: the fold's units get their place in the month, and their price. */
async function rateFolded(
  db: Db,
  numberId: bigint,
  { folds, threads }: { folds: readonly Folded[]; threads: readonly ThreadRow[] },
  learning: Learning,
): Promise<void> {
  const customers = new Map(threads.map((row) => [row.threadId, row]));
  const units = folds.flatMap(({ threadId, changes }) =>
    changes.units.map((unit) => ({
      unit,
      threadId,
      customer: {
        phone: customers.get(threadId)?.phone ?? undefined,
        country: customers.get(threadId)?.country ?? undefined,
      },
    })),
  );
  const anew = folds.filter((fold) => fold.whole);
  const known = await selectUnitsOf(
    db,
    numberId,
    anew.map((fold) => fold.threadId),
  );
  const found = new Set(anew.flatMap((fold) => unitKeysIn(fold.changes)));
  const gone = known.filter(({ unit }) => !found.has(keyOf(unit)));
  await rateUnits(db, numberId, { units, gone }, learning);
}

function unitKeysIn(changes: ThreadChanges): string[] {
  return changes.units.map(keyOf);
}

function keyOf({ wamid, recipient }: { wamid: string; recipient: string }): string {
  return `${wamid}/${recipient}`;
}
