import type { ClientBase } from "pg";
import { heedConsent, spokenForIn } from "../consent/heed.ts";
import { heedElsewhere } from "../consent/heed-elsewhere.ts";
import { withoutErased } from "../erasing/late-facts.ts";
import type { NewEvent } from "../events/event-store.ts";
import type { Rating } from "../ledger/rate.ts";
import { foldable, insertFacts, namesSomebody } from "../webhook/fact-store.ts";
import type { ReceivedFact } from "../webhook/received-fact.ts";
import { areSeveral } from "./addressees.ts";
import {
  joinOwn,
  moveAliases,
  namesByKind,
  putAliases,
  selectAliases,
  selectAliasesOf,
} from "./alias-store.ts";
import { foldedThread } from "./fold.ts";
import { type Folded, putFolded } from "./fold-store.ts";
import { groundOf } from "./ground.ts";
import { keepOwnRowsOfMerged } from "./keep-own-rows.ts";
import { type MessageRow, mergedByMessage, messageRowsFrom } from "./message-row.ts";
import { insertContents, moveMessages, putMessages } from "./message-store.ts";
import { type OwnDigits, withOwnDigits } from "./own-digits.ts";
import { joinOwnRows } from "./own-row-store.ts";
import { raiseMeanwhile } from "./raise-thread.ts";
import { rateFolded } from "./rate-folded.ts";
import { type Joining, namesOf, type Resolution, resolutionOf } from "./resolution.ts";
import { selectStatedNames } from "./stated-name-store.ts";
import { phonesFrom } from "./stated-names.ts";
import { threadAfter } from "./thread-after.ts";
import { conversationOpened, mergeEvent, messageEvent, windowEvent } from "./thread-events.ts";
import { joinMerges } from "./thread-merge-store.ts";
import {
  absorbThread,
  ensureThreads,
  selectThreads,
  type ThreadRow,
  updateThreads,
} from "./thread-store.ts";
import { withoutDigitsOfOthers } from "./written-as.ts";

type Db = Pick<ClientBase, "query">;

/** What learning needs to know: what the rating does, and what the fold does is among it. */
export interface Learning extends Rating {
  /** Told how many facts were new. They are not committed yet. */
  readonly learned?: ((facts: number) => void) | undefined;
  /** Told that the number has appointments, which are not committed yet. */
  readonly appointmentsMade?: (() => void) | undefined;
}

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
  const told = await withoutErased(db, numberId, onceEach(facts));
  const fresh = await insertFacts(db, numberId, told, learning.now);
  if (fresh.size > 0) learning.learned?.(fresh.size);
  // What names nobody (an account's news, a template's) is kept, and belongs to no thread.
  const news = told.filter((fact) => fresh.has(fact.factId) && namesSomebody(fact.aliases));
  if (news.length === 0) return [];

  const resolution = await resolve(db, numberId, news, learning);
  const placed = news.map((fact, i) => ({ fact, threadId: resolution.threadIds[i] ?? "" }));
  for (const { fact, threadId } of placed) {
    const event = messageEvent(fact, threadId);
    if (event !== undefined) learning.tell?.(event);
  }
  const messages = await putMessagesOf(db, numberId, placed);
  const joined = resolution.merges.map((merge) => merge.into);
  const repriced = await foldThreads(db, numberId, { placed, messages, anew: joined }, learning);
  const other = [...joined, ...resolution.renamed];
  const stated = placed.filter(({ fact }) => fact.kind === "preference_stated");
  const spokenFor = await spokenForIn(db, numberId, resolution.learned);
  await heedConsent(db, numberId, [
    ...new Set([...stated.map(({ threadId }) => threadId), ...other, ...spokenFor.threadIds]),
  ]);
  const linked = new Set([...other, ...spokenFor.elsewhere]);
  await heedElsewhere(db, numberId, [...linked], learning);

  const threadIds = new Set([...placed.map((one) => one.threadId), ...resolution.renamed]);
  return [
    ...messages.map((row) => ({
      kind: "message" as const,
      threadId: row.threadId,
      subject: row.wamid,
    })),
    ...repriced,
    ...[...threadIds].map((threadId) => ({ kind: "thread" as const, threadId })),
    ...regrouped(resolution.merges),
  ];
}

/** For screens: what they have of the messages of these threads is not what is in them now. */
export function regrouped(joinings: readonly Joining[]): NewEvent[] {
  const threadIds = new Set(joinings.flatMap(({ from, into }) => [from, into]));
  return [...threadIds].map((threadId) => ({ kind: "regrouped", threadId }));
}

function onceEach(facts: readonly SourcedFact[]): SourcedFact[] {
  const first = new Map<string, SourcedFact>();
  for (const fact of facts) if (!first.has(fact.factId)) first.set(fact.factId, fact);
  return [...first.values()];
}

async function resolve(
  db: Db,
  numberId: bigint,
  news: readonly ReceivedFact[],
  { now, tell, accounts }: Learning,
): Promise<Resolution & Pick<OwnDigits, "renamed">> {
  const names = news.flatMap((fact) => namesOf(fact.aliases));
  const known = await selectAliases(db, numberId, names);
  const named = news.map((fact) => fact.aliases);
  const own = await withOwnDigits(db, numberId, { news, known, now });
  const told = await withoutDigitsOfOthers(db, numberId, named, own.known);
  const resolution = resolutionOf(numberId, told, own.known);
  if (resolution.merges.length > 0) {
    const threadIds = resolution.merges.flatMap(({ from, into }) => [from, into]);
    await raiseMeanwhile(db, numberId, { threadIds, accounts });
  }
  await putAliases(db, numberId, resolution.learned, now);
  await ensureThreads(db, numberId, [...new Set(resolution.threadIds)]);
  for (const merge of resolution.merges) {
    await keepOwnRowsOfMerged(db, numberId, merge);
    await absorb(db, numberId, merge);
    tell?.(mergeEvent("thread.merged", { ...merge, at: now, by: "platform" }));
  }
  for (const join of resolution.joins) {
    await joinOwn(db, numberId, join);
    await joinMerges(db, numberId, join);
    await joinOwnRows(db, numberId, join);
  }
  return { ...resolution, renamed: own.renamed };
}

