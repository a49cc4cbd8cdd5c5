import type { Pool } from "pg";

// A table is hot if it has a `number_id` and is not one of the small ones that say who we act for.

/** `free_units_before` is what somebody said of a number once, read with the number itself. */
export const COLD: readonly string[] = ["number", "number_account", "free_units_before"];

/** The hot tables and their parts by time, for a statement whose first parameter is `COLD`. */
export const HOT = `
select c.oid, c.relname
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attname = 'number_id' and a.attnum > 0
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and c.relname <> all ($1)`;

/** The same by their names. */
export async function hotTables(db: Pool): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ relname: string }>(HOT, [COLD]);
  return new Set(rows.map((row) => row.relname));
}
