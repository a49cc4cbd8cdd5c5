import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { type SignedBody, signedBodyFromRow } from "../webhook/signed-body.ts";

type Db = Pick<ClientBase, "query">;

export const DELIVERY_STATES = ["waiting", "delivered", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What an endpoint is to get: a post. */
export interface NewDelivery {
  readonly endpointId: string;
  readonly postId: string;
  readonly receivedOn: string;
}

/** Books deliveries that are due at once. One that is booked already stays as it is. */
export async function insertDeliveries(
  db: Db,
  numberId: bigint,
  deliveries: readonly NewDelivery[],
  now: Instant,
): Promise<void> {
  await db.query({
    name: "insert-deliveries",
    text: `
insert into delivery
  (number_id, endpoint_id, post_id, received_on, state, attempts, created_at, since, next_at)
select $1, endpoint_id, post_id, received_on, 'waiting', 0, $5, $5, $5
from unnest($2::uuid[], $3::uuid[], $4::date[]) as new (endpoint_id, post_id, received_on)
on conflict do nothing`,
    values: [
      numberId,
      deliveries.map((one) => one.endpointId),
      deliveries.map((one) => one.postId),
      deliveries.map((one) => one.receivedOn),
      new Date(now),
    ],
  });
}

/** What an event's row keeps of it. */
export interface KeptEvent {
  readonly kind: string;
  readonly subject: string;
  readonly said: { readonly at: Instant; readonly data: Readonly<Record<string, unknown>> };
}

/**
 * A delivery that is due, with its post or its event. If that is no longer kept, both are null.
 */
export interface DueDelivery {
  readonly endpointId: string;
  readonly postId: string;
  readonly attempts: number;
  readonly since: Instant;
  readonly bytes: SignedBody | null;
  /** Null: it is a post. */
  readonly position: bigint | null;
  readonly threadId: string | null;
  readonly event: KeptEvent | null;
}

/** How many more deliveries an endpoint takes now. */
export interface Room {
  readonly endpointId: string;
  readonly count: number;
}

/** What is due, of each endpoint the earliest first, without what is under way. */
export async function selectDueDeliveries(
  db: Db,
  numberId: bigint,
  { now, rooms, underWay }: { now: Instant; rooms: readonly Room[]; underWay: readonly string[] },
): Promise<DueDelivery[]> {
  const { rows } = await db.query<Omit<DueDelivery, "bytes"> & { bytes: Uint8Array | null }>({
    name: "select-due-deliveries",
    text: `
select d.endpoint_id as "endpointId", d.post_id as "postId", d.attempts, d.since, p.bytes,
       d.position, d.thread_id as "threadId", case
         when e.said is not null
         then jsonb_build_object('kind', e.kind, 'subject', e.subject, 'said', e.said)
       end as event
from unnest($3::uuid[], $4::int[]) as room (endpoint_id, count)
cross join lateral (
  select w.endpoint_id, w.post_id, w.received_on, w.attempts, w.since, w.next_at, w.position,
         w.thread_id
  from delivery w
  where w.number_id = $1 and w.endpoint_id = room.endpoint_id and w.state = 'waiting'
    and w.next_at <= $2 and w.endpoint_id || '/' || w.post_id <> all ($5::text[])
  order by w.next_at, w.post_id
  limit room.count
) d
left join post p
  on p.number_id = $1 and p.received_on = d.received_on and p.post_id = d.post_id
left join event e on e.number_id = $1 and e.position = d.position
order by d.endpoint_id, d.next_at, d.post_id`,
    values: [
      numberId,
      new Date(now),
      rooms.map((room) => room.endpointId),
      rooms.map((room) => room.count),
      underWay,
    ],
  });
  return rows.map(({ bytes, ...row }) => {
    return { ...row, bytes: bytes === null ? null : signedBodyFromRow({ bytes }) };
  });
}

/** When the next delivery of these endpoints falls due, after `now`. */
export async function selectNextDeliveryAt(
  db: Db,
  numberId: bigint,
  { now, endpointIds }: { now: Instant; endpointIds: readonly string[] },
): Promise<Instant | undefined> {
  const { rows } = await db.query<{ nextAt: Instant | null }>({
    name: "select-next-delivery-at",
    text: `
select min(next_at) as "nextAt"
from delivery
where number_id = $1 and endpoint_id = any ($2::uuid[]) and state = 'waiting' and next_at > $3`,
    values: [numberId, endpointIds, new Date(now)],
  });
  return rows[0]?.nextAt ?? undefined;
}

/** How an attempt ended, as it is written down. */
export interface DeliveryEnd {
  readonly endpointId: string;
  readonly postId: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly answerStatus: number | null;
  readonly failure: string | null;
  readonly nextAt: Instant;
  readonly triedAt: Instant;
}

export async function updateDeliveries(
  db: Db,
  numberId: bigint,
  ends: readonly DeliveryEnd[],
): Promise<void> {
  if (ends.length === 0) return;
  const of = <T>(pick: (end: DeliveryEnd) => T): T[] => ends.map(pick);
  await db.query({
    name: "update-deliveries",
    text: `
update delivery d
set state = e.state, attempts = e.attempts, answer_status = e.answer_status, failure = e.failure,
    next_at = e.next_at, tried_at = e.tried_at
from unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::int[], $7::text[],
            $8::timestamptz[], $9::timestamptz[])
  as e (endpoint_id, post_id, state, attempts, answer_status, failure, next_at, tried_at)
where d.number_id = $1 and d.endpoint_id = e.endpoint_id and d.post_id = e.post_id`,
    values: [
      numberId,
      of((end) => end.endpointId),
      of((end) => end.postId),
      of((end) => end.state),
      of((end) => end.attempts),
      of((end) => end.answerStatus),
      of((end) => end.failure),
      of((end) => new Date(end.nextAt)),
      of((end) => new Date(end.triedAt)),
    ],
  });
}

/** A delivery as the log shows it. */
export interface DeliveryRow extends Omit<DeliveryEnd, "triedAt" | "nextAt"> {
  readonly numberId: bigint;
  /** Of an event: its place among the number's, and its thread. */
  readonly position: bigint | null;
  readonly threadId: string | null;
  /** Null: it waits for the one before it of its thread. */
  readonly nextAt: Instant | null;
  readonly createdAt: Instant;
  /** Null: not yet. */
  readonly triedAt: Instant | null;
}

const COLUMNS = `
number_id as "numberId", endpoint_id as "endpointId", post_id as "postId", state, attempts,
answer_status as "answerStatus", failure, created_at as "createdAt", next_at as "nextAt",
tried_at as "triedAt", position, thread_id as "threadId"`;

/** The deliveries of a number to an endpoint, newest first, from the one after `after`. */
export async function selectDeliveryPage(
  db: Db,
  numberId: bigint,
  page: {
    endpointId: string;
    state: DeliveryState | undefined;
    after: string | undefined;
    limit: number;
  },
): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>({
    name: "select-delivery-page",
    text: `
select ${COLUMNS}
from delivery
where number_id = $1 and endpoint_id = $2 and ($3::uuid is null or post_id < $3)
  and ($4::text is null or state = $4)
order by post_id desc
limit $5`,
    values: [numberId, page.endpointId, page.after ?? null, page.state ?? null, page.limit],
  });
  return rows;
}

