import type { ClientBase } from "pg";
import type { ContentShape } from "../api/shapes.ts";

type Db = Pick<ClientBase, "query">;

/** Who a thread is with, as known now. */
export interface CustomerRow {
  readonly name: string | null;
  readonly username: string | null;
  readonly phone: string | null;
  readonly userId: string | null;
}

export async function selectCustomer(
  db: Db,
  numberId: bigint,
  threadId: string,
): Promise<CustomerRow | undefined> {
  const { rows } = await db.query<CustomerRow>({
    name: "select-customer-of-event",
    text: `
select t.name, t.username, t.phone, (
    select a.value
    from alias a
    where a.number_id = $1 and a.thread_id = $2 and a.kind = 'user_id'
    order by a.since desc, a.value
    limit 1
  ) as "userId"
from thread t
where t.number_id = $1 and t.thread_id = $2`,
    values: [numberId, threadId],
  });
  return rows[0];
}

/** What a message said first; `content` is null if none came or it is no longer kept. */
export interface SaidRow {
  readonly replyTo: string | null;
  readonly content: ContentShape | null;
}

export async function selectSaid(
  db: Db,
  numberId: bigint,
  wamid: string,
): Promise<SaidRow | undefined> {
  const { rows } = await db.query<SaidRow>({
    name: "select-said-of-event",
    text: `
select m.reply_to as "replyTo", c.content
from message m
left join message_content c
  on c.number_id = m.number_id and c.month = m.content_month and c.wamid = m.wamid
where m.number_id = $1 and m.wamid = $2`,
    values: [numberId, wamid],
  });
  return rows[0];
}
