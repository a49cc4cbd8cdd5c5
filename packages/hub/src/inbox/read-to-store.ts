import type { PoolClient } from "pg";

/**
 * Marks what the customer wrote up to now as seen; says whether there was something unread.
 * `read_to` is a time of the platform's, like those it is compared with.
 */
export async function raiseReadTo(
  client: PoolClient,
  thread: { numberId: bigint; threadId: string },
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: "raise-read-to",
    text: `
update thread t
set read_to = newest.at
from (
  select max(at) as at
  from message
  where number_id = $1 and thread_id = $2 and direction = 'in'
) as newest
where t.number_id = $1 and t.thread_id = $2 and newest.at > coalesce(t.read_to, '-infinity')`,
    values: [thread.numberId, thread.threadId],
  });
  return rowCount === 1;
}