/**
 * Makes a delivery due again, as if it were new; `undefined`: there is none. One that waits for
 * another of its thread goes on waiting.
 */
export async function renewDelivery(
  db: Db,
  numberId: bigint,
  { endpointId, postId, now }: { endpointId: string; postId: string; now: Instant },
): Promise<DeliveryRow | undefined> {
  const { rows } = await db.query<DeliveryRow>({
    name: "renew-delivery",
    text: `
update delivery
set state = 'waiting', attempts = 0, since = $4,
    next_at = case when state <> 'waiting' or next_at is not null then $4::timestamptz end
where number_id = $1 and endpoint_id = $2 and post_id = $3
returning ${COLUMNS}`,
    values: [numberId, endpointId, postId, new Date(now)],
  });
  return rows[0];
}

/** Whether there is something to deliver of a number: asked when it becomes ours. */
export async function hasDeliveries(db: Db, numberId: bigint): Promise<boolean> {
  const { rowCount } = await db.query(
    "select from delivery where number_id = $1 and state = 'waiting' limit 1",
    [numberId],
  );
  return rowCount === 1;
}

/** Every number with something to deliver: asked when the hub starts, or an endpoint goes on. */
export async function selectNumbersWithDeliveries(db: Db): Promise<bigint[]> {
  const { rows } = await db.query<{ number_id: bigint }>(
    "select distinct number_id from delivery where state = 'waiting' order by number_id",
  );
  return rows.map((row) => row.number_id);
}

/** Forgets what an endpoint got of a number. */
export async function deleteDeliveries(
  db: Db,
  numberId: bigint,
  endpointId: string,
): Promise<void> {
  await db.query("delete from delivery where number_id = $1 and endpoint_id = $2", [
    numberId,
    endpointId,
  ]);
}

/** Whether an endpoint got something of a number, or is to. */
export async function hasDeliveriesTo(
  db: Db,
  numberId: bigint,
  endpointId: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    "select from delivery where number_id = $1 and endpoint_id = $2 limit 1",
    [numberId, endpointId],
  );
  return rowCount === 1;
}

/** Whether a post still waits for its digest under another of its streams. */
export async function isPending(db: Db, numberId: bigint, postId: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "is-pending",
    text: "select from pending where number_id = $1 and post_id = $2",
    values: [numberId, postId],
  });
  return rowCount === 1;
}

/** What callers gave as `biz_opaque_callback_data`, by draft; null: nothing. */
export async function selectCallbackData(
  db: Db,
  numberId: bigint,
  draftIds: readonly string[],
): Promise<Map<string, string | null>> {
  const { rows } = await db.query<{ draftId: string; callbackData: string | null }>({
    name: "select-callback-data",
    text: `
select draft_id as "draftId", callback_data as "callbackData"
from draft
where number_id = $1 and draft_id = any ($2::uuid[])`,
    values: [numberId, draftIds],
  });
  return new Map(rows.map((row) => [row.draftId, row.callbackData]));
}
