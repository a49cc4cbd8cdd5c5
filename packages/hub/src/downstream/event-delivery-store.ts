import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { DeliveryEnd } from "./delivery-store.ts";

type Db = Pick<ClientBase, "query">;

/** An event that is to be delivered, and the endpoint that is to get it. */
export interface NewEventDelivery {
  readonly endpointId: string;
  readonly eventId: string;
  readonly position: bigint;
  readonly threadId: string | null;
}

/**
 * Books deliveries of events, in order of position. Of a thread and endpoint the first is due at
 * once, if none waits there already; the others wait for the one before them (SPEC H10).
 */
export async function insertEventDeliveries(
  db: Db,
  numberId: bigint,
  deliveries: readonly NewEventDelivery[],
  now: Instant,
): Promise<void> {
  await db.query({
    name: "insert-event-deliveries",
    text: `
insert into delivery
  (number_id, endpoint_id, post_id, position, thread_id, state, attempts, created_at, since,
   next_at)
select $1, endpoint_id, event_id, position, thread_id, 'waiting', 0, $6, $6, case
    when thread_id is null or place = 1 and not exists (
      select from delivery w
      where w.number_id = $1 and w.endpoint_id = n.endpoint_id and w.thread_id = n.thread_id
        and w.state = 'waiting'
    ) then $6::timestamptz
  end
from (
  select *, row_number() over (partition by endpoint_id, thread_id order by position) as place
  from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::uuid[])
    as new (endpoint_id, event_id, position, thread_id)
) n
on conflict do nothing`,
    values: [
      numberId,
      deliveries.map((one) => one.endpointId),
      deliveries.map((one) => one.eventId),
      deliveries.map((one) => one.position),
      deliveries.map((one) => one.threadId),
      new Date(now),
    ],
  });
}

/** When each thread's next event is due, now that the one before it has ended. */
export async function releaseNext(
  db: Db,
  numberId: bigint,
  ends: readonly DeliveryEnd[],
  now: Instant,
): Promise<void> {
  const over = ends.filter((end) => end.state !== "waiting");
  if (over.length === 0) return;
  await db.query({
    name: "release-next",
    text: `
update delivery d
set next_at = $4, since = $4
from (
  select distinct o.endpoint_id, o.thread_id
  from unnest($2::uuid[], $3::uuid[]) as e (endpoint_id, post_id)
  join delivery o on o.number_id = $1 and o.endpoint_id = e.endpoint_id and o.post_id = e.post_id
  where o.thread_id is not null
) over
cross join lateral (
  select w.post_id
  from delivery w
  where w.number_id = $1 and w.endpoint_id = over.endpoint_id and w.thread_id = over.thread_id
    and w.state = 'waiting'
  order by w.position
  limit 1
) next
where d.number_id = $1 and d.endpoint_id = over.endpoint_id and d.post_id = next.post_id
  and d.next_at is null`,
    values: [
      numberId,
      over.map((end) => end.endpointId),
      over.map((end) => end.postId),
      new Date(now),
    ],
  });
}
