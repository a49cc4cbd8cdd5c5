import type { Pool, PoolClient } from "pg";
import { recordEvents } from "../events/event-store.ts";
import { ConnectionLost, inOwnTransaction } from "../numbers/own-transaction.ts";
import { type ContentOf, settleDrafts } from "../sending/settle.ts";
import { type Learning, learnFacts, type SourcedFact } from "../threads/learn.ts";
import { ensureMonthsOf } from "./months.ts";
import { insertNotUnderstood } from "./not-understood-store.ts";
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
    await inOwnTransaction(client, () => digestReading(client, digestion, reading));
  } catch (error) {
    if (!isOfThePosts(error)) throw error;
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
  for (const { postId, receivedOn, bytes } of posts) {
    const translation = translationOf(numberId, bytes);
    for (const fact of translation.facts) facts.push({ ...fact, postId });
    for (const one of translation.notUnderstood) strange.push({ ...one, postId, receivedOn });
  }
  return { posts, facts, strange };
}

async function digestReading(
  client: PoolClient,
  digestion: Digestion,
  { posts, facts, strange }: Reading,
): Promise<void> {
  const { numberId, now } = digestion;
  const settled = await settleDrafts(client, numberId, facts, digestion);
  const events = await learnFacts(client, numberId, [...settled, ...facts], digestion);
  await insertNotUnderstood(client, numberId, strange, now);
  await deletePending(
    client,
    numberId,
    posts.map((post) => post.postId),
  );
  if (events.length > 0) await recordEvents(client, numberId, events, now);
}

/**
 * The one post that breaks its batch: kept and shown, and out of the way of the others (SPEC I4).
 */
async function setAside(
  client: PoolClient,
  { numberId, now }: Digestion,
  { posts, facts }: Reading,
  error: unknown,
): Promise<void> {
  const [post] = posts;
  if (post === undefined) return;
  const what = `could not be digested: ${error instanceof Error ? error.name : typeof error}`;
  const noticeId = facts[0]?.factId ?? post.postId.replaceAll("-", "");
  await inOwnTransaction(client, async () => {
    await insertNotUnderstood(client, numberId, [{ ...post, noticeId, path: "", what }], now);
    await deletePending(client, numberId, [post.postId]);
  });
}

/**
 * Whether what failed lies in the posts, so that setting one aside helps: data that the server
 * would not take (classes 22 and 23), or a mistake of ours that they set off. A full disk, a dead
 * lock or a server going down is nobody's post; the whole batch is tried again.
 */
function isOfThePosts(error: unknown): boolean {
  if (error instanceof ConnectionLost) return false;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code !== "string" || /^2[23]/.test(code);
}
