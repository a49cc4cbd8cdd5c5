import { type Instant, instantFromMs } from "@casement/engine";
import type { ThreadShape } from "../api/shapes.ts";
import type { Surroundings } from "../surroundings.ts";
import {
  selectActiveThreads,
  selectSilentThreads,
  selectThreads,
  type ThreadPage,
  type ThreadRow,
} from "./thread-row-store.ts";
import { threadShape } from "./thread-shape.ts";

/** Where a page of threads ended: the activity of its last thread, and which thread that was. */
export interface ThreadPlace {
  readonly at: Instant | null;
  readonly numberId: bigint;
  readonly threadId: string;
}

export interface ThreadQuestion {
  readonly numberIds: readonly bigint[];
  readonly after: ThreadPlace | undefined;
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

/**
 * One page of threads of all the numbers, newest activity first, then by number and id.
 *
 * Each number is asked by itself, because each may live on another server, and the answers are
 * merged. A page costs a page of every number; who has hundreds of numbers filters by number.
 */
export async function readThreadPage(
  { db, clock }: Reading,
  question: ThreadQuestion,
): Promise<{ threads: ThreadShape[]; next: ThreadPlace | undefined }> {
  const ofNumbers = await Promise.all(
    question.numberIds.map((numberId) => rowsOfNumber(db, numberId, question)),
  );
  const rows = ofNumbers.flat().sort(inOrder);
  const page = rows.slice(0, question.limit);
  const last = page.at(-1);
  const isMore = rows.length > page.length && last !== undefined;
  return {
    threads: page.map((row) => threadShape(row, clock.now())),
    next: isMore ? placeOf(last) : undefined,
  };
}

/** One row more than asked for: whether there is a next page shows by it. */
async function rowsOfNumber(
  db: Reading["db"],
  numberId: bigint,
  question: ThreadQuestion,
): Promise<ThreadRow[]> {
  const { search, after: place } = question;
  const limit = question.limit + 1;
  const from = place === undefined ? FOR_EVER : place.at;
  const after = place === undefined ? BEFORE_ALL : tieAfter(place, numberId);
  const page: ThreadPage = { numberId, from, after, search, limit };
  if (from === null) return selectSilentThreads(db, page);

  const active = await selectActiveThreads(db, { ...page, from });
  if (active.length === limit) return active;
  const rest = { ...page, from: null, after: BEFORE_ALL, limit: limit - active.length };
  return [...active, ...(await selectSilentThreads(db, rest))];
}

/** Of the threads active just when the page ended, those of lesser numbers have all been given. */
function tieAfter(place: ThreadPlace, numberId: bigint): string {
  if (numberId === place.numberId) return place.threadId;
  return numberId > place.numberId ? BEFORE_ALL : AFTER_ALL;
}

function placeOf(row: ThreadRow): ThreadPlace {
  return { at: row.last_at, numberId: row.number_id, threadId: row.thread_id };
}

function inOrder(a: ThreadRow, b: ThreadRow): number {
  const [aAt, bAt] = [a.last_at ?? Number.NEGATIVE_INFINITY, b.last_at ?? Number.NEGATIVE_INFINITY];
  if (aAt !== bAt) return aAt > bAt ? -1 : 1;
  if (a.number_id !== b.number_id) return a.number_id < b.number_id ? -1 : 1;
  return a.thread_id < b.thread_id ? -1 : 1;
}

const FOR_EVER: Instant = instantFromMs(Date.UTC(9999, 11, 31));
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";
const AFTER_ALL = "ffffffff-ffff-ffff-ffff-ffffffffffff";
