import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import type { ContentShape } from "../api/shapes.ts";

/** The newest message of a thread that says what was looked for. */
export interface FoundMessage {
  readonly threadId: string;
  readonly wamid: string;
  readonly at: Instant;
  readonly direction: "in" | "out";
  readonly content: ContentShape;
}

/**
 * No more of the newest messages than this are looked at: words that more messages have find
 * nothing anyway, and a search for "the" should not cost more than one for "tart".
 */
const MESSAGES_MAX = 2_000;

/**
 * The messages of a number that have every word of `search`, or a word that begins with it; of each
 * thread the newest. The words of the index stand in `sql/0011_queues_and_search.sql`, and must
 * here, letter for letter.
 */
export async function selectFoundMessages(
  db: Pick<Pool, "query">,
  numberId: bigint,
  search: string,
): Promise<FoundMessage[]> {
  const { rows } = await db.query<FoundMessage>({
    name: "inbox-found-messages",
    text: `
with found as materialized (
  select c.wamid, c.content
  from message_content c
  where c.number_id = $1
    and to_tsvector('simple', translate(
      coalesce(c.content ->> 'text', '') || ' ' || coalesce(c.content ->> 'caption', '') || ' ' ||
      coalesce(c.content ->> 'filename', '') || ' ' || coalesce(c.content ->> 'title', '') || ' ' ||
      coalesce(c.content ->> 'header', '') || ' ' || coalesce(c.content ->> 'name', '') || ' ' ||
      coalesce(c.content ->> 'address', ''), '_./@:+#&=-', '          '))
      @@ to_tsquery('simple', $2)
  order by c.month desc
  limit $3)
select distinct on (m.thread_id) m.thread_id as "threadId", m.wamid, m.at, m.direction, f.content
from found f
join message m on m.number_id = $1 and m.wamid = f.wamid
order by m.thread_id, m.at desc, m.wamid`,
    values: [numberId, beginningsOf(search), MESSAGES_MAX],
  });
  return rows;
}

/** `alm tart` as PostgreSQL asks for it: every word, each whole or as a beginning. */
function beginningsOf(search: string): string {
  const words = search.split(/[\s_./@:+#&=-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.map((word) => `'${word.replace(/[\\']/g, "$&$&")}':*`).join(" & ");
}
