import type { Pool, PoolClient } from "pg";
import { bookDeliveries } from "../downstream/book-deliveries.ts";
import { recordChanges } from "../downstream/record-changes.ts";
import type { NewEvent } from "../events/event-store.ts";
import type { NativeEvent, Tell } from "../events/native-event.ts";
import type { Ids } from "../ids.ts";
import { bookFiles } from "../media/book-files.ts";
import { putFirstHeard } from "../numbers/hearing-store.ts";
import { appointLimits } from "../numbers/learn-limits.ts";
import { learnStanding } from "../numbers/learn-standing.ts";
import { inOwnTransaction, isOfTheData } from "../numbers/own-transaction.ts";
import { closedToIn, fallBack } from "../sending/fall-back.ts";
import { type ContentOf, moveDraftsToFacts, settleByStatus } from "../sending/settle.ts";
import { applyReportsIn } from "../templates/apply-reports.ts";
import type { TemplateRow } from "../templates/template-store.ts";
import { type Learning, learnFacts, type SourcedFact } from "../threads/learn.ts";
import { ensureMonthsOf } from "./months.ts";
import { deleteNotUnderstood, insertNotUnderstood } from "./not-understood-store.ts";
import { deletePending, type PendingPost, selectPending } from "./post-store.ts";
import type { NotUnderstood } from "./received-fact.ts";
import { noticesOf, translationOf } from "./translation.ts";

/** How many posts one transaction takes. */
const BATCH_MAX = 500;

export interface Digestion extends Learning {
  readonly numberId: bigint;
  /** For partitions, which are made outside the transaction. */
  readonly db: Pool;
  readonly ids: Ids;
  /** What the body of a draft says, for one that a status settles. */
  readonly contentOf: ContentOf;
  /** Told after a commit how templates are now that something was said of. */
  readonly templatesChanged?: ((templates: readonly TemplateRow[]) => void) | undefined;
  /** Told that something falls due, once this is committed: a file, a window that closes. */
  readonly appointmentsMade?: (() => void) | undefined;
  /** Told that there are posts or events to deliver, once this is committed. */
  readonly deliveriesBooked?: (() => void) | undefined;
  /** Told after each commit what was in it. */
  readonly digested?: ((told: Digested) => void) | undefined;
  /** Nothing was heard of the number yet: told, once this is committed, that it is now. */
  readonly firstHeard?: (() => Promise<void>) | undefined;
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
 * A batch that fails is halved, down to the one notice that cannot be digested; that one is set
 * aside as not understood, and the rest goes on (decision 0003).
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
    await digestOnce(client, digestion, reading);
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    const [post] = posts;
    if (posts.length > 1) {
      const [less, more] = halvesOf(posts);
      await digestHalving(client, digestion, less);
      await digestHalving(client, digestion, more);
    } else if (post !== undefined) await digestApart(client, digestion, { ...reading, post });
  }
}

/** One transaction, and those who wait for it told. */
async function digestOnce(
  client: PoolClient,
  digestion: Digestion,
  reading: Reading,
): Promise<void> {
  await ensureMonthsOf(
    digestion.db,
    reading.facts.map((fact) => fact.at),
  );
  let facts = 0;
  const learned = (count: number): void => {
    facts += count;
  };
  const { templates, isFirst } = await inOwnTransaction(client, () =>
    digestReading(client, { ...digestion, learned }, reading),
  );
  if (templates.length > 0) digestion.templatesChanged?.(templates);
  if (isFirst) await digestion.firstHeard?.();
  const { length: notUnderstood } = reading.strange;
  digestion.digested?.({ posts: reading.posts.length, facts, notUnderstood });
}

/**
 * The one post that breaks its batch, notice by notice: what can be learned of it is, and then the
 * post is done with (SPEC I4). If even that fails, the post is set aside as a whole.
 */
async function digestApart(
  client: PoolClient,
  digestion: Digestion,
  { post, facts, strange }: Reading & { readonly post: PendingPost },
): Promise<void> {
  const [less, more] = halvesOf(facts);
  const failed = [
    ...(await factsThatFail(client, digestion, less)),
    ...(await factsThatFail(client, digestion, more)),
  ];
  const places = new Map(noticesOf(digestion.numberId, post).map((one) => [one.factId, one.path]));
  const quarantined = failed.map(({ factId, error }) => ({
    ...post,
    noticeId: factId,
    path: places.get(factId) ?? "",
    what: failureWords(error),
  }));
  try {
    const rest = { posts: [post], facts: [], strange: [...strange, ...quarantined] };
    await digestOnce(client, digestion, rest);
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    await setAside(client, digestion, post, error);
  }
}

interface FailedFact {
  readonly factId: string;
  readonly error: unknown;
}