/** Makes one thread part of another, but for what is folded: that is yet to be done. */
export async function absorb(db: Db, numberId: bigint, joining: Joining): Promise<void> {
  await moveAliases(db, numberId, joining);
  await moveMessages(db, numberId, joining);
  await absorbThread(db, numberId, joining);
}

async function putMessagesOf(
  db: Db,
  numberId: bigint,
  placed: readonly Placed[],
): Promise<MessageRow[]> {
  const rows = placed.flatMap(({ fact, threadId }) => messageRowsFrom(fact, threadId));
  const messages = mergedByMessage(rows);
  await putMessages(db, numberId, messages);
  await insertContents(db, numberId, messages);
  return messages;
}

interface Batch {
  readonly placed: readonly Placed[];
  readonly messages: readonly MessageRow[];
  /** Threads that have other names than before: whatever they were, they are not that any more. */
  readonly anew: readonly string[];
}

/**
 * Folds what is new into threads, and follows it to windows, conversations, units and prices. Gives
 * the events of the messages whose price moved with it.
 */
export async function foldThreads(
  db: Db,
  numberId: bigint,
  { placed, messages, anew }: Batch,
  learning: Learning,
): Promise<NewEvent[]> {
  const joined = new Set(anew);
  const threadIds = new Set([...placed.map((one) => one.threadId), ...anew]);
  const rows = await selectThreads(db, numberId, [...threadIds]);
  const placedIn = Map.groupBy(placed, (one) => one.threadId);
  const messagesIn = Map.groupBy(messages, (message) => message.threadId);
  const folds: Folded[] = [];
  const after: ThreadRow[] = [];
  for (const row of rows) {
    const own = (placedIn.get(row.threadId) ?? []).map((one) => one.fact);
    const news = own.flatMap((fact) => foldable(fact) ?? []);
    const isJoined = joined.has(row.threadId);
    const phones =
      isJoined || mayHaveOtherPhones(row, own) ? await phonesOf(db, numberId, row) : undefined;
    const fold = await foldedThread(
      {
        threadId: row.threadId,
        state: row.folded,
        news,
        // Units are priced by the phone of their moment, which a late fact may change.
        anew: isJoined || (phones !== undefined && phones.phones !== null) || isFound(row, own),
        ground: () => groundOf(db, numberId, row.threadId),
      },
      learning.accounts,
    );
    folds.push(fold);
    const said = messagesIn.get(row.threadId) ?? [];
    const then = threadAfter({ ...row, folded: fold.state }, own, said);
    const mayWaitOtherwise = isJoined || (then.mayWaitOtherwise ?? false);
    after.push({ ...then, ...phones, mayWaitOtherwise });
  }
  const opened = await putFolded(db, numberId, folds);
  for (const one of opened) learning.tell?.(conversationOpened(one.conversation, one.threadId));
  await updateThreads(db, numberId, after);
  tellWindows(rows, after, learning);
  return rateFolded(db, numberId, { folds, threads: after }, learning);
}

/** Tells of windows that will close at another moment than was known. */
function tellWindows(
  before: readonly ThreadRow[],
  after: readonly ThreadRow[],
  { tell, now }: Learning,
): void {
  const known = new Map(before.map((row) => [row.threadId, row.folded.window?.closesAt]));
  for (const { threadId, folded } of after) {
    const { window } = folded;
    if (window === null || window.closesAt <= now) continue;
    if (window.closesAt !== known.get(threadId)) {
      tell?.(windowEvent("window.closing", window, threadId));
    }
  }
}

/** Whether facts name another phone than the one that the thread's customer always had. */
function mayHaveOtherPhones(row: ThreadRow, facts: readonly ReceivedFact[]): boolean {
  const named = facts.flatMap(({ aliases }) =>
    [aliases.waId ?? [], aliases.now?.waId ?? []].flat(),
  );
  return row.phones !== null || new Set([row.phone ?? named[0], ...named]).size > 1;
}

/** Whether facts name the phone of a customer of whom no more than the country was known. */
function isFound(row: ThreadRow, facts: readonly ReceivedFact[]): boolean {
  if (row.phone !== null || row.folded.foldedTo === null) return false;
  return facts.some(({ aliases }) => (aliases.waId ?? aliases.now?.waId) !== undefined);
}

/**
 * The phone of a thread's customer, and all they had if there were several, or if somebody says of
 * several customers that they are one (SPEC F9, F13).
 */
async function phonesOf(
  db: Db,
  numberId: bigint,
  { threadId, phone }: ThreadRow,
): Promise<Pick<ThreadRow, "phone" | "phones">> {
  const aliases = await selectAliasesOf(db, numberId, threadId);
  const phones = phonesFrom(await selectStatedNames(db, numberId, namesByKind(aliases)));
  return {
    phone: phones.at(-1)?.phone ?? phone,
    phones: phones.length > 1 || areSeveral(aliases) ? phones : null,
  };
}
