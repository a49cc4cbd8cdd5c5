import type { Pool } from "pg";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";

/**
 * All that a hub knows of all its streams, in an order of its own: two hubs that were told the same
 * in another order know the same (SPEC F1, I7).
 *
 * Without our ids and moments; without names out of profiles, where the one heard last stands; and
 * without what several messages of one id say, which samples of the documentation have and Meta's
 * messages have not.
 */
export async function allThatIsKnown(db: Pool): Promise<Record<string, unknown>> {
  const streams = await db.query<{ number_id: bigint }>("select number_id from stream order by 1");
  const dumps: [string, unknown][] = [];
  for (const { number_id } of streams.rows) {
    dumps.push([`dump of ${number_id}`, await storedDump(db, number_id)]);
  }
  const rows = await Promise.all(
    Object.entries(QUERIES).map(async ([what, text]): Promise<[string, unknown]> => {
      return [what, (await db.query(text)).rows];
    }),
  );
  return Object.fromEntries([...dumps, ...rows]);
}

const QUERIES = {
  facts: `
select number_id, encode(fact_id, 'hex') as id, at, kind, wa_id, user_id, group_id, wamid, said
from fact
order by number_id, fact_id`,
  "not understood": `
select number_id, encode(notice_id, 'hex') as id, at_path, what
from not_understood
order by number_id, notice_id`,
  threads: `
select t.number_id, t.phone, t.phones, t.country, t.opted_out, t.folded, t.heard_at, (
    select array_agg(a.kind || ':' || a.value order by a.kind, a.value)
    from alias a
    where a.number_id = t.number_id and a.thread_id = t.thread_id
  ) as names
from thread t
order by t.number_id, names`,
  messages: `
select m.number_id, m.wamid, own.direction, own.origin, own.kind, own.at, m.sent_at, m.delivered_at,
       m.read_at, m.played_at, m.failed_at, m.failed_code, m.edited_at, m.revoked_at,
       m.account_id, own.reply_to, own.content
from message m
left join lateral (
  select m.direction, m.origin, m.kind, m.at, m.reply_to, c.content
  from message_content c
  where c.number_id = m.number_id and c.month = m.content_month and c.wamid = m.wamid and (
      select count(*) from fact f
      where f.number_id = m.number_id and f.wamid = m.wamid and f.kind <> 'status_reported'
    ) = 1
) own on true
order by m.number_id, m.wamid`,
  templates: `
select account_id, name, language, meta_id, category, status, components
from template
order by account_id, name, language`,
};
