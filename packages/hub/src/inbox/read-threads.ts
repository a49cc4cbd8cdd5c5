import { type Instant, instantFromMs } from "@casement/engine";
import type { FoundShape, ThreadShape } from "../api/shapes.ts";
import type { Surroundings } from "../surroundings.ts";
import { type FoundMessage, selectFoundMessages } from "./found-message-store.ts";
import { foundShape } from "./found-shape.ts";
import { isUrgent, type ThreadQueue } from "./thread-queue.ts";
import {
  selectActiveThreads,
  selectSilentThreads,
  selectThreads,
  selectUrgentThreads,
  type ThreadPage,
  type ThreadRow,
} from "./thread-row-store.ts";
import { threadShape } from "./thread-shape.ts";

/**
 * Where a page of threads ended: what its last thread is sorted by, and which thread that was. In
 * an urgent queue that is when it is lost or since when it waits, else its activity.
 */
export interface ThreadPlace {
  readonly at: Instant | null;
  readonly numberId: bigint;
  readonly threadId: string;
}

export interface ThreadQuestion {
  readonly numberIds: readonly bigint[];
  readonly after: ThreadPlace | undefined;
  readonly queue: ThreadQueue | undefined;
  /** Part of a name, the first digits of a phone, or words of a message. */
  readonly search: string | undefined;
  readonly limit: number;
}

type Reading = Pick<Surroundings, "db" | "clock">;

/** Threads by id. One that is not there, or has become part of another, is left out. */
export async function readThreads(
  { db, clock }: Reading,
  threads: { numberId: bigint; threadIds: readonly string[] },
): Promise<Map<string, ThreadShape>> {
  if (threads.threadIds.length === 0) return new Map();
  const rows = await selectThreads(db, threads);
  return new Map(rows.map((row) => [row.thread_id, threadShape(row, clock.now())]));
}

export interface ReadThreads {
  readonly threads: ThreadShape[];
  /** Of those that were found by what was said in them: the newest message that says it. */
  readonly found: FoundShape[];
  readonly next: ThreadPlace | undefined;
}

/**
 * One page of threads of all the numbers, newest activity first, then by number and id; an urgent
 * queue by what is lost first, or by who waits longest.
 *
 * Each number is asked by itself, because each may live on another server, and the answers are
 * merged. A page costs a page of every number; who has hundreds of numbers filters by number.
 */
export async function readThreadPage(
  { db, clock }: Reading,
  question: ThreadQuestion,
): Promise<ReadThreads> {
  const now = clock.now();
  const ofNumbers = await Promise.all(
    question.numberIds.map((numberId) => foundInNumber(db, { ...question, numberId, now })),
  );
  const { search = "", queue } = question;
  const rows = ofNumbers.flatMap((one) => one.rows).sort(orderOf(queue));
  const messages = new Map(
    ofNumbers.flatMap((one) => one.messages.map((each) => [each.threadId, each] as const)),
  );
  const page = rows.slice(0, question.limit);
  const last = page.at(-1);
  const isMore = rows.length > page.length && last !== undefined;
  return {
    threads: page.map((row) => threadShape(row, now)),
    found: page.flatMap((row) => {
      const message = messages.get(row.thread_id);
      return message === undefined ? [] : [foundShape(row.number_id, message, search)];
    }),
    next: isMore ? placeOf(last, queue) : undefined,
  };
}

interface NumberQuestion extends ThreadQuestion {
  readonly numberId: bigint;
  readonly now: Instant;
}

async function foundInNumber(
  db: Reading["db"],
  question: NumberQuestion,
): Promise<{ rows: ThreadRow[]; messages: readonly FoundMessage[] }> {
  const { numberId, search } = question;
  const messages = search === undefined ? [] : await selectFoundMessages(db, numberId, search);
  const threadIds = messages.map((message) => message.threadId);
  const wanted = search === undefined ? undefined : { text: search, threadIds };
  return { rows: await rowsOfNumber(db, question, wanted), messages };
}

/** One row more than asked for: whether there is a next page shows by it. */
async function rowsOfNumber(
  db: Reading["db"],
  question: NumberQuestion,
  search: ThreadPage["search"],
): Promise<ThreadRow[]> {
  const { numberId, queue, now, after: place } = question;
  const limit = question.limit + 1;
  const after = place === undefined ? BEFORE_ALL : tieAfter(place, numberId);
  const page: ThreadPage = { numberId, after, queue, now, search, limit };
  if (isUrgent(queue)) {
    const first = queue === "waiting" ? SINCE_EVER : now;
    return selectUrgentThreads(db, { ...page, queue, from: place?.at ?? first });
  }
  const from = place === undefined ? FOR_EVER : place.at;
  if (from === null) return selectSilentThreads(db, page);

  const active = await selectActiveThreads(db, { ...page, from });
  if (active.length === limit) return active;
  const rest = { ...page, after: BEFORE_ALL, limit: limit - active.length };
  return [...active, ...(await selectSilentThreads(db, rest))];
}

/** Of the threads at just the place where the page ended, those of lesser numbers were given. */
function tieAfter(place: ThreadPlace, numberId: bigint): string {
  if (numberId === place.numberId) return place.threadId;
  return numberId > place.numberId ? BEFORE_ALL : AFTER_ALL;
}

function placeOf(row: ThreadRow, queue: ThreadQueue | undefined): ThreadPlace {
  return { at: sortedBy(row, queue), numberId: row.number_id, threadId: row.thread_id };
}

function sortedBy(row: ThreadRow, queue: ThreadQueue | undefined): Instant | null {
  if (queue === "waiting") return row.waiting_since;
  if (queue === "closing_soon") return row.window_closes_at;
  return queue === "entry_points" ? (row.folded.offer?.lapsesAt ?? null) : row.last_at;
}

function orderOf(queue: ThreadQueue | undefined): (a: ThreadRow, b: ThreadRow) => number {
  const [sign, none] = isUrgent(queue) ? [1, Infinity] : [-1, Number.NEGATIVE_INFINITY];
  return (a, b) => {
    const [aAt, bAt] = [sortedBy(a, queue) ?? none, sortedBy(b, queue) ?? none];
    if (aAt !== bAt) return aAt < bAt ? -sign : sign;
    if (a.number_id !== b.number_id) return a.number_id < b.number_id ? -1 : 1;
    return a.thread_id < b.thread_id ? -1 : 1;
  };
}

const SINCE_EVER: Instant = instantFromMs(0);
const FOR_EVER: Instant = instantFromMs(Date.UTC(9999, 11, 31));
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";
const AFTER_ALL = "ffffffff-ffff-ffff-ffff-ffffffffffff";
