import { machineTime } from "@casement/engine/system-clock";
import type { Pool } from "pg";
import { applyLoad } from "./load.ts";
import { type Report, rounded } from "./measure.ts";
import { beginPlace, holdNumber, type Place, statusRequests } from "./place.ts";

// Statuses that wait, digested: facts, folds, units, postings, events. Bare: the rows that come of
// it, inserted again into tables of the same form, as many to a commit as the digest takes.

const POSTS = 9_000;
const BATCHES = 18;
const NO_PIECES = { p50: null, p99: null };

export async function run(report: Report): Promise<void> {
  await using place = await beginPlace();
  await warmUp(place);
  const value = await digested(place);
  const bare = await insertedAgain(place.db);
  report({
    measure: "digest",
    value: rounded(value),
    unit: "events/s",
    bare: rounded(bare),
    ratio: rounded(value / bare),
    ...NO_PIECES,
  });
  const sustained = await sustainedRate(place);
  report({
    measure: "receive, digest and ledger, sustained",
    value: rounded(sustained),
    unit: "events/s",
    bare: rounded(bare),
    ratio: rounded(sustained / bare),
    ...NO_PIECES,
  });
}

/**
 * A thousand events, and the statistics that the server makes of them by itself within a minute:
 * those of an empty table have it read whole tables to find a row.
 */
async function warmUp(place: Place): Promise<void> {
  const requests = statusRequests(place, { name: "digest", count: 3_000 });
  await applyLoad({ port: place.hub.port, requests, connections: 64, msMax: 10_000 });
  await place.hub.quiet();
  await place.db.query("analyze");
}

/** Events a second between the end of the first batch and the end of the last. */
async function digested(place: Place): Promise<number> {
  const letGo = await holdNumber(place);
  await post(place, 1_000);
  await letGo();
  let first = await waiting(place.db);
  const all = first;
  let startedAt = performance.now();
  for (;;) {
    const left = await waiting(place.db);
    if (first === all && left < all) {
      first = left;
      startedAt = performance.now();
    }
    if (left === 0) break;
    await pause();
  }
  return (first * 1_000) / (performance.now() - startedAt);
}

async function sustainedRate(place: Place): Promise<number> {
  const startedAt = performance.now();
  const posted = await post(place, 1_000 + POSTS);
  await place.hub.quiet();
  return (posted * 1_000) / (performance.now() - startedAt);
}

/** Posts what begins with a message, and says how much of it there was time for. */
async function post(place: Place, first: number): Promise<number> {
  const requests = statusRequests(place, { name: "digest", count: POSTS, first });
  const load = { port: place.hub.port, requests, connections: 64, msMax: 10_000 };
  return (await applyLoad(load)).done;
}

async function waiting(db: Pool): Promise<number> {
  const { rows } = await db.query("select count(*)::int as count from pending");
  return rows[0]?.count;
}

/** Events a second, if all that is done with them were to write down what came of them. */
async function insertedAgain(db: Pool): Promise<number> {
  const slices: string[][] = Array.from({ length: BATCHES }, () => []);
  for (const table of TABLES) {
    await db.query(`create table bare_${table} (like ${table} including all)`);
    const { rows } = await db.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${table} t`,
    );
    const size = Math.ceil(rows.length / BATCHES);
    for (const [index, slice] of slices.entries()) {
      const own = rows.slice(index * size, (index + 1) * size);
      slice.push(`[${own.map(({ row }) => row).join(",")}]`);
    }
  }
  const client = await db.connect();
  const startedAt = performance.now();
  for (const slice of slices) {
    await client.query("begin");
    for (const [index, table] of TABLES.entries()) {
      await client.query({
        name: `insert-bare-${table}`,
        text: `
insert into bare_${table}
select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
        values: [slice[index]],
      });
    }
    await client.query("commit");
  }
  const ms = performance.now() - startedAt;
  client.release();
  return (POSTS * 1_000) / ms;
}

/** Those that the digest of a status writes to. */
const TABLES = ["fact", "message", "conversation", "unit", "posting", "event"] as const;

function pause(): Promise<void> {
  return new Promise((done) => void machineTime.after(20, done));
}
