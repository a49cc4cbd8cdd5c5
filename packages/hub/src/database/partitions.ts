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
  return ensure(pool, table, day, dayAfter(day));
}

/** Makes the part of a table for a month (`2023-07`), if it is not there. As `ensureDay`. */
export function ensureMonth(
  pool: Pool,
  table: "fact" | "message_content",
  month: string,
): Promise<void> {
  return ensure(pool, table, `${month}-01`, monthAfter(month));
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

/**
 * Made apart and then attached: `create table … partition of` would make every writer of the table
 * wait, attaching makes none. The lock on the name lets two who come at once do it once; without it
 * one of them fails on a system table, `if not exists` or not.
 */
async function ensure(
  pool: Pool,
  table: PartitionedTable,
  from: string,
  to: string,
): Promise<void> {
  const name = nameOf(table, from);
  if (await isThere(pool, name)) return;
  await inTransaction(pool, async (db) => {
    await db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [name]);
    if (await isThere(db, name)) return;
    await db.query(`create table ${name} (like ${table} including all)`);
    await db.query(
      `alter table ${table} attach partition ${name} for values from ('${from}') to ('${to}')`,
    );
  });
}

/** Not by `to_regclass`: that answers from a cache which, inside a transaction, may be behind. */
async function isThere(db: Queryable, name: string): Promise<boolean> {
  const { rows } = await db.query(
    "select 1 from pg_class where relname = $1 and relnamespace = current_schema()::regnamespace",
    [name],
  );
  return rows.length > 0;
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
