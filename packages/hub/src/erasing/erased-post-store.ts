import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import { type SignedBody, signedBodyFromRow } from "../webhook/signed-body.ts";

type Db = Pick<Pool, "query">;

const NAMES_ONE_OF_2 = `exists (
  select from unnest($2::text[]) as n (name)
  where position(convert_to(n.name, 'UTF8') in bytes) > 0
)`;

/** The posts of a number and day in whose bytes a name stands; with `to`, that came by then. */
export async function selectPostsNaming(
  db: Db,
  numberId: bigint,
  { day, names, to }: { day: string; names: readonly string[]; to?: Instant | undefined },
): Promise<{ postId: string; bytes: SignedBody }[]> {
  const { rows } = await db.query<{ postId: string; bytes: Uint8Array }>({
    name: "select-posts-naming",
    text: `
select post_id as "postId", bytes
from post
where number_id = $1 and received_on = $3 and received_at <= $4 and ${NAMES_ONE_OF_2}`,
    values: [numberId, names, day, to === undefined ? "infinity" : new Date(to)],
  });
  return rows.map((row) => ({ postId: row.postId, bytes: signedBodyFromRow(row) }));
}

/**
 * Whether a post that waits for its digest names one of these. By arrays and not joined, as
 * `selectPending` has it.
 */
export async function isNamedInPending(
  db: Db,
  numberId: bigint,
  names: readonly string[],
): Promise<boolean> {
  const { rows } = await db.query({
    name: "is-named-in-pending",
    text: `
with w as materialized (
  select post_id, received_on
  from pending
  where number_id = $1
)
select
from post
where number_id = $1
  and received_on = any (array(select distinct received_on from w))
  and post_id = any (array(select post_id from w))
  and ${NAMES_ONE_OF_2}
limit 1`,
    values: [numberId, names],
  });
  return rows.length > 0;
}

interface PostPlace {
  readonly day: string;
  readonly postId: string;
}

export async function deletePost(
  db: Db,
  numberId: bigint,
  { day, postId }: PostPlace,
): Promise<void> {
  await db.query({
    name: "delete-post",
    text: "delete from post where number_id = $1 and received_on = $2 and post_id = $3",
    values: [numberId, day, postId],
  });
  await db.query({
    name: "delete-not-understood-of-post",
    text: "delete from not_understood where number_id = $1 and post_id = $2",
    values: [numberId, postId],
  });
}

export async function updateCutPost(
  db: Db,
  numberId: bigint,
  { day, postId, bytes, at }: PostPlace & { readonly bytes: Uint8Array; readonly at: Instant },
): Promise<void> {
  await db.query({
    name: "update-cut-post",
    text: `
update post
set bytes = $4, recut_at = $5
where number_id = $1 and received_on = $2 and post_id = $3`,
    values: [numberId, day, postId, bytes, new Date(at)],
  });
}
