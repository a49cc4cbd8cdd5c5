import assert from "node:assert/strict";
import { test } from "node:test";
import { type Instant, instantFromMs } from "@casement/engine";
import {
  createTestDatabase,
  inTransaction,
  openPool,
  query,
  timestamptzFromInstant,
} from "@casement/hub/database";
import { silentLog } from "../../src/log.ts";
import { ask } from "../installation/embedded.ts";

test("a moment comes back as the moment that went in, to the millisecond", async () => {
  await using database = await createTestDatabase({ bare: true });
  const pool = openPool({ databaseUrl: database.url, log: silentLog });
  const moments = [0, 1, 999, 1_688_979_600_123, 4_102_444_800_000, -1].map(instantFromMs);

  const rows = await query<{ at: Instant; all: Instant[] }>(
    pool,
    {
      name: "moments",
      text: `select at, array_agg(at) over () as all
             from unnest($1::timestamptz[]) with ordinality as t (at, n) order by n`,
    },
    [moments.map(timestamptzFromInstant)],
  );

  assert.deepEqual(
    rows.map(({ at }) => at),
    moments,
  );
  assert.deepEqual(rows[0]?.all, moments);
  await pool.end();
});

test("a date stays its text, a bigint stays exact, and null stays null in both", async () => {
  await using database = await createTestDatabase({ bare: true });
  const pool = openPool({ databaseUrl: database.url, log: silentLog });

  const rows = await query(pool, {
    name: "kinds",
    text: `select date '2023-07-10' as day, array[date '2023-07-10', null] as days,
                  9007199254740993 as big, array[9007199254740993, null] as bigs,
                  null::timestamptz as never, '{}'::bigint[] as none, 7::int as small`,
  });

  assert.deepEqual(rows, [
    {
      day: "2023-07-10",
      days: ["2023-07-10", null],
      big: 9007199254740993n,
      bigs: [9007199254740993n, null],
      never: null,
      none: [],
      small: 7,
    },
  ]);
  await pool.end();
});

test("a transaction that throws leaves nothing, and its connection is used again", async () => {
  await using database = await createTestDatabase({ bare: true });
  const pool = openPool({ databaseUrl: database.url, log: silentLog, connectionsMax: 1 });
  await pool.query("create table note (word text)");

  const attempt = inTransaction(pool, async (db) => {
    await db.query("insert into note values ('lost')");
    throw new Error("on second thought");
  });

  await assert.rejects(attempt, { message: "on second thought" });
  await inTransaction(pool, (db) => db.query("insert into note values ('kept')"));
  assert.deepEqual((await pool.query("select word from note")).rows, [{ word: "kept" }]);
  await pool.end();
});

test("a connection that breaks, idle or at work, ends no process and is replaced", async () => {
  await using database = await createTestDatabase({ bare: true });
  const pool = openPool({ databaseUrl: database.url, log: silentLog, connectionsMax: 2 });

  const work = inTransaction(pool, async (db) => {
    const { rows } = await db.query("select pg_backend_pid() as pid");
    await pool.query("select pg_terminate_backend($1, 5000)", [rows[0].pid]);
    await db.query("select 1");
  });

  await assert.rejects(work);
  assert.equal(await terminateIdle(database.url), true);
  assert.deepEqual((await pool.query("select 1 as one")).rows, [{ one: 1 }]);
  await pool.end();
});

/** Ends the connections of a database that wait for work, and waits until they are gone. */
async function terminateIdle(url: string): Promise<unknown> {
  return ask(
    url,
    `select bool_and(pg_terminate_backend(pid, 5000)) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()
       and backend_type = 'client backend'`,
  );
}