/** Learns facts, halving them where they fail, and gives back those that cannot be learned. */
async function factsThatFail(
  client: PoolClient,
  digestion: Digestion,
  facts: readonly SourcedFact[],
): Promise<readonly FailedFact[]> {
  const [fact] = facts;
  if (fact === undefined) return [];
  try {
    await digestOnce(client, digestion, { posts: [], facts, strange: [] });
    return [];
  } catch (error) {
    if (!isOfTheData(error)) throw error;
    if (facts.length === 1) return [{ factId: fact.factId, error }];
    const [less, more] = halvesOf(facts);
    return [
      ...(await factsThatFail(client, digestion, less)),
      ...(await factsThatFail(client, digestion, more)),
    ];
  }
}

function halvesOf<T>(all: readonly T[]): [readonly T[], readonly T[]] {
  const half = all.length >> 1;
  return [all.slice(0, half), all.slice(half)];
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

/** What a transaction of the digest found that others are told of, once it is committed. */
interface Outcome {
  readonly templates: readonly TemplateRow[];
  readonly isFirst: boolean;
}

async function digestReading(
  client: PoolClient,
  digestion: Digestion,
  { posts, facts, strange }: Reading,
): Promise<Outcome> {
  const { numberId, now } = digestion;
  const native: NativeEvent[] = [];
  const tell: Tell = (event) => void native.push(event);
  const settled = await settleByStatus(client, numberId, facts, digestion);
  const learning = { ...digestion, tell };
  const learned = await learnFacts(client, numberId, [...settled, ...facts], learning);
  await moveDraftsToFacts(client, numberId, settled);
  const shown = [...learned, ...(await fallenBack(client, digestion, facts))];
  const templates = await applyReportsIn(client, facts, { now, tell });
  await learnStanding(client, numberId, facts, { now, tell });
  if (await limitsToldIn(client, digestion, facts)) digestion.appointmentsMade?.();
  if (await bookFiles(client, numberId, facts, now)) digestion.appointmentsMade?.();
  await insertNotUnderstood(client, numberId, strange, now);
  if (digestion.again === true) await forgetUnderstood(client, numberId, { facts, strange });
  await deletePending(
    client,
    numberId,
    posts.map((post) => post.postId),
  );
  const isFirst = await isFirstHeard(client, digestion, { posts, facts });
  await forwardDigested(client, digestion, posts);
  const recorded = await recordChanges(client, numberId, { shown, native }, digestion);
  if (recorded.deliveries) digestion.deliveriesBooked?.();
  if (recorded.appointments) digestion.appointmentsMade?.();
  return { templates, isFirst };
}

/** What came long ago says nothing of what may be sent now. */
async function limitsToldIn(
  client: PoolClient,
  { numberId, again, now }: Digestion,
  facts: readonly SourcedFact[],
): Promise<boolean> {
  return again !== true && (await appointLimits(client, numberId, { facts, now }));
}

/** The templates in place of what Meta found the window closed to. Not of what came long ago. */
async function fallenBack(
  client: PoolClient,
  { numberId, again, now, appointmentsMade }: Digestion,
  facts: readonly SourcedFact[],
): Promise<NewEvent[]> {
  if (again === true) return [];
  const fallen = await fallBack(client, numberId, closedToIn(facts), now);
  if (fallen.length > 0) appointmentsMade?.();
  return fallen;
}

/**
 * That a customer's message or a status came confirms the subscription (SPEC N15). What `replay`
 * digests again came long ago.
 */
async function isFirstHeard(
  client: PoolClient,
  { numberId, again, firstHeard }: Digestion,
  { posts, facts }: Pick<Reading, "posts" | "facts">,
): Promise<boolean> {
  if (firstHeard === undefined || again === true) return false;
  const telling = new Set(facts.flatMap((one) => (SUBSCRIBED.has(one.kind) ? one.postId : [])));
  const post = posts.find((one) => telling.has(one.postId));
  return post !== undefined && putFirstHeard(client, numberId, post.receivedAt);
}

/** They come in the field `messages`, which Meta posts only to a callback that asked for it. */
const SUBSCRIBED: ReadonlySet<string> = new Set(["customer_message", "status_reported"]);

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

/** A post of which nothing could be written: kept and shown, and out of the way of the others. */
async function setAside(
  client: PoolClient,
  digestion: Digestion,
  post: PendingPost,
  error: unknown,
): Promise<void> {
  const { numberId, now } = digestion;
  const one = { ...post, path: "", what: failureWords(error) };
  const noticeId = post.postId.replaceAll("-", "");
  await inOwnTransaction(client, async () => {
    await insertNotUnderstood(client, numberId, [{ ...one, noticeId }], now);
    await deletePending(client, numberId, [post.postId]);
    await forwardDigested(client, digestion, [post]);
  });
}

/** Never the failure's own words: they may quote what a customer wrote. */
function failureWords(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code === "string") return `could not be digested: the database refuses it (${code})`;
  return `could not be digested: ${error instanceof Error ? error.name : typeof error}`;
}
