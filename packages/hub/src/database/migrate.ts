import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runner } from "node-pg-migrate";
import { Client } from "pg";
import { type Log, silentLog } from "../log.ts";
import { DatabaseFailure } from "./failure.ts";

/** The migrations, `NNNN_what_it_does.sql`. The same way up from `src` and, packed, from `dist`. */
export const MIGRATIONS: string = fileURLToPath(new URL("../../sql/", import.meta.url));

export interface MigrateOptions {
  readonly log?: Log;
  /** For tests: other migrations than the hub's. */
  readonly folder?: string;
}

/**
 * Brings a database up to the newest migration, and says which ones it ran.
 *
 * All in one transaction, so a failed migration leaves nothing behind; under an advisory lock, so
 * two who come at once do it once. A database that is ahead of us is left alone: a newer Casement
 * has been here, and we would not understand its rows.
 */
export async function migrate(
  databaseUrl: string,
  options: MigrateOptions = {},
): Promise<string[]> {
  const { log = silentLog, folder = MIGRATIONS } = options;
  // Our own connection: the library does not wait for the end of one that it opened itself. A
  // server that drops the database meanwhile would then end the whole process.
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => {});
  try {
    await client.connect();
    const ran = await runner({
      dbClient: client,
      dir: folder.replace(/[/\\]$/, ""),
      ignorePattern: "(?!.*\\.sql$).*",
      direction: "up",
      migrationsTable: "migration",
      singleTransaction: true,
      advisoryLockMode: "wait",
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    });
    await refuseNewer(client, folder);
    if (ran.length > 0) log.info("database migrated", { count: ran.length });
    return ran.map(({ name }) => name);
  } finally {
    await client.end().catch(() => {});
  }
}

async function refuseNewer(client: Client, folder: string): Promise<void> {
  const files = await readdir(folder);
  const { rows } = await client.query<{ name: string }>("select name from migration order by id");
  const unknown = rows.find(({ name }) => !files.includes(`${name}.sql`));
  if (unknown === undefined) return;
  throw new DatabaseFailure(
    "too_new",
    `The database has a migration that this Casement does not know (${unknown.name}): a ` +
      "newer one has used it. Start that one again.",
  );
}
