import { testServerConfig } from "./config.ts";
import { newMark } from "./system-secret.ts";
import { joinTestServer, sharedTestFolder } from "./test-server.ts";
import { createDatabase, dropDatabase, ensureTemplate } from "./test-template.ts";

/** A database for one test: migrated, and empty but for what the migrations put in. */
export interface TestDatabase extends AsyncDisposable {
  /** As a role that owns it and is no superuser, like the hub's own. */
  readonly url: string;
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Without migrations: for the tests of the migrations themselves. */
  readonly bare?: boolean;
}

/**
 * Makes a database for a test: `await using database = await createTestDatabase()`.
 *
 * Under `npm test` on the server of the run, else on TEST_DATABASE_URL, else on a server that the
 * test files of this machine share and the last of them stops.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { adminUrl, template } = await serverOfProcess();
  const name = `test_${newMark()}`;
  const url = await createDatabase(adminUrl, name, options.bare ? undefined : template);
  const drop = (): Promise<void> => dropDatabase(adminUrl, name);
  return { url, drop, [Symbol.asyncDispose]: drop };
}

interface TemplateServer {
  readonly adminUrl: string;
  readonly template: string;
}

let server: Promise<TemplateServer> | undefined;

/** Found once: a test file asks for many databases. */
function serverOfProcess(): Promise<TemplateServer> {
  server ??= findServer();
  return server;
}

async function findServer(): Promise<TemplateServer> {
  const { url, template } = testServerConfig();
  if (url !== undefined) {
    return { adminUrl: url, template: template ?? (await ensureTemplate(url)) };
  }
  const { adminUrl, leave } = await joinTestServer(sharedTestFolder());
  process.once("beforeExit", () => void leave());
  return { adminUrl, template: await ensureTemplate(adminUrl) };
}
