import type { Pool } from "pg";
import { inTransaction, type Queryable } from "./pool.ts";

/** The tables that are cut by time, and how long a part is. */
const SPANS = { post: "day", fact: "month", message_content: "month" } as const;
export type PartitionedTable = keyof typeof SPANS;

/**
 * Makes the part of `post` for a day (`2023-07-10`), if it is not there.
 *
 * To be called before the rows are written, in no transaction. It may be called by many at once.
 */
export function ensureDay(pool: Pool, table: "post", day: string): Promise<void> {
  return ensure(pool, [partOf(table, day, dayAfter(day))]);
}

/** Makes the parts of tables for months (`2023-07`), where they are not there. As `ensureDay`. */
export function ensureMonths(
  pool: Pool,
  tables: readonly ("fact" | "message_content")[],
  months: readonly string[],
): Promise<void> {
  const parts = tables.flatMap((table) =>
    months.map((month) => partOf(table, `${month}-01`, monthAfter(month))),
  );
  return ensure(pool, parts);
}

/** A part of a table, and the first day of it. */
export interface Partition {
  readonly name: string;
  readonly from: string;
}

/** The parts whose every row is from before `day`, oldest first. */
export async function partitionsBefore(
  pool: Pool,
  table: PartitionedTable,
  day: string,
): Promise<Partition[]> {
  const earliestKept = nameOf(table, day);
  const { rows } = await pool.query<{ name: string }>(PARTITIONS, [table]);
  return rows
    .filter(({ name }) => name < earliestKept)
    .map(({ name }) => ({ name, from: firstDayOf(table, name) }));
}

/**
 * Drops a part. That takes a lock that stops every writer of the table, and whoever waits for it
 * stops them too: so it waits a moment only, and fails.
 */
export async function dropPartition(pool: Pool, name: string): Promise<void> {
  await inTransaction(pool, async (db) => {
    await db.query("set local lock_timeout = '2s'");
    await db.query(`drop table if exists ${name}`);
  });
}

const PARTITIONS = `
  select child.relname as name
  from pg_inherits
  join pg_class child on child.oid = inhrelid
  where inhparent = $1::text::regclass
  order by child.relname`;

/** A part that is to be there: its table, its name, its first day and the day after its last. */
interface Part {
  readonly table: PartitionedTable;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

function partOf(table: PartitionedTable, from: string, to: string): Part {
  return { table, name: nameOf(table, from), from, to };
}

async function ensure(pool: Pool, parts: readonly Part[]): Promise<void> {
  const there = await namesThere(pool, parts);
  for (const part of parts) if (!there.has(part.name)) await make(pool, part);
}

/**
 * Made apart and then attached: `create table … partition of` would make every writer of the table
 * wait, attaching makes none. The lock on the name lets two who come at once do it once; without it
 * one of them fails on a system table, `if not exists` or not.
 */
async function make(pool: Pool, part: Part): Promise<void> {
  const { table, name, from, to } = part;
  await inTransaction(pool, async (db) => {
    await db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [name]);
    if ((await namesThere(db, [part])).has(name)) return;
    await db.query(`create table ${name} (like ${table} including all)`);
    await db.query(
      `alter table ${table} attach partition ${name} for values from ('${from}') to ('${to}')`,
    );
  });
}

/**
 * Asked before every batch of a digest, so in one statement for all. Not by `to_regclass`: that
 * answers from a cache which, inside a transaction, may be behind.
 */
async function namesThere(db: Queryable, parts: readonly Part[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ name: string }>({
    name: "parts-there",
    text: `
select relname::text as name
from pg_class
where relname = any ($1::name[]) and relnamespace = current_schema()::regnamespace`,
    values: [parts.map((part) => part.name)],
  });
  return new Set(rows.map(({ name }) => name));
}

/** `post_2023_07_10`, `fact_2023_07`: in the order of time when sorted. */
function nameOf(table: PartitionedTable, day: string): string {
  const span = SPANS[table] === "day" ? day : day.slice(0, 7);
  return `${table}_${span.replaceAll("-", "_")}`;
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

function monthAfter(month: string): string {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 1 }).toString();
}

function firstDayOf(table: PartitionedTable, name: string): string {
  const span = name.slice(table.length + 1).replaceAll("_", "-");
  return SPANS[table] === "day" ? span : `${span}-01`;
}
