import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import { dropPartition, inTransaction, partitionsBefore } from "../database/index.ts";
import { BucketFailure } from "../media/bucket-trouble.ts";
import { IN_BUCKET } from "../media/file-name.ts";
import type { Files } from "../media/files.ts";
import { deleteFiles } from "../media/media-store.ts";
import { selectStreams } from "../operations/stream-store.ts";
import { lockWaitingBefore, restateWaiting } from "../threads/waiting-store.ts";
import { dayOf } from "../webhook/post-store.ts";
import { type Keeping, messagesKeptFrom, postsKeptFrom, screenEventsKeptFrom } from "./keeping.ts";
import {
  deleteOldDeliveries,
  deleteOldDrafts,
  deleteOldEvents,
  deleteOldMessages,
  deleteOldScreenEvents,
  deletePosts,
  selectHeldPosts,
  selectOldFiles,
} from "./retention-store.ts";

export interface Sweeping {
  readonly db: Pool;
  readonly files: Pick<Files, "remove">;
  readonly keeping: Keeping;
}

/** What was taken away, in numbers. */
export interface Swept {
  /** Parts of tables that were dropped whole. */
  parts: number;
  deliveries: number;
  messages: number;
  files: number;
  /** Files that could not be taken away: the next sweep tries them again. */
  filesLeft: number;
}

/**
 * Takes away what is older than it is kept (SPEC R1, R2).
 *
 * Each number is asked by itself, and what is deleted row by row goes in small steps, each its own
 * transaction: whoever breaks off has done no harm, and the next sweep goes on.
 */
export async function sweep(sweeping: Sweeping, now: Instant): Promise<Swept> {
  const { db, keeping } = sweeping;
  const swept: Swept = { parts: 0, deliveries: 0, messages: 0, files: 0, filesLeft: 0 };
  const numberIds = await selectStreams(db);
  const postsFrom = postsKeptFrom(keeping, now);
  if (postsFrom !== undefined) {
    for (const numberId of numberIds) {
      swept.deliveries += await inSteps(() => deleteOldDeliveries(db, numberId, postsFrom));
      await inSteps(() => deleteOldEvents(db, numberId, postsFrom));
    }
    swept.parts += await sweepPosts(db, numberIds, postsFrom);
  }
  const eventsFrom = screenEventsKeptFrom(keeping, now);
  if (eventsFrom !== undefined) {
    for (const numberId of numberIds) {
      await inSteps(() => deleteOldScreenEvents(db, numberId, eventsFrom));
    }
  }
  const messagesFrom = messagesKeptFrom(keeping, now);
  if (messagesFrom !== undefined) {
    const remove = removerOf(sweeping.files);
    for (const numberId of numberIds) {
      await sweepFiles(db, numberId, { from: messagesFrom, swept, remove });
      await inSteps(() => deleteOldDrafts(db, numberId, messagesFrom));
    }
    await sweepMessages(db, numberIds, { from: messagesFrom, swept });
  }
  return swept;
}

/** A day goes whole, unless something still asks for one of its posts: then all but those go. */
async function sweepPosts(
  db: Pool,
  numberIds: readonly bigint[],
  keptFrom: Instant,
): Promise<number> {
  let dropped = 0;
  for (const { name, from: day } of await partitionsBefore(db, "post", dayOf(keptFrom))) {
    const held = new Map<bigint, readonly string[]>();
    for (const numberId of numberIds) held.set(numberId, await selectHeldPosts(db, numberId, day));
    if ([...held.values()].every((posts) => posts.length === 0)) {
      await dropPartition(db, name);
      dropped += 1;
      continue;
    }
    for (const [numberId, except] of held) await deletePosts(db, numberId, { day, except });
  }
  return dropped;
}

async function sweepMessages(
  db: Pool,
  numberIds: readonly bigint[],
  { from, swept }: { from: Instant; swept: Swept },
): Promise<void> {
  for (const part of await partitionsBefore(db, "message_content", dayOf(from))) {
    for (const numberId of numberIds) {
      swept.messages += await inSteps(() => deleteOldMessages(db, numberId, part.from));
    }
    await dropPartition(db, part.name);
    swept.parts += 1;
  }
  for (const numberId of numberIds) {
    await inSteps(() => restateWaitingBefore(db, numberId, from));
  }
}

/**
 * Nobody waits for an answer to what is gone (SPEC N11). The threads are held before their messages
 * are asked, so that nobody writes in between; what a digest holds is left to the next sweep, as
 * each could wait for the other.
 */
function restateWaitingBefore(db: Pool, numberId: bigint, before: Instant): Promise<number> {
  return inTransaction(db, async (client) => {
    const threadIds = await lockWaitingBefore(client, numberId, before);
    if (threadIds.length > 0) await restateWaiting(client, numberId, threadIds);
    return threadIds.length;
  });
}

/**
 * The bytes first: a row without bytes is found again, bytes without a row are not. A file that
 * cannot be taken away keeps its row and holds up no other; none is tried twice.
 */
async function sweepFiles(
  db: Pool,
  numberId: bigint,
  { from, swept, remove }: { from: Instant; swept: Swept; remove: Remove },
): Promise<void> {
  const left: string[] = [];
  await inSteps(async () => {
    const old = await selectOldFiles(db, numberId, { before: from, except: left });
    const gone: string[] = [];
    for (const { mediaId, place } of old) {
      const isGone = place === null || (await remove(place));
      (isGone ? gone : left).push(mediaId);
    }
    if (gone.length > 0) await deleteFiles(db, numberId, gone);
    swept.files += gone.length;
    return old.length;
  });
  swept.filesLeft += left.length;
}

type Remove = (place: string) => Promise<boolean>;

/**
 * Takes bytes away, and says whether they are gone. Why not may name a file, so it is not told. A
 * store that is not reached is not asked again: each file would wait for its silence anew.
 */
function removerOf(files: Sweeping["files"]): Remove {
  let isStoreAway = false;
  return async (place) => {
    if (isStoreAway && place.startsWith(IN_BUCKET)) return false;
    try {
      await files.remove(place);
      return true;
    } catch (error) {
      isStoreAway ||= error instanceof BucketFailure && error.trouble === "not_reached";
      return false;
    }
  };
}

/** Step by step until one finds nothing more; how many there were. */
async function inSteps(step: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let some = await step(); some > 0; some = await step()) all += some;
  return all;
}
