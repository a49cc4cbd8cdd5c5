import type { Pool } from "pg";
import type { Sightings } from "../sometimes.ts";
import type { Entry } from "./calendar.ts";
import type { Ask } from "./desk.ts";
import { type FileEvidence, gatherFiles } from "./file-evidence.ts";
import type { Call } from "./graph-border.ts";
import { type PostingRow, postingsOf, type SealRow, sealsOf } from "./ledger-evidence.ts";
import type { Programs } from "./programs.ts";
import { type Said, saidIn } from "./said.ts";
import type { StormSight } from "./sights.ts";
import type { Stage } from "./stage.ts";
import { gatherThreads, type ThreadRow } from "./thread-evidence.ts";

/**
 * All that is known once a storm is over: what each border saw, what stands in the database, what
 * the platform itself holds. The checks read nothing else, and no code of the hub made it.
 */
export interface Evidence {
  readonly sightings: Sightings<StormSight>;
  readonly endedAt: number;
  readonly numberId: string;
  /** Of the number's account, by which its months begin. */
  readonly timeZone: string;
  readonly perSecond: number;
  readonly acknowledged: readonly string[];
  readonly calls: readonly Call[];
  readonly asks: readonly Ask[];
  readonly entries: readonly Entry[];
  readonly files: FileEvidence;
  readonly programs: Pick<Programs, "got" | "secrets">;
  readonly posts: readonly PostRow[];
  /** What the kept posts of the number say. */
  readonly said: Said;
  /** The platform's messages of the business, by wamid. */
  readonly sent: ReadonlyMap<string, PlatformMessage>;
  readonly messages: ReadonlyMap<string, MessageRow>;
  readonly threads: readonly ThreadRow[];
  readonly windows: readonly WindowRow[];
  readonly conversations: readonly ConversationRow[];
  readonly units: readonly UnitRow[];
  readonly postings: readonly PostingRow[];
  /** Postings as they stood at some moments of the storm. */
  readonly earlierPostings: readonly PostingRow[];
  readonly seals: readonly SealRow[];
  readonly drafts: ReadonlyMap<string, DraftRow>;
  readonly events: readonly EventRow[];
  readonly counts: Counts;
}

/**
 * The events of the number that are there now, by position. They go after seven days: who wants to
 * see all of a storm looks in between, too.
 */
export async function eventsOf({
  db,
  numberId,
}: Pick<Stage, "db" | "numberId">): Promise<Map<number, EventRow>> {
  const rows = await rowsOf<EventRow>(db, EVENTS, numberId);
  return new Map(rows.map((row) => [row.position, row]));
}

/** `before`: the events and the postings that were there earlier. */
export async function gatherEvidence(stage: Stage, before: Earlier): Promise<Evidence> {
  const { db, numberId, clock, sightings, acknowledged, calls, desk, control, names } = stage;
  const { world } = await control("GET", "state");
  const of = <Row extends object>(text: string): Promise<Row[]> => rowsOf(db, text, numberId);
  const posts = await of<PostRow>(POSTS);
  const phoneOf = (name: string): string => names.phoneOf(name);
  return {
    ...{ sightings, numberId, acknowledged, calls, posts },
    endedAt: clock.now(),
    timeZone: stage.start.month.timeZone,
    earlierPostings: before.postings,
    seals: await sealsOf(stage),
    perSecond: stage.perSecond,
    asks: desk.asks,
    entries: stage.calendar.entries,
    files: await gatherFiles(stage),
    programs: stage.programs,
    said: saidIn(
      posts.filter((post) => post.number === numberId).map(({ body }) => body),
      { numberId, phoneOf },
    ),
    sent: businessMessages(Object.values<PlatformMessage>(world.messages)),
    messages: new Map((await of<MessageRow>(MESSAGES)).map((row) => [row.wamid, row])),
    threads: await gatherThreads(stage),
    windows: await of<WindowRow>(WINDOWS),
    conversations: await of<ConversationRow>(CONVERSATIONS),
    units: await of<UnitRow>(UNITS),
    postings: await postingsOf(stage),
    drafts: new Map((await of<DraftRow>(DRAFTS)).map((row) => [row.draft, row])),
    events: [...new Map([...before.events, ...(await eventsOf(stage))]).values()].sort(
      (a, b) => a.position - b.position,
    ),
    counts: (await of<Counts>(COUNTS))[0] ?? { pending: -1, strange: -1, position: -1, facts: -1 },
  };
}

export interface Earlier {
  readonly events: ReadonlyMap<number, EventRow>;
  readonly postings: readonly PostingRow[];
}

async function rowsOf<Row extends object>(db: Pool, text: string, id: string): Promise<Row[]> {
  const { rows } = await db.query<Row>(text, [id]);
  return rows;
}

function businessMessages(all: readonly PlatformMessage[]): Map<string, PlatformMessage> {
  return new Map(all.flatMap((one) => (one.from === "business" ? [[one.id, one]] : [])));
}

// Moments are asked for as milliseconds since 1970 and numbers as text, so that nothing of the
// hub's reads them.

