import type { Pool, PoolClient } from "pg";
import { bookDeliveries } from "../downstream/book-deliveries.ts";
import { recordEvents } from "../events/event-store.ts";
import { bookFiles } from "../media/book-files.ts";
import { inOwnTransaction, isOfTheData } from "../numbers/own-transaction.ts";
import { type ContentOf, settleByStatus } from "../sending/settle.ts";
import { applyReportsIn } from "../templates/apply-reports.ts";
import type { TemplateRow } from "../templates/template-store.ts";
import { type Learning, learnFacts, type SourcedFact } from "../threads/learn.ts";
import { ensureMonthsOf } from "./months.ts";
import { deleteNotUnderstood, insertNotUnderstood } from "./not-understood-store.ts";
import { deletePending, type PendingPost, selectPending } from "./post-store.ts";
import type { NotUnderstood } from "./received-fact.ts";
import { translationOf } from "./translation.ts";

/** How many posts one transaction takes. */
const BATCH_MAX = 500;

export interface Digestion extends Learning {
  readonly numberId: bigint;
  /** For partitions, which are made outside the transaction. */
  readonly db: Pool;
  /** What the body of a draft says, for one that a status settles. */
  readonly contentOf: ContentOf;
  /** Told after a commit how templates are now that something was said of. */
  readonly templatesChanged?: ((templates: readonly TemplateRow[]) => void) | undefined;
  /** Told that there are files to fetch, once this is committed. */
  readonly filesBooked?: (() => void) | undefined;
  /** Told that there are posts to forward, once this is committed. */
  readonly deliveriesBooked?: (() => void) | undefined;
  /** Told after each commit what was in it. */
  readonly digested?: ((told: Digested) => void) | undefined;
  /** The posts were digested before: what is understood by now is no longer listed (SPEC O3). */
  readonly again?: boolean | undefined;
}

/** How much one transaction of the digest took in; of the facts, those that were new. */
export interface Digested {
  readonly posts: number;
  readonly facts: number;
  readonly notUnderstood: number;
}

/** What the posts of a batch say, all of it read before the transaction begins. */
interface Reading {
  readonly posts: readonly PendingPost[];
  readonly facts: readonly SourcedFact[];
  readonly strange: readonly (NotUnderstood & { postId: string; receivedOn: string })[];
}

/**
 * Digests the oldest posts of a number that wait, in one transaction on the owner's connection, and
 * says how many it took: schema, facts, engine, rows (SPEC F1 to F3).
 *
 * A batch that fails is halved, down to the one post that cannot be digested; that one is set aside
 * as not understood, and the rest goes on (decision 0003).
 */
export async function digestPosts(client: PoolClient, digestion: Digestion): Promise<number> {
  const posts = await selectPending(client, digestion.numberId, BATCH_MAX);
  if (posts.length > 0) await digestHalving(client, digestion, posts);
  return posts.length;
}

/** The same of posts that were chosen by somebody else: those that `replay` reads again. */
export async function digestAgain(
  client: PoolClient,
  digestion: Digestion,
  posts: readonly PendingPost[],
): Promise<void> {
  if (posts.length > 0) await digestHalving(client, { ...digestion, again: true }, posts);
}

async function digestHalving(
  client: PoolClient,
  digestion: Digestion,
  posts: readonly PendingPost[],
): Promise<void> {
  const reading = readingOf(digestion.numberId, posts);
  try {
    await ensureMonthsOf(
      digestion.db,
      reading.facts.map((fact) => fact.at),
    );
    let facts = 0;
    const learned = (count: number): void => {
      facts += count;
    };
    const templates = await inOwnTransaction(client, () =>
      digestReading(client, { ...digestion, learned }, reading),
    );
    if (templates.length > 0) digestion.templatesChanged?.(templates);
    const { length: notUnderstood } = reading.strange;
    digestion.digested?.({ posts: posts.length, facts, notUnderstood });
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    if (posts.length > 1) {
      const half = posts.length >> 1;
      await digestHalving(client, digestion, posts.slice(0, half));
      await digestHalving(client, digestion, posts.slice(half));
      return;
    }
    await setAside(client, digestion, reading, error);
  }
}

function readingOf(numberId: bigint, posts: readonly PendingPost[]): Reading {
  const facts: SourcedFact[] = [];
  const strange: (NotUnderstood & { postId: string; receivedOn: string })[] = [];
  for (const post of posts) {
    const { postId, receivedOn } = post;
    const translation = translationOf(numberId, post);
    for (const fact of translation.facts) facts.push({ ...fact, postId });
    for (const one of translation.notUnderstood) strange.push({ ...one, postId, receivedOn });
  }
  return { posts, facts, strange };
}

async function digestReading(
  client: PoolClient,
  digestion: Digestion,
  { posts, facts, strange }: Reading,
): Promise<readonly TemplateRow[]> {
  const { numberId, now } = digestion;
  const settled = await settleByStatus(client, numberId, facts, digestion);
  const events = await learnFacts(client, numberId, [...settled, ...facts], digestion);
  const templates = await applyReportsIn(client, facts);
  if (await bookFiles(client, numberId, facts, now)) digestion.filesBooked?.();
  await insertNotUnderstood(client, numberId, strange, now);
  if (digestion.again === true) await forgetUnderstood(client, numberId, { facts, strange });
  await deletePending(
    client,
    numberId,
    posts.map((post) => post.postId),
  );
  await forwardDigested(client, digestion, posts);
  if (events.length > 0) await recordEvents(client, numberId, events, now);
  return templates;
}

/** What is digested is forwarded; what `replay` digests again was forwarded before (SPEC H2). */
async function forwardDigested(
  client: PoolClient,
  { numberId, now, again, deliveriesBooked }: Digestion,
  posts: readonly PendingPost[],
): Promise<void> {
  if (again === true) return;
  if (await bookDeliveries(client, numberId, posts, now)) deliveriesBooked?.();
}

/**
 * A notice that is a fact now is not listed any more. Nor is a post that could not be read at all,
 * once something in it can: what of it is still strange has a line of its own.
 */
async function forgetUnderstood(
  client: PoolClient,
  numberId: bigint,
  { facts, strange }: Pick<Reading, "facts" | "strange">,
): Promise<void> {
  const read = [...facts, ...strange.filter((one) => one.path !== "")];
  await deleteNotUnderstood(client, numberId, {
    noticeIds: facts.map((fact) => fact.factId),
    postIds: [...new Set(read.flatMap((one) => one.postId ?? []))],
  });
}

/**
 * The one post that breaks its batch: kept and shown, and out of the way of the others (SPEC I4).
 */
async function setAside(
  client: PoolClient,
  digestion: Digestion,
  { posts, facts }: Reading,
  error: unknown,
): Promise<void> {
  const { numberId, now } = digestion;
  const [post] = posts;
  if (post === undefined) return;
  const what = `could not be digested: ${error instanceof Error ? error.name : typeof error}`;
  const noticeId = facts[0]?.factId ?? post.postId.replaceAll("-", "");
  await inOwnTransaction(client, async () => {
    await insertNotUnderstood(client, numberId, [{ ...post, noticeId, path: "", what }], now);
    await deletePending(client, numberId, [post.postId]);
    await forwardDigested(client, digestion, [post]);
  });
}
