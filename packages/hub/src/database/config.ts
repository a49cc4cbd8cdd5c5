/**
 * The environment that PostgreSQL's programs run in: ours, without what would change their mind.
 *
 * `PGDATA`, `PGPORT` and their kin are meant for another server of this machine. `LC_ALL` is set,
 * so that messages are in English and macOS does not load its locale library into the server.
 */
export function environmentOfServer(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}

export interface TestServerConfig {
  /** A server to test on; without it each run has one of its own. */
  readonly url: string | undefined;
  /** The migrated database that test databases are copied from, if the run has made it. */
  readonly template: string | undefined;
}

/** What `npm test` tells the test files it starts, and a developer tells `npm test`. */
export function testServerConfig(): TestServerConfig {
  const { TEST_DATABASE_URL: url, CASEMENT_TEST_TEMPLATE: template } = process.env;
  return { url: url || undefined, template: template || undefined };
}
