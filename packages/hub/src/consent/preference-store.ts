import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Name } from "../customers/linked-names.ts";
import type { ThreadNames } from "../threads/alias-store.ts";
import { selectFloorRows } from "../threads/floor-store.ts";
import { inOrderOfFacts } from "../threads/stated-names.ts";
import type { PlacedPreference } from "./preference.ts";

type Db = Pick<ClientBase, "query">;

/** The same with the names under which it was stated. */
export interface NamedPreference extends PlacedPreference {
  readonly names: readonly Name[];
}

/**
 * What customers with these names ever stated, in order of the platform's moments, ties by id. Of
 * facts that are not kept the last words are.
 */
export async function selectPreferences(
  db: Db,
  numberId: bigint,
  names: ThreadNames,
): Promise<NamedPreference[]> {
  const floors = await selectFloorRows(db, numberId, names);
  const kept = await selectPreferencesInFacts(db, numberId, names);
  const below = floors.flatMap(({ kind, value, preferences }) =>
    preferences.map((one) => ({ ...one, names: [{ kind, value }] })),
  );
  return inOrderOfFacts([...below, ...kept]);
}

/** The same of the facts that are kept, before a moment if one is given. */
export async function selectPreferencesInFacts(
  db: Db,
  numberId: bigint,
  { waIds, userIds }: ThreadNames,
  to: Instant | null = null,
): Promise<NamedPreference[]> {
  const { rows } = await db.query<PlacedPreference & CustomerIn>({
    name: "select-preferences",
    text: `
select encode(fact_id, 'hex') as id, at, said->>'category' as category, said->>'value' as value,
       wa_id as "waId", user_id as "userId"
from fact
where number_id = $1 and kind = 'preference_stated'
  and (wa_id = any($2::text[]) or user_id = any($3::text[])) and at < $4
order by at, fact_id`,
    values: [numberId, waIds, userIds, to === null ? "infinity" : new Date(to)],
  });
  return rows.map(({ waId, userId, ...one }) => ({
    ...one,
    names: [
      ...(waId === null ? [] : [{ kind: "wa_id" as const, value: waId }]),
      ...(userId === null ? [] : [{ kind: "user_id" as const, value: userId }]),
    ],
  }));
}

interface CustomerIn {
  readonly waId: string | null;
  readonly userId: string | null;
}
