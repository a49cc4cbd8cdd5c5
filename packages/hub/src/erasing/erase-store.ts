import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { AliasKind } from "../threads/alias-store.ts";

type Db = Pick<ClientBase, "query">;

/** A name of a customer, and the name of chance that takes its place. */
export interface Renamed {
  readonly kind: AliasKind;
  readonly from: string;
  readonly to: string;
}

/**
 * Gives the facts of a customer other names, in place: what follows from them stays what it was.
 * The hub's role may not change a fact, so each is taken out and put back. Says how many.
 */
export async function renameFacts(
  db: Db,
  numberId: bigint,
  names: readonly Renamed[],
): Promise<number> {
  const { rowCount } = await db.query(
    `
with names as (
  select * from unnest($2::text[], $3::text[], $4::text[]) as n (kind, before, after)
), gone as (
  delete from fact f
  where f.number_id = $1 and (
    f.wa_id in (select before from names where kind = 'wa_id')
    or f.user_id in (select before from names where kind = 'user_id'))
  returning f.*
)
insert into fact
  (number_id, at_month, fact_id, at, kind, wa_id, user_id, group_id, wamid, said, post_id,
   recorded_at)
select g.number_id, g.at_month, g.fact_id, g.at, g.kind,
       coalesce(w.after, g.wa_id), coalesce(u.after, g.user_id), g.group_id, g.wamid,
       case when g.said ? 'now' then g.said || jsonb_build_object('now', jsonb_strip_nulls(
           jsonb_build_object('waId', nw.after, 'userId', nu.after)))
         else g.said
       end,
       g.post_id, g.recorded_at
from gone g
left join names w on w.kind = 'wa_id' and w.before = g.wa_id
left join names u on u.kind = 'user_id' and u.before = g.user_id
left join names nw on nw.kind = 'wa_id' and nw.before = g.said -> 'now' ->> 'waId'
left join names nu on nu.kind = 'user_id' and nu.before = g.said -> 'now' ->> 'userId'`,
    [numberId, ...columnsOf(names)],
  );
  return rowCount ?? 0;
}

/**
 * Gives the names of a thread others, and with them the thread that it is now. What somebody merged
 * stays apart in what each name stands for on its own, as messages are priced by that.
 */
export async function renameAliases(
  db: Db,
  numberId: bigint,
  { names, into }: { names: readonly (Renamed & { readonly ownId: string })[]; into: string },
): Promise<void> {
  const before = [numberId, names.map((name) => name.kind), names.map((name) => name.from)];
  await db.query(
    `
delete from thread_merge m
using unnest($2::text[], $3::text[]) as n (kind, value), alias a
where m.number_id = $1 and a.number_id = $1 and a.kind = n.kind and a.value = n.value
  and a.own_thread_id in (m.from_own, m.into_own)`,
    before,
  );
  await db.query(
    `
delete from thread_own_row r
using unnest($2::text[], $3::text[]) as n (kind, value), alias a
where r.number_id = $1 and a.number_id = $1 and a.kind = n.kind and a.value = n.value
  and a.own_thread_id = r.own_thread_id`,
    before,
  );
  await db.query(
    `
update alias a
set value = n.after, thread_id = $5, own_thread_id = n.own_id
from unnest($2::text[], $3::text[], $4::text[], $6::uuid[]) as n (kind, before, after, own_id)
where a.number_id = $1 and a.kind = n.kind and a.value = n.before`,
    [numberId, ...columnsOf(names), into, names.map((name) => name.ownId)],
  );
}

function columnsOf(names: readonly Renamed[]): [string[], string[], string[]] {
  return [
    names.map((name) => name.kind),
    names.map((name) => name.from),
    names.map((name) => name.to),
  ];
}

/** Whether something of a thread is on its way to Meta, and may come back in a moment. */
export async function isSending(db: Db, numberId: bigint, threadId: string): Promise<boolean> {
  const { rows } = await db.query(
    `
select from draft
where number_id = $1 and thread_id = $2 and state in ('waiting', 'sending')
limit 1`,
    [numberId, threadId],
  );
  return rows.length > 0;
}

/** The files of a thread, but those of ours that stand in other threads too. */
export async function selectFilesOf(
  db: Db,
  numberId: bigint,
  threadId: string,
): Promise<{ mediaId: string; place: string | null }[]> {
  const { rows } = await db.query<{ mediaId: string; place: string | null }>(
    `
with own as (
  select m.wamid, c.content
  from message m
  left join message_content c
    on c.number_id = $1 and c.month = m.content_month and c.wamid = m.wamid
  where m.number_id = $1 and m.thread_id = $2
), shown as (
  select distinct own.wamid, id #>> '{}' as media_id
  from own, jsonb_path_query(own.content, '$.**.media_id') as id
)
select f.media_id as "mediaId", f.place
from media f
where f.number_id = $1 and (
  f.wamid in (select wamid from own)
  or f.wamid is null and f.media_id in (select media_id from shown) and not exists (
    select from message_content c
    where c.number_id = $1 and c.content::text like '%' || f.media_id || '%'
      and c.wamid not in (select wamid from own)
  )
)`,
    [numberId, threadId],
  );
  return rows;
}

