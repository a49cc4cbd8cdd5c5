import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { type SignedBody, signedBodyFromRow } from "./signed-body.ts";

/** A webhook request as it is kept: its bytes, and by which secret they were verified. */
export interface Post {
  readonly postId: string;
  readonly receivedAt: Instant;
  readonly appId: bigint;
  readonly secretVersion: number;
  readonly signature: string;
  readonly bytes: SignedBody;
}

/** A post that waits for the digest. */
export interface PendingPost {
  readonly postId: string;
  readonly receivedOn: string;
  readonly receivedAt: Instant;
  readonly bytes: SignedBody;
}

/** The day a post is filed under, in UTC: `2023-07-10`. */
export function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

/**
 * Keeps posts of one number: the bytes, the mark that they wait, and the stream, in one statement.
 *
 * One statement is one commit, however many posts it holds: that is what makes a durable answer to
 * each of a thousand posts a second affordable (bench/receive). The stream hears of its last post
 * once a second: two commits that wrote its row could not be under way at the same time.
 */
export async function insertPosts(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  posts: readonly Post[],
): Promise<void> {
  await db.query({
    name: "insert-posts",
    text: INSERT_POSTS,
    values: [
      numberId,
      posts.map((post) => post.postId),
      posts.map((post) => dayOf(post.receivedAt)),
      posts.map((post) => new Date(post.receivedAt)),
      posts.map((post) => post.appId),
      posts.map((post) => post.secretVersion),
      posts.map((post) => post.signature),
      posts.map((post) => post.bytes),
    ],
  });
}

const INSERT_POSTS = `
with arrived as (
  select *
  from unnest($2::uuid[], $3::date[], $4::timestamptz[], $5::bigint[], $6::int[], $7::text[],
              $8::bytea[])
    as p (post_id, received_on, received_at, app_id, secret_version, signature, bytes)
),
kept as (
  insert into post
    (number_id, received_on, post_id, received_at, app_id, secret_version, signature, bytes)
  select $1, received_on, post_id, received_at, app_id, secret_version, signature, bytes
  from arrived
),
waiting as (
  insert into pending (number_id, post_id, received_on)
  select $1, post_id, received_on
  from arrived
)
insert into stream as s (number_id, first_post_at, last_post_at)
select $1, min(received_at), max(received_at)
from arrived
having not exists (
  select
  from stream known
  where known.number_id = $1
    and known.last_post_at > max(arrived.received_at) - interval '1 second'
)
on conflict (number_id) do update
set last_post_at = greatest(s.last_post_at, excluded.last_post_at)`;

/**
 * The posts of a number that wait, oldest first, at most `limit`. They are named by arrays, and not
 * joined: the server takes a batch for a handful, and would read all posts of the day to join them.
 */
export async function selectPending(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  limit: number,
): Promise<PendingPost[]> {
  const { rows } = await db.query<PendingRow>({
    name: "select-pending",
    text: `
with w as materialized (
  select post_id, received_on
  from pending
  where number_id = $1
  order by post_id
  limit $2
)
select post_id, received_on::text, received_at, bytes
from post
where number_id = $1
  and received_on = any (array(select distinct received_on from w))
  and post_id = any (array(select post_id from w))
order by post_id`,
    values: [numberId, limit],
  });
  return rows.map((row) => ({
    postId: row.post_id,
    receivedOn: row.received_on,
    receivedAt: row.received_at,
    bytes: signedBodyFromRow(row),
  }));
}

interface PendingRow {
  post_id: string;
  received_on: string;
  received_at: Instant;
  bytes: Uint8Array;
}

/** Where a reading of all kept posts of a number has come to. */
export interface PostPlace {
  readonly receivedOn: string;
  readonly postId: string;
}

