import type { Instant } from "@casement/engine";
import type { Pool } from "pg";

type Db = Pick<Pool, "query">;

/** How many rows a statement takes away: nobody waits long behind it. */
const STEP = 5_000;

/**
 * The posts of a day that something still asks for: the digest, a list of what was not understood,
 * an endpoint that has not got them.
 */
export async function selectHeldPosts(
  db: Db,
  numberId: bigint,
  day: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ postId: string }>({
    name: "select-held-posts",
    text: `
select post_id as "postId" from pending where number_id = $1 and received_on = $2
union
select post_id from not_understood where number_id = $1 and received_on = $2
union
select post_id from delivery where number_id = $1 and received_on = $2 and state = 'waiting'`,
    values: [numberId, day],
  });
  return rows.map((row) => row.postId);
}

/** Deletes the posts of a day that nothing asks for any more. */
export async function deletePosts(
  db: Db,
  numberId: bigint,
  { day, except }: { day: string; except: readonly string[] },
): Promise<void> {
  await db.query({
    name: "delete-old-posts",
    text: `
delete from post
where number_id = $1 and received_on = $2 and post_id <> all ($3::uuid[])`,
    values: [numberId, day, except],
  });
}

/**
 * Deletes a step of the deliveries that wait for an endpoint that is not there any more; says how
 * many. A batch that read of an endpoint before it was removed books them after, and nobody else
 * would ever end them: they would hold their posts and events for ever.
 */
export async function deleteDeliveriesToNobody(db: Db, numberId: bigint): Promise<number> {
  const { rowCount } = await db.query({
    name: "delete-deliveries-to-nobody",
    text: `
delete from delivery d
using (
  select w.endpoint_id, w.post_id
  from delivery w
  where w.number_id = $1 and w.state = 'waiting' and not exists (
    select from endpoint e where e.endpoint_id = w.endpoint_id
  )
  limit ${STEP}
) left_over
where d.number_id = $1 and d.endpoint_id = left_over.endpoint_id
  and d.post_id = left_over.post_id`,
    values: [numberId],
  });
  return rowCount ?? 0;
}

/** Deletes a step of the deliveries that ended and were booked before a moment; says how many. */
export async function deleteOldDeliveries(
  db: Db,
  numberId: bigint,
  before: Instant,
): Promise<number> {
  const { rowCount } = await db.query({
    name: "delete-old-deliveries",
    text: `
delete from delivery d
using (
  select endpoint_id, post_id
  from delivery
  where number_id = $1 and created_at < $2 and state <> 'waiting'
  order by created_at
  limit ${STEP}
) old
where d.number_id = $1 and d.endpoint_id = old.endpoint_id and d.post_id = old.post_id`,
    values: [numberId, new Date(before)],
  });
  return rowCount ?? 0;
}

/** Deletes a step of the events for programs from before a moment that wait for none of them. */
export async function deleteOldEvents(db: Db, numberId: bigint, before: Instant): Promise<number> {
  const { rowCount } = await db.query({
    name: "delete-old-events",
    text: `
delete from event
where number_id = $1 and event_id is not null and at < $2 and position in (
  select e.position
  from event e
  where e.number_id = $1 and e.event_id is not null and e.at < $2 and e.position < coalesce((
      select min(d.position)
      from delivery d
      where d.number_id = $1 and d.state = 'waiting' and d.position is not null
    ), e.position + 1)
  order by e.position
  limit ${STEP}
)`,
    values: [numberId, new Date(before)],
  });
  return rowCount ?? 0;
}

/**
 * Deletes a step of the events for screens from before a moment, and says up to where they are
 * gone, both at once: who reads finds them, or is told that they are not there. Says how many
 * events were looked through; those for programs among them stay.
 */
export async function deleteOldScreenEvents(
  db: Db,
  numberId: bigint,
  before: Instant,
): Promise<number> {
  const { rows } = await db.query<{ seen: number }>({
    name: "delete-old-screen-events",
    text: `
with old as materialized (
  select e.position, e.event_id
  from (
    select position, event_id, at
    from event
    where number_id = $1 and position > (
      select dropped_to from number_position where number_id = $1
    )
    order by position
    limit ${STEP}
  ) as e
  where e.at < $2
), told as (
  update number_position n
  set dropped_to = (select max(position) from old)
  where n.number_id = $1 and exists (select from old)
), gone as (
  delete from event e
  using old
  where e.number_id = $1 and e.position = old.position and old.event_id is null
)
select count(*)::int as seen from old`,
    values: [numberId, new Date(before)],
  });
  return rows[0]?.seen ?? 0;
}

/** Deletes a step of a month's messages with what they say; says how many. */
export async function deleteOldMessages(db: Db, numberId: bigint, month: string): Promise<number> {
  const { rowCount } = await db.query({
    name: "delete-old-messages",
    text: `
with gone as (
  delete from message_content
  where number_id = $1 and month = $2 and wamid in (
    select wamid from message_content where number_id = $1 and month = $2 limit ${STEP}
  )
  returning wamid
), messages as (
  delete from message m
  using gone
  where m.number_id = $1 and m.wamid = gone.wamid
)
select from gone`,
    values: [numberId, month],
  });
  return rowCount ?? 0;
}

/**
 * Deletes a step of the messages from before a moment of which no words came: those of another tool
 * on the number are known by their statuses alone. Those of who was erased stay, and say nothing:
 * by them a late report is known, and brings no name back (SPEC R6). Says how many.
 */
export async function deleteOldWordless(
  db: Db,
  numberId: bigint,
  before: Instant,
): Promise<number> {
  const { rowCount } = await db.query({
    name: "delete-old-wordless",
    text: `
delete from message
where number_id = $1 and wamid in (
  select m.wamid
  from message m
  where m.number_id = $1 and m.content_month is null and m.at < $2 and not exists (
    select from erased_thread e where e.number_id = $1 and e.thread_id = m.thread_id
  )
  order by m.at
  limit ${STEP}
  for update of m skip locked
)`,
    values: [numberId, new Date(before)],
  });
  return rowCount ?? 0;
}

/** Deletes a step of the drafts from before a moment that have an end; says how many. */
export async function deleteOldDrafts(db: Db, numberId: bigint, before: Instant): Promise<number> {
  const { rowCount } = await db.query({
    name: "delete-old-drafts",
    text: `
delete from draft
where number_id = $1 and draft_id in (
  select draft_id
  from draft
  where number_id = $1 and created_at < $2
    and state not in ('scheduled', 'waiting', 'sending', 'unknown')
  order by created_at
  limit ${STEP}
)`,
    values: [numberId, new Date(before)],
  });
  return rowCount ?? 0;
}

/** A step of the files from before a moment, but for some, with where their bytes are. */
export async function selectOldFiles(
  db: Db,
  numberId: bigint,
  { before, except }: { before: Instant; except: readonly string[] },
): Promise<{ mediaId: string; place: string | null }[]> {
  const { rows } = await db.query<{ mediaId: string; place: string | null }>({
    name: "select-old-files",
    text: `
select media_id as "mediaId", place
from media
where number_id = $1 and created_at < $2 and media_id <> all ($3::text[])
order by created_at
limit 500`,
    values: [numberId, new Date(before), except],
  });
  return rows;
}
