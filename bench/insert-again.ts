import type { Pool, PoolClient } from "pg";

// The bare loop of the digest: what came of events, inserted again into tables of the same columns
// and indexes, which hold as much. Two sets of tables, for two ways: which one is the faster
// depends on the machine, so both are tried.

/** The tables that the digest of a status adds rows to, with what tells their rows apart. */
const TABLES: readonly (readonly [table: string, key: readonly string[]])[] = [
  ["fact", ["number_id", "at_month", "fact_id"]],
  ["message", ["number_id", "wamid"]],
  ["conversation", ["number_id", "category", "opened_by"]],
  ["unit", ["number_id", "wamid", "recipient"]],
  ["posting", ["number_id", "posting_id"]],
  ["event", ["number_id", "position"]],
];

/** Arrays of the columns, or the rows as JSON; each has a schema of its own, named by it. */
const WAYS = ["bare_unnest", "bare_json"] as const;
type Way = (typeof WAYS)[number];

/** As many to a commit as the digest takes. */
const FACTS_A_COMMIT = 500;

export async function makeBareTables(db: Pool): Promise<void> {
  for (const way of WAYS) {
    await db.query(`create schema ${way}`);
    for (const [table] of TABLES) {
      await db.query(`create table ${way}.${table} (like public.${table} including all)`);
    }
  }
  await levelBareTables(db);
  await db.query("analyze");
}

/** Has the tables hold what the hub's do, so that what comes next is inserted into as much. */
export async function levelBareTables(db: Pool): Promise<void> {
  for (const way of WAYS) {
    for (const [table] of TABLES) {
      await db.query(`insert into ${way}.${table} ${newRows(table, way)}`);
    }
  }
}

/** How long the faster way takes to insert `facts` facts and what came of them, in milliseconds. */
export async function insertAgain(db: Pool, facts: number): Promise<number> {
  const batches = await batchesOf(db, facts);
  const client = await db.connect();
  try {
    const times: number[] = [];
    for (const way of WAYS) times.push(await timeOf(client, batches, way));
    return Math.min(...times);
  } finally {
    client.release();
  }
}

/** A statement and what it is given, for each way; made before, so that none of it is timed. */
type Inserts = Readonly<Record<Way, { name: string; text: string; values: string[] }>>;

/** What is in the hub's tables and not in ours, in the order in which it came to be. */
async function batchesOf(db: Pool, facts: number): Promise<Inserts[][]> {
  const batches: Inserts[][] = Array.from({ length: Math.ceil(facts / FACTS_A_COMMIT) }, () => []);
  for (const [table] of TABLES) {
    const { rows: columns } = await db.query<{ name: string; type: string }>(COLUMNS, [table]);
    const lists = columns.map(({ name }) => `array_agg((own).${name})::text`);
    const { rows: slices } = await db.query<{ size: number; json: string; lists: string[] }>(
      `
select count(*)::int as size, jsonb_agg(to_jsonb(own))::text as json,
       array[${lists.join(", ")}] as lists
from (select own, ntile($1) over () as slice from (${newRows(table, "bare_json")}) own) new
group by slice order by slice`,
      [batches.length],
    );
    const found = slices.reduce((sum, { size }) => sum + size, 0);
    if (table === "fact" && found !== facts) throw new Error(`${found} of ${facts} facts came`);
    const types = columns.map(({ type }, index) => `$${index + 1}::${type}[]`);
    for (const [index, slice] of slices.entries()) {
      batches[index]?.push({
        bare_unnest: {
          name: `unnest-${table}`,
          text: `insert into bare_unnest.${table} select * from unnest(${types.join(", ")})`,
          values: slice.lists,
        },
        bare_json: {
          name: `json-${table}`,
          text: `
insert into bare_json.${table}
select * from jsonb_populate_recordset(null::public.${table}, $1::jsonb)`,
          values: [slice.json],
        },
      });
    }
  }
  return batches;
}

async function timeOf(
  client: PoolClient,
  batches: readonly Inserts[][],
  way: Way,
): Promise<number> {
  const startedAt = performance.now();
  for (const inserts of batches) {
    await client.query("begin");
    for (const insert of inserts) await client.query(insert[way]);
    await client.query("commit");
  }
  return performance.now() - startedAt;
}

function newRows(table: string, way: Way): string {
  const key = TABLES.find(([name]) => name === table)?.[1] ?? [];
  const isSame = key.map((column) => `bare.${column} = own.${column}`).join(" and ");
  return `
select own.* from public.${table} own
where not exists (select from ${way}.${table} bare where ${isSame})`;
}

const COLUMNS = `
select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
where attrelid = format('public.%I', $1::text)::regclass and attnum > 0 and not attisdropped
order by attnum`;
