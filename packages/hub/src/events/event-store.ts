import { assert, type Instant } from "@casement/engine";
import type { ClientBase, Pool } from "pg";
import type { NativeEvent } from "./native-event.ts";

/** Something that a screen shows has changed. It names the thing, and holds none of its text. */
export interface NewEvent {
  /** `regrouped`: other messages are in the thread than were, or it is not there any more. */
  readonly kind: "message" | "thread" | "regrouped";
  readonly threadId: string;
  /** Of a message: its wamid, or its draft's id until there is one. */
  readonly subject?: string | undefined;
}

/** An event for programs, with the id that it has wherever it is delivered. */
export type NewNativeEvent = NativeEvent & { readonly eventId: string };

export interface RecordedEvent {
  readonly position: bigint;
  readonly kind: string;
  readonly threadId: string;
  readonly subject: string | null;
}

/** The channel on which every node hears of new events; the payload is `<number> <position>`. */
export const EVENT_CHANNEL = "casement_event";

/**
 * Counts events and writes them down; says the position of the last one.
 *
 * Must be the last statement before the commit (decision 0008). It holds the number's row of
 * `number_position` until then, so that the order of positions is the order of commits: a stream
 * that has read up to a position has missed nothing below it. The threads are locked first, because
 * a digest too takes threads before the position, and two who took them crosswise would wait for
 * each other.
 *
 * Every node is told when the commit is done. PostgreSQL lets notifying transactions commit one at
 * a time; the batches of a digest bear that, the commits of received posts do not notify.
 */
export async function recordEvents(
  client: Pick<ClientBase, "query">,
  numberId: bigint,
  events: readonly (NewEvent | NewNativeEvent)[],
  at: Instant,
): Promise<bigint> {
  assert(events.length > 0, "there is something to record");
  const { rows } = await client.query<{ last: bigint }>({
    name: "record-events",
    text: RECORD_EVENTS,
    values: [
      numberId,
      new Date(at),
      events.map((event) => event.kind),
      events.map((event) => event.threadId),
      events.map((event) => event.subject ?? null),
      EVENT_CHANNEL,
      events.map((event) => ("eventId" in event ? event.eventId : null)),
      events.map((event) => ("said" in event ? saidOf(event) : null)),
    ],
  });
  const last = rows[0]?.last;
  assert(last !== undefined, "recording events says where they end");
  return last;
}

/** What the row keeps of an event for programs; its own `at` is when we learned of it. */
function saidOf({ at, said }: NewNativeEvent): string {
  return JSON.stringify({ at, data: said });
}

const RECORD_EVENTS = `
with locked as materialized (
  select thread_id
  from thread
  where number_id = $1 and thread_id = any ($4::uuid[])
  order by thread_id
  for no key update
), counted as (
  insert into number_position as n (number_id, last)
  select $1::bigint, cardinality($3::text[])
  from (select count(*) from locked) as after_locking
  on conflict (number_id) do update set last = n.last + excluded.last
  returning n.last
), numbered as (
  select counted.last - cardinality($3::text[]) + e.place as position,
         e.kind, e.thread_id, e.subject, e.event_id, e.said
  from counted, unnest($3::text[], $4::uuid[], $5::text[], $7::uuid[], $8::text[])
    with ordinality as e (kind, thread_id, subject, event_id, said, place)
), written as (
  insert into event (number_id, position, at, kind, thread_id, subject, event_id, said)
  select $1, position, $2, kind, thread_id, subject, event_id, said::jsonb
  from numbered
), shown as (
  update thread t
  set position = latest.position
  from (
    select thread_id, max(position) as position
    from numbered
    where event_id is null
    group by thread_id
  ) as latest
  where t.number_id = $1 and t.thread_id = any ($4::uuid[]) and t.thread_id = latest.thread_id
)
select last, pg_notify($6, $1::text || ' ' || last::text)
from counted`;

/** Events for screens of one number after a position, oldest first. */
export async function selectEventsAfter(
  db: Pick<Pool, "query">,
  question: { numberId: bigint; after: bigint; limit: number },
): Promise<RecordedEvent[]> {
  const { rows } = await db.query<RecordedEvent>({
    name: "events-after",
    text: `
select position, kind, thread_id as "threadId", subject
from event
where number_id = $1 and position > $2 and event_id is null
order by position
limit $3`,
    values: [question.numberId, question.after, question.limit],
  });
  return rows;
}

/** How far the events of a number are counted: 0 before the first. */
export async function selectLastPosition(
  db: Pick<Pool, "query">,
  numberId: bigint,
): Promise<bigint> {
  return (await selectPositions(db, numberId)).last;
}

/** The same, and up to where those for screens are not kept any more (SPEC R9). */
export async function selectPositions(
  db: Pick<Pool, "query">,
  numberId: bigint,
): Promise<{ readonly last: bigint; readonly droppedTo: bigint }> {
  const { rows } = await db.query<{ last: bigint; droppedTo: bigint }>({
    name: "event-positions",
    text: `select last, dropped_to as "droppedTo" from number_position where number_id = $1`,
    values: [numberId],
  });
  return rows[0] ?? { last: 0n, droppedTo: 0n };
}
