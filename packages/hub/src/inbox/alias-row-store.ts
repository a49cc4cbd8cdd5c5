import type { Instant } from "@casement/engine";
import type { Pool } from "pg";

/** A name by which the platform tells of a customer. */
export interface AliasRow {
  readonly kind: "wa_id" | "user_id" | "group_id";
  readonly value: string;
  readonly since: Instant;
}

/** The names of a thread, oldest first. */
export async function selectThreadAliases(
  db: Pick<Pool, "query">,
  thread: { numberId: bigint; threadId: string },
): Promise<AliasRow[]> {
  const { rows } = await db.query<AliasRow>({
    name: "inbox-thread-aliases",
    text: `
select kind, value, since
from alias
where number_id = $1 and thread_id = $2
order by since, kind, value`,
    values: [thread.numberId, thread.threadId],
  });
  return rows;
}
