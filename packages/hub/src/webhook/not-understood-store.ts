import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { NotUnderstood } from "./received-fact.ts";

/** Keeps what could not be read, once a notice, with the post that it came in. */
export async function insertNotUnderstood(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  strange: readonly (NotUnderstood & { readonly postId: string; readonly receivedOn: string })[],
  recordedAt: Instant,
): Promise<void> {
  if (strange.length === 0) return;
  await db.query({
    name: "insert-not-understood",
    text: `
insert into not_understood (number_id, notice_id, post_id, received_on, at_path, what, recorded_at)
select $1, decode(notice_id, 'hex'), post_id, received_on, at_path, what, $7
from unnest($2::text[], $3::uuid[], $4::date[], $5::text[], $6::text[])
  as n (notice_id, post_id, received_on, at_path, what)
on conflict do nothing`,
    values: [
      numberId,
      strange.map((one) => one.noticeId),
      strange.map((one) => one.postId),
      strange.map((one) => one.receivedOn),
      strange.map((one) => one.path),
      strange.map((one) => one.what),
      new Date(recordedAt),
    ],
  });
}

/**
 * Takes from the list the notices that are understood by now, and the posts that could not be read
 * as a whole and now can.
 */
export async function deleteNotUnderstood(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  { noticeIds, postIds }: { noticeIds: readonly string[]; postIds: readonly string[] },
): Promise<void> {
  await db.query({
    name: "delete-not-understood",
    text: `
delete from not_understood
where number_id = $1 and (
  notice_id in (select decode(id, 'hex') from unnest($2::text[]) as n (id))
  or (at_path = '' and post_id = any ($3::uuid[]))
)`,
    values: [numberId, noticeIds, postIds],
  });
}

export async function countNotUnderstood(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "select count(*)::int as count from not_understood where number_id = $1",
    [numberId],
  );
  return rows[0]?.count ?? 0;
}

/** A line of the list. */
export interface NotUnderstoodRow {
  readonly numberId: bigint;
  readonly noticeId: string;
  readonly postId: string;
  readonly receivedOn: string;
  readonly path: string;
  readonly what: string;
  readonly recordedAt: Instant;
}

/** Lines of a number by the id of the notice, from the one after `after`. */
export async function selectNotUnderstoodPage(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<NotUnderstoodRow[]> {
  const { rows } = await db.query<NotUnderstoodRow>({
    name: "select-not-understood-page",
    text: `
select number_id as "numberId", encode(notice_id, 'hex') as "noticeId", post_id as "postId",
       received_on::text as "receivedOn", at_path as path, what, recorded_at as "recordedAt"
from not_understood
where number_id = $1 and notice_id > decode($2, 'hex')
order by notice_id
limit $3`,
    values: [numberId, after ?? "", limit],
  });
  return rows;
}
