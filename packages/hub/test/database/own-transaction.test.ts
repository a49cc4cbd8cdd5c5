import assert from "node:assert/strict";
import { test } from "node:test";
import { createTestDatabase } from "@casement/hub/database";
import pg from "pg";
import { inOwnTransaction, isOfTheData } from "../../src/numbers/own-transaction.ts";

test("[I4] that no connection is left, or it broke before its transaction began, is no fault of a notice", async () => {
  await using database = await createTestDatabase({ bare: true });
  const connectionString = database.url;
  const pool = new pg.Pool({ connectionString, max: 1, connectionTimeoutMillis: 50 });
  const client = await pool.connect();
  client.on("error", () => {});

  const noneLeft = await failureOf(pool.query("select 1"));
  await failureOf(client.query("select pg_terminate_backend(pg_backend_pid())"));
  const broken = await failureOf(inOwnTransaction(client, async () => {}));
  client.release(true);
  const closed = new pg.Client({ connectionString });
  await closed.connect();
  await closed.end();
  const ended = await failureOf(inOwnTransaction(closed, async () => {}));
  await pool.end();

  for (const error of [noneLeft, broken, ended]) {
    assert(error instanceof Error);
    assert.equal(isOfTheData(error), false, error.message);
  }
});

test("[I4] what the server would not take is", async () => {
  await using database = await createTestDatabase({ bare: true });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();

  const tooLong = await failureOf(
    inOwnTransaction(client, () => client.query("select repeat('9', 50)::int")),
  );
  await client.end();

  assert.equal(isOfTheData(tooLong), true);
});

function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => assert.fail("it should fail"),
    (error: unknown) => error,
  );
}
