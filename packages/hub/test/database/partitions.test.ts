import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createTestDatabase,
  dropPartition,
  ensureDay,
  ensureMonths,
  openPool,
  partitionsBefore,
} from "@casement/hub/database";
import type { Pool } from "pg";
import { silentLog } from "../../src/log.ts";

test("parts are made for a day and for a month, once, however many ask at once", async () => {
  await using database = await createTestDatabase();
  const pool = openPool({ databaseUrl: database.url, log: silentLog });

  await Promise.all([
    ...Array.from({ length: 8 }, () => ensureDay(pool, "post", "2023-07-31")),
    ...Array.from({ length: 8 }, () => ensureMonths(pool, ["fact"], ["2023-12"])),
    ...Array.from({ length: 8 }, () => ensureMonths(pool, ["message_content"], ["2023-12"])),
  ]);
  await ensureDay(pool, "post", "2023-07-31");

  assert.deepEqual(await bounds(pool), [
    ["fact_2023_12", "FOR VALUES FROM ('2023-12-01') TO ('2024-01-01')"],
    ["message_content_2023_12", "FOR VALUES FROM ('2023-12-01') TO ('2024-01-01')"],
    ["post_2023_07_31", "FOR VALUES FROM ('2023-07-31') TO ('2023-08-01')"],
  ]);
  await pool.end();
});

test("a part is made while somebody writes to the table and has not committed", async () => {
  await using database = await createTestDatabase();
  const pool = openPool({ databaseUrl: database.url, log: silentLog });
  const writer = await pool.connect();
  await writer.query("begin");
  await writer.query("lock table post in row exclusive mode");

  await ensureDay(pool, "post", "2023-07-10");

  assert.deepEqual((await bounds(pool)).length, 1);
  await writer.query("rollback");
  writer.release();
  await pool.end();
});

test("parts from before a day are dropped, and the one that holds the day is kept", async () => {
  await using database = await createTestDatabase();
  const pool = openPool({ databaseUrl: database.url, log: silentLog });
  for (const day of ["2023-06-30", "2023-07-09", "2023-07-10"]) await ensureDay(pool, "post", day);
  for (const month of ["2022-12", "2023-06", "2023-07"])
    await ensureMonths(pool, ["fact"], [month]);

  const posts = await partitionsBefore(pool, "post", "2023-07-10");
  const facts = await partitionsBefore(pool, "fact", "2023-07-10");
  for (const { name } of [...posts, ...facts]) await dropPartition(pool, name);

  assert.deepEqual(posts, [
    { name: "post_2023_06_30", from: "2023-06-30" },
    { name: "post_2023_07_09", from: "2023-07-09" },
  ]);
  assert.deepEqual(facts, [
    { name: "fact_2022_12", from: "2022-12-01" },
    { name: "fact_2023_06", from: "2023-06-01" },
  ]);
  assert.deepEqual(
    (await bounds(pool)).map(([name]) => name),
    ["fact_2023_07", "post_2023_07_10"],
  );
  await pool.end();
});

async function bounds(pool: Pool): Promise<string[][]> {
  const { rows } = await pool.query({
    text: `select relname, pg_get_expr(relpartbound, oid)
           from pg_class where relispartition and relkind = 'r' order by relname`,
    rowMode: "array",
  });
  return rows;
}