/** Deletes what the messages of a thread say. That they were written stays. Says how many. */
export async function deleteContents(db: Db, numberId: bigint, threadId: string): Promise<number> {
  const { rowCount } = await db.query(
    `
with own as (
  update message
  set content_month = null
  where number_id = $1 and thread_id = $2 and content_month is not null
  returning wamid
)
delete from message_content c
using own
where c.number_id = $1 and c.wamid = own.wamid`,
    [numberId, threadId],
  );
  return rowCount ?? 0;
}

/**
 * Drafts hold the words and the address of a message. None of them is on its way; but of those of
 * which nobody knows whether they were sent, a status may still come. Their ids are kept for that.
 */
export async function deleteDraftsOf(db: Db, numberId: bigint, threadId: string): Promise<void> {
  await db.query(
    `
with gone as (
  delete from draft
  where number_id = $1 and thread_id = $2
  returning draft_id, state
)
insert into erased_draft (number_id, draft_id, thread_id)
select $1, draft_id, $2
from gone
where state in ('unknown', 'given_up')`,
    [numberId, threadId],
  );
}

/** Forgets who the customer was. They are not written to again: there is nobody to write to. */
export async function forgetCustomer(
  db: Db,
  numberId: bigint,
  customer: { threadId: string; country: string | null; names: readonly Renamed[] },
): Promise<void> {
  const { threadId, country, names } = customer;
  await db.query(
    `
update thread
set name = null, username = null, phone = null, country = coalesce(country, $5), blocked = true,
    waiting_since = null,
    phones = coalesce((
      select jsonb_agg(p || jsonb_build_object('phone', coalesce(n.after, '')) order by place)
      from jsonb_array_elements(phones) with ordinality as p (p, place)
      left join unnest($3::text[], $4::text[]) as n (before, after) on n.before = p ->> 'phone'
    ), phones)
where number_id = $1 and thread_id = $2`,
    [numberId, threadId, names.map((one) => one.from), names.map((one) => one.to), country],
  );
}

const OF_THREAD = [
  "thread",
  "message",
  "service_window",
  "conversation",
  "unit",
  "event",
  "delivery",
  "erased_draft",
];

/** A thread's id follows from its first name, so the thread gets another. */
export async function moveThread(
  db: Db,
  numberId: bigint,
  { from, into }: { from: string; into: string },
): Promise<void> {
  for (const table of OF_THREAD) {
    await db.query(`update ${table} set thread_id = $3 where number_id = $1 and thread_id = $2`, [
      numberId,
      from,
      into,
    ]);
  }
}

export async function insertErased(
  db: Db,
  numberId: bigint,
  { threadId, name, at }: { threadId: string; name: Renamed; at: Instant },
): Promise<void> {
  await db.query(
    `
insert into erased_thread (number_id, thread_id, erased_at, kind, value)
values ($1, $2, $3, $4, $5)`,
    [numberId, threadId, new Date(at), name.kind, name.to],
  );
}

/** Something of an erased thread, with the name of chance that the thread has. */
export interface ErasedName {
  /** A message's id, or that of a draft of ours. */
  readonly id: string;
  readonly kind: "wa_id" | "user_id";
  readonly value: string;
}

/** Of these messages and drafts those of erased threads. */
export async function selectErasedNames(
  db: Db,
  numberId: bigint,
  { wamids, draftIds }: { wamids: readonly string[]; draftIds: readonly string[] },
): Promise<ErasedName[]> {
  if (wamids.length === 0 && draftIds.length === 0) return [];
  const { rows } = await db.query<ErasedName>({
    name: "select-erased-names",
    text: `
select m.wamid as id, e.kind, e.value
from erased_thread e
join message m on m.number_id = $1 and m.thread_id = e.thread_id and m.wamid = any ($2::text[])
where e.number_id = $1
union all
select d.draft_id::text, e.kind, e.value
from erased_thread e
join erased_draft d
  on d.number_id = $1 and d.thread_id = e.thread_id and d.draft_id = any ($3::uuid[])
where e.number_id = $1`,
    values: [numberId, wamids, draftIds],
  });
  return rows;
}

/** When the customer of a thread was erased; `undefined`: they were not. */
export async function selectErasedAt(
  db: Db,
  numberId: bigint,
  threadId: string,
): Promise<Instant | undefined> {
  const { rows } = await db.query<{ erasedAt: Instant }>({
    name: "select-erased-at",
    text: `
select erased_at as "erasedAt"
from erased_thread
where number_id = $1 and thread_id = $2`,
    values: [numberId, threadId],
  });
  return rows[0]?.erasedAt;
}
