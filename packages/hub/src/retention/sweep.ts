import { DAY_MS, type Instant, later } from "@casement/engine";
import type { Pool } from "pg";
import { dropPartition, inTransaction, partitionsBefore } from "../database/index.ts";
import type { Files } from "../media/files.ts";
import { selectStreams } from "../operations/stream-store.ts";
import { lockWaitingBefore, restateWaiting } from "../threads/waiting-store.ts";
import { dayOf } from "../webhook/post-store.ts";
import { inSteps } from "./in-steps.ts";
import { type Keeping, messagesKeptFrom, postsKeptFrom, screenEventsKeptFrom } from "./keeping.ts";
import {
  deleteDeliveriesToNobody,
  deleteOldDeliveries,
  deleteOldDrafts,
  deleteOldEvents,
  deleteOldMessages,
  deleteOldScreenEvents,
  deleteOldWordless,
  deletePosts,
  selectHeldPosts,
} from "./retention-store.ts";
import { SweepFailures } from "./sweep-failures.ts";
import { removerOf, type SweptFiles, sweepBegunFiles, sweepFiles } from "./sweep-files.ts";

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

/** A sweep that is under way. */
interface Sweep extends Sweeping {
  readonly numberIds: readonly bigint[];
  readonly swept: Swept;
  readonly failures: SweepFailures;
}

/** How long bytes may be written before anything names them: no upload takes that long. */
const BEGUN_MS_MAX: number = DAY_MS;

/**
 * Takes away what is older than it is kept (SPEC R1, R2).
 *
 * Each number is asked by itself, and what is deleted row by row goes in small steps, each its own
 * transaction: whoever breaks off has done no harm, and the next sweep goes on. `failures` hears
 * what could not be done.
 */
export async function sweep(
  sweeping: Sweeping,
  now: Instant,
  failures: SweepFailures = new SweepFailures(),
): Promise<Swept> {
  const { db, keeping } = sweeping;
  const swept: Swept = { parts: 0, deliveries: 0, messages: 0, files: 0, filesLeft: 0 };
  const numberIds = await selectStreams(db);
  const under = { ...sweeping, numberIds, swept, failures };
  const postsFrom = postsKeptFrom(keeping, now);
  if (postsFrom !== undefined) await sweepPosts(under, postsFrom);
  const eventsFrom = screenEventsKeptFrom(keeping, now);
  if (eventsFrom !== undefined) {
    await failures.each("screen_events", numberIds, async (numberId) => {
      await inSteps(() => deleteOldScreenEvents(db, numberId, eventsFrom));
    });
  }
  const messagesFrom = messagesKeptFrom(keeping, now);
  await sweepAllFiles(under, { now, from: messagesFrom });
  if (messagesFrom !== undefined) await sweepMessages(under, messagesFrom);
  return swept;
}

/** Posts, and what was made of them for endpoints. */
async function sweepPosts(under: Sweep, from: Instant): Promise<void> {
  const { db, numberIds, swept, failures } = under;
  await failures.each("deliveries", numberIds, async (numberId) => {
    // Before it is asked what deliveries hold.
    swept.deliveries += await inSteps(() => deleteDeliveriesToNobody(db, numberId));
    swept.deliveries += await inSteps(() => deleteOldDeliveries(db, numberId, from));
  });
  await failures.each("program_events", numberIds, async (numberId) => {
    await inSteps(() => deleteOldEvents(db, numberId, from));
  });
  await failures.attempt("posts", async () => {
    for (const part of await partitionsBefore(db, "post", dayOf(from))) {
      await failures.attempt("posts", () => sweepDay(under, part));
    }
  });
}

/** A day goes whole, unless something still asks for one of its posts: then all but those go. */
async function sweepDay(
  { db, numberIds, swept }: Sweep,
  { name, from: day }: { readonly name: string; readonly from: string },
): Promise<void> {
  const held = new Map<bigint, readonly string[]>();
  for (const numberId of numberIds) held.set(numberId, await selectHeldPosts(db, numberId, day));
  if ([...held.values()].every((posts) => posts.length === 0)) {
    await dropPartition(db, name);
    swept.parts += 1;
    return;
  }
  for (const [numberId, except] of held) await deletePosts(db, numberId, { day, except });
}

/** Files that came with messages from before `from`, and those that nothing came to name. */
async function sweepAllFiles(
  { db, files, numberIds, swept, failures }: Sweep,
  { now, from }: { readonly now: Instant; readonly from: Instant | undefined },
): Promise<void> {
  const remove = removerOf(files);
  const count = ({ gone, left }: SweptFiles): void => {
    swept.files += gone;
    swept.filesLeft += left;
  };
  if (from !== undefined) {
    await failures.each("files", numberIds, async (numberId) => {
      count(await sweepFiles(db, numberId, { from, remove }));
    });
  }
  const before = later(now, -BEGUN_MS_MAX);
  await failures.each("begun_files", numberIds, async (numberId) => {
    count(await sweepBegunFiles(db, numberId, { before, remove }));
  });
}

/** Drafts, and messages by whole months: of one that failed for a number the rest stays too. */
async function sweepMessages(
  { db, numberIds, swept, failures }: Sweep,
  from: Instant,
): Promise<void> {
  await failures.each("drafts", numberIds, async (numberId) => {
    await inSteps(() => deleteOldDrafts(db, numberId, from));
  });
  await failures.attempt("messages", async () => {
    for (const part of await partitionsBefore(db, "message_content", dayOf(from))) {
      const areGone = await failures.each("messages", numberIds, async (numberId) => {
        swept.messages += await inSteps(() => deleteOldMessages(db, numberId, part.from));
      });
      if (!areGone) continue;
      await dropPartition(db, part.name);
      swept.parts += 1;
    }
  });
  await failures.each("messages", numberIds, async (numberId) => {
    swept.messages += await inSteps(() => deleteOldWordless(db, numberId, from));
  });
  await failures.each("waiting", numberIds, async (numberId) => {
    await inSteps(() => restateWaitingBefore(db, numberId, from));
  });
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
