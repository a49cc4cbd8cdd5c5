import { readdir } from "node:fs/promises";
import type { Pool } from "pg";
import { codeOf } from "./failure.ts";
import { MIGRATIONS } from "./migrate.ts";

/** How a database stands to the migrations of this Casement. */
export interface MigrationState {
  readonly version: string;
  /** Not run yet: the next start of a hub runs them. */
  readonly pending: readonly string[];
  /** Run by a newer Casement than this one. */
  readonly unknown: readonly string[];
}

export async function migrationStateOf(db: Pick<Pool, "query">): Promise<MigrationState> {
  const version = await db.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  const known = (await readdir(MIGRATIONS))
    .filter((file) => file.endsWith(".sql"))
    .map((file) => file.slice(0, -".sql".length))
    .sort();
  const ran = new Set(await selectRan(db));
  return {
    version: version.rows[0]?.version ?? "unknown",
    pending: known.filter((name) => !ran.has(name)),
    unknown: [...ran].filter((name) => !known.includes(name)),
  };
}

async function selectRan(db: Pick<Pool, "query">): Promise<string[]> {
  try {
    const { rows } = await db.query<{ name: string }>("select name from migration order by id");
    return rows.map((row) => row.name);
  } catch (error) {
    if (codeOf(error) === NO_SUCH_TABLE) return [];
    throw error;
  }
}

const NO_SUCH_TABLE = "42P01";