export interface PostRow {
  readonly number: string;
  readonly body: string;
  readonly bytes: Uint8Array;
  readonly signature: string;
  readonly received: number;
}
const POSTS = `
select number_id::text as number, convert_from(bytes, 'UTF8') as body, bytes, signature,
       (extract(epoch from received_at) * 1000)::float8 as received
from post
where $1::text is not null`;

export interface MessageRow {
  readonly wamid: string;
  readonly thread: string;
  readonly direction: "in" | "out";
  readonly origin: string;
  readonly sent: number | null;
  readonly delivered: number | null;
  readonly read: number | null;
  readonly failed: number | null;
  readonly draft: string | null;
}
const MESSAGES = `
select wamid, thread_id::text as thread, direction, origin,
       (extract(epoch from sent_at) * 1000)::float8 as sent,
       (extract(epoch from delivered_at) * 1000)::float8 as delivered,
       (extract(epoch from read_at) * 1000)::float8 as read,
       (extract(epoch from failed_at) * 1000)::float8 as failed,
       draft_id::text as draft
from message
where number_id = $1::bigint`;

export interface WindowRow {
  readonly thread: string;
  readonly opened: number;
  readonly closes: number;
}
const WINDOWS = `
select thread_id::text as thread, (extract(epoch from opened_at) * 1000)::float8 as opened,
       (extract(epoch from closes_at) * 1000)::float8 as closes
from service_window
where number_id = $1::bigint
order by thread_id, opened_at`;

export interface ConversationRow {
  readonly thread: string;
  readonly category: string;
  readonly openedBy: string;
  readonly opened: number;
  readonly expires: number;
  readonly ended: number;
}
const CONVERSATIONS = `
select thread_id::text as thread, category, opened_by as "openedBy",
       (extract(epoch from opened_at) * 1000)::float8 as opened,
       (extract(epoch from expires_at) * 1000)::float8 as expires,
       (extract(epoch from least(expires_at, coalesce(closed_early_at, expires_at))) * 1000)::float8
         as ended
from conversation
where number_id = $1::bigint
order by thread_id, opened_at`;

export interface UnitRow {
  readonly wamid: string;
  readonly thread: string;
  readonly recipient: string;
  readonly delivered: number;
  readonly amount: number | null;
  readonly model: string;
  readonly category: string;
  readonly type: string | null;
  readonly market: string;
}
const UNITS = `
select wamid, thread_id::text as thread, recipient,
       (extract(epoch from delivered_at) * 1000)::float8 as delivered,
       amount_micros::float8 as amount, charge ->> 'model' as model,
       charge ->> 'category' as category, charge ->> 'type' as type,
       charge ->> 'market' as market
from unit
where number_id = $1::bigint`;

export interface DraftRow {
  readonly draft: string;
  readonly thread: string;
  readonly state: string;
  readonly wamid: string | null;
  readonly kind: string;
  readonly window: string | null;
  readonly reason: string | null;
  readonly status: number | null;
  readonly created: number;
  readonly settled: number | null;
  /** Whether it was asked for ahead. */
  readonly isScheduled: boolean;
  /** Digits or an id, as it was asked for. */
  readonly address: string;
}
const DRAFTS = `
select draft_id::text as draft, thread_id::text as thread, state, wamid, asked ->> 'kind' as kind,
       decision ->> 'window' as window, decision ->> 'reason' as reason,
       answer_status as status,
       (extract(epoch from created_at) * 1000)::float8 as created,
       (extract(epoch from settled_at) * 1000)::float8 as settled,
       send_at is not null as "isScheduled",
       coalesce(body ->> 'to', body ->> 'recipient', '') as address
from draft
where number_id = $1::bigint`;

export interface EventRow {
  readonly position: number;
  readonly at: number;
  readonly thread: string;
  readonly subject: string | null;
}
const EVENTS = `
select position::float8, (extract(epoch from at) * 1000)::float8 as at, thread_id::text as thread,
       subject
from event
where number_id = $1::bigint
order by position`;

export interface Counts {
  readonly pending: number;
  readonly strange: number;
  readonly position: number;
  readonly facts: number;
}
const COUNTS = `
select (select count(*)::int from pending) as pending,
       (select count(*)::int from not_understood) as strange,
       coalesce((select last::float8 from number_position where number_id = $1::bigint), 0)
         as position,
       (select count(*)::int from fact where number_id = $1::bigint and post_id is not null)
         as facts`;

/** A message as the emulator holds it. */
export interface PlatformMessage {
  readonly id: string;
  readonly from: "business" | "customer";
  readonly phone: string;
  /** When the platform took it. */
  readonly at: number;
  readonly type: string;
  readonly content: unknown;
  readonly callbackData: string | null;
  readonly deliveredAt: number | null;
  readonly failedWith: number | null;
  readonly charge: {
    readonly model: string;
    readonly type: string | null;
    readonly category: string;
    readonly market: string;
    readonly amountMicros: number | null;
  } | null;
}