/** Kept posts of a number by the day they came and their id, from the one after `after`. */
export async function selectPostsAfter(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  page: {
    readonly after: PostPlace;
    /** Those that came from then on. */
    readonly from?: Instant | undefined;
    /** Those that came before. */
    readonly to?: Instant | undefined;
    readonly limit: number;
  },
): Promise<KeptForReading[]> {
  const { after, from, to, limit } = page;
  const { rows } = await db.query<KeptRow>({
    name: "select-posts-after",
    text: `
select post_id, received_on::text, received_at, bytes, app_id, secret_version, signature,
       recut_at
from post
where number_id = $1 and received_on >= $2::date and (received_on, post_id) > ($2::date, $3::uuid)
  and ($4::timestamptz is null or received_at >= $4)
  and ($5::timestamptz is null or (received_on <= $6::date and received_at < $5))
order by received_on, post_id
limit $7`,
    values: [
      numberId,
      after.receivedOn,
      after.postId,
      from === undefined ? null : new Date(from),
      to === undefined ? null : new Date(to),
      to === undefined ? null : dayOf(to),
      limit,
    ],
  });
  return rows.map(keptFrom);
}

/** The posts of a number that came last, newest first. */
export async function selectNewestPosts(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  limit: number,
): Promise<KeptForReading[]> {
  const { rows } = await db.query<KeptRow>({
    name: "select-newest-posts",
    text: `
select post_id, received_on::text, received_at, bytes, app_id, secret_version, signature,
       recut_at
from post
where number_id = $1
order by received_on desc, post_id desc
limit $2`,
    values: [numberId, limit],
  });
  return rows.map(keptFrom);
}

/** A post with all that was kept of it. */
export interface KeptForReading extends PendingPost {
  readonly appId: bigint;
  readonly secretVersion: number;
  readonly signature: string;
  /** Somebody was cut out of it then: it is not as it was signed; null: it is as it came. */
  readonly recutAt: Instant | null;
}

function keptFrom(row: KeptRow): KeptForReading {
  return {
    postId: row.post_id,
    receivedOn: row.received_on,
    receivedAt: row.received_at,
    bytes: signedBodyFromRow(row),
    appId: row.app_id,
    secretVersion: row.secret_version,
    signature: row.signature,
    recutAt: row.recut_at,
  };
}

interface KeptRow extends PendingRow {
  app_id: bigint;
  secret_version: number;
  signature: string;
  recut_at: Instant | null;
}

/** Says that these posts were digested; part of the digest's own transaction. */
export async function deletePending(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  postIds: readonly string[],
): Promise<void> {
  await db.query({
    name: "delete-pending",
    text: "delete from pending where number_id = $1 and post_id = any($2::uuid[])",
    values: [numberId, postIds],
  });
}

/** The newest post of a number that waits; absent: none does. */
export async function selectNewestPending(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
): Promise<string | undefined> {
  const { rows } = await db.query<{ postId: string }>({
    name: "select-newest-pending",
    text: `
select post_id as "postId"
from pending
where number_id = $1
order by post_id desc
limit 1`,
    values: [numberId],
  });
  return rows[0]?.postId;
}

/** Whether a post of a number waits; with `upTo`, one that is no newer. */
export async function hasPending(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  upTo = NEWEST_POSSIBLE,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "has-pending",
    text: "select from pending where number_id = $1 and post_id <= $2 limit 1",
    values: [numberId, upTo],
  });
  return rowCount === 1;
}

const NEWEST_POSSIBLE = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Every number that has posts waiting: asked once, at start. */
export async function selectNumbersPending(db: Pick<ClientBase, "query">): Promise<bigint[]> {
  const { rows } = await db.query<{ number_id: bigint }>(
    "select distinct number_id from pending order by number_id",
  );
  return rows.map((row) => row.number_id);
}

/** How many posts of each number wait, of those that have any. */
export async function selectPendingCounts(
  db: Pick<ClientBase, "query">,
): Promise<{ numberId: bigint; count: number }[]> {
  const { rows } = await db.query<{ numberId: bigint; count: number }>(
    'select number_id as "numberId", count(*)::int as count from pending group by number_id',
  );
  return rows;
}

/** When the post came that waits longest: the first of each number, in the order of their ids. */
export async function selectOldestPending(
  db: Pick<ClientBase, "query">,
): Promise<Instant | undefined> {
  const { rows } = await db.query<{ oldest: Instant | null }>(`
select min(p.received_at) as oldest
from (
  select distinct on (number_id) number_id, post_id, received_on
  from pending
  order by number_id, post_id
) as w
join post p
  on p.number_id = w.number_id and p.received_on = w.received_on and p.post_id = w.post_id`);
  return rows[0]?.oldest ?? undefined;
}
