import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createTestDatabase, openPool, type TestDatabase } from "@casement/hub/database";
import type { Pool } from "pg";
import { silentLog } from "../../src/log.ts";
import { COLD, HOT } from "./hot-tables.ts";

// What Citus needs of a table that it is to distribute by `number_id`.

let database: TestDatabase;
let db: Pool;

before(async () => {
  database = await createTestDatabase();
  db = openPool({ databaseUrl: database.url, log: silentLog });
});

after(async () => {
  await db.end();
  await database.drop();
});

/** What a statement finds wrong, as `table: what`; it joins the hot tables as `hot`. */
async function wrongs(text: string): Promise<string[]> {
  const { rows } = await db.query<{ wrong: string }>(`with hot as (${HOT}) ${text}`, [COLD]);
  return rows.map((row) => row.wrong);
}

test("the tables of posts, facts, threads, charges, drafts and events are the hot ones", async () => {
  const hot = new Set(await wrongs("select relname as wrong from hot"));
  for (const name of ["post", "fact", "thread", "message", "unit", "posting", "draft", "event"]) {
    assert.ok(hot.has(name), name);
  }
});

test("every hot table has a primary key, and each of its unique keys begins with number_id", async () => {
  const without = await wrongs(`
select relname || ' has no primary key' as wrong
from hot
where not exists (select from pg_index i where i.indrelid = hot.oid and i.indisprimary)`);
  const astray = await wrongs(`
select hot.relname || ': ' || pg_get_indexdef(i.indexrelid) as wrong
from hot
join pg_index i on i.indrelid = hot.oid and i.indisunique
join pg_attribute a on a.attrelid = hot.oid and a.attnum = i.indkey[0]
where a.attname <> 'number_id'`);

  assert.deepEqual([...without, ...astray], []);
});

test("every other index of a hot table begins with number_id too: a statement names one number", async () => {
  const astray = await wrongs(`
select hot.relname || ': ' || pg_get_indexdef(i.indexrelid) as wrong
from hot
join pg_index i on i.indrelid = hot.oid
left join pg_attribute a on a.attrelid = hot.oid and a.attnum = i.indkey[0]
where a.attname is distinct from 'number_id'`);

  assert.deepEqual(astray, []);
});

test("no hot table has a trigger, a foreign key to or from it, or an exclusion constraint", async () => {
  const triggers = await wrongs(`
select hot.relname || ': trigger ' || t.tgname as wrong
from hot
join pg_trigger t on t.tgrelid = hot.oid`);
  const constraints = await wrongs(`
select hot.relname || ': ' || c.conname as wrong
from hot
join pg_constraint c on hot.oid in (c.conrelid, c.confrelid) and c.contype in ('f', 'x')`);

  assert.deepEqual([...triggers, ...constraints], []);
});

test("no column of a hot table is an identity or takes its value from a sequence", async () => {
  const counted = await wrongs(`
select hot.relname || '.' || a.attname as wrong
from hot
join pg_attribute a on a.attrelid = hot.oid and a.attnum > 0
left join pg_attrdef d on d.adrelid = hot.oid and d.adnum = a.attnum
where a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like '%nextval%'`);
  const sequences = await db.query(
    "select from pg_class where relkind = 'S' and relname not like 'migration%'",
  );

  assert.deepEqual(counted, []);
  assert.equal(sequences.rowCount, 0);
});

test("no column of any table takes the time from the database", async () => {
  const { rows } = await db.query<{ wrong: string }>(`
select c.relname || '.' || a.attname as wrong
from pg_attrdef d
join pg_class c on c.oid = d.adrelid
join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum
where c.relnamespace = 'public'::regnamespace
  and pg_get_expr(d.adbin, d.adrelid) ~* '(now\\(|current_|clock_timestamp|localtime)'`);

  assert.deepEqual(rows, []);
});
