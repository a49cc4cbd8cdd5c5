import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { MIGRATIONS, migrate } from "./migrate.ts";

/** Owns the test databases. No superuser, so that a test may not do what the hub may not. */
const OWNER = "casement_test";

/**
 * The name of a database with every migration run, made if this server has none yet.
 *
 * Test databases are copies of it. Its name follows from the migrations, so a changed migration
 * gets another; a template that is out of use stays until its server goes.
 */
export async function ensureTemplate(adminUrl: string): Promise<string> {
  const name = `casement_template_${await digestOfMigrations()}`;
  await asAdmin(adminUrl, async (admin) => {
    await admin.query("select pg_advisory_lock($1)", [MAKING]);
    const { rows } = await admin.query(
      "select 1 from pg_database where datname = $1 and datistemplate",
      [name],
    );
    if (rows.length > 0) return;
    await ensureOwner(admin);
    await admin.query(`drop database if exists ${name}`);
    await admin.query(`create database ${name} owner ${OWNER}`);
    await migrate(urlOf(adminUrl, name));
    await admin.query(`alter database ${name} is_template true allow_connections false`);
  });
  return name;
}

/** Makes a database that is a copy of another one, and gives its URL. */
export async function createDatabase(
  adminUrl: string,
  name: string,
  template = "template1",
): Promise<string> {
  await asAdmin(adminUrl, async (admin) => {
    await ensureOwner(admin);
    await admin.query(`create database ${name} template ${template} owner ${OWNER}`);
  });
  return urlOf(adminUrl, name);
}

/** Drops a database, whoever is connected to it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
}

const MAKING = 2_425;

async function asAdmin(adminUrl: string, work: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

async function ensureOwner(admin: Client): Promise<void> {
  const { rows } = await admin.query("select 1 from pg_roles where rolname = $1", [OWNER]);
  if (rows.length > 0) return;
  await admin.query("select pg_advisory_lock($1)", [MAKING + 1]);
  const again = await admin.query("select 1 from pg_roles where rolname = $1", [OWNER]);
  if (again.rows.length === 0) await admin.query(`create role ${OWNER} login password '${OWNER}'`);
  await admin.query("select pg_advisory_unlock($1)", [MAKING + 1]);
}

/** The same server, another database, and the role that owns it. */
function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.username = OWNER;
  url.password = OWNER;
  url.pathname = `/${database}`;
  return url.href;
}

async function digestOfMigrations(): Promise<string> {
  const digest = createHash("sha256");
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith(".sql")).sort();
  for (const file of files) digest.update(file).update(await readFile(join(MIGRATIONS, file)));
  return digest.digest("hex").slice(0, 12);
}
