import type { ClientBase } from "pg";
import type { ThreadNames } from "../threads/alias-store.ts";
import type { Preference } from "./preference.ts";

type Db = Pick<ClientBase, "query">;

/** What the customer of a thread ever stated, in order of the platform's moments, ties by id. */
export async function selectPreferences(
  db: Db,
  numberId: bigint,
  { waIds, userIds }: ThreadNames,
): Promise<Preference[]> {
  const { rows } = await db.query<Preference>({
    name: "select-preferences",
    text: `
select said->>'category' as category, said->>'value' as value
from fact
where number_id = $1 and kind = 'preference_stated'
  and (wa_id = any($2::text[]) or user_id = any($3::text[]))
order by at, fact_id`,
    values: [numberId, waIds, userIds],
  });
  return rows;
}

/** Writes down what the customer of a thread does not want to get. */
export async function updateOptedOut(
  db: Db,
  numberId: bigint,
  { threadId, optedOut }: { threadId: string; optedOut: readonly string[] },
): Promise<void> {
  await db.query({
    name: "update-opted-out",
    text: "update thread set opted_out = $3 where number_id = $1 and thread_id = $2",
    values: [numberId, threadId, optedOut],
  });
}
