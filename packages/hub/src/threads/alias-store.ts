import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

export type AliasKind = "wa_id" | "user_id" | "group_id";

/** One name of a customer, or of a group, and the thread it stands for. */
export interface Alias {
  readonly kind: AliasKind;
  readonly value: string;
  readonly threadId: string;
  /**
   * The thread it would stand for if nobody of ours had merged any: what the platform says of one
   * customer has one (SPEC F13).
   */
  readonly ownId: string;
}

/** The threads of these names, of those that have one. */
export async function selectAliases(
  db: Db,
  numberId: bigint,
  names: readonly Pick<Alias, "kind" | "value">[],
): Promise<Alias[]> {
  if (names.length === 0) return [];
  const { rows } = await db.query<Alias>({
    name: "select-aliases",
    text: `
select a.kind, a.value, a.thread_id as "threadId", a.own_thread_id as "ownId"
from alias a
join unnest($2::text[], $3::text[]) as n (kind, value) on a.kind = n.kind and a.value = n.value
where a.number_id = $1 and a.kind = any($2::text[]) and a.value = any($3::text[])`,
    values: [numberId, names.map((name) => name.kind), names.map((name) => name.value)],
  });
  return rows;
}

/** Every name of a thread. */
export async function selectAliasesOf(
  db: Db,
  numberId: bigint,
  threadId: string,
): Promise<Alias[]> {
  const { rows } = await db.query<Alias>({
    name: "select-aliases-of",
    text: `
select kind, value, thread_id as "threadId", own_thread_id as "ownId"
from alias
where number_id = $1 and thread_id = $2
order by kind, value`,
    values: [numberId, threadId],
  });
  return rows;
}

/** Every name of some threads. */
export async function selectAliasesIn(
  db: Db,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<Alias[]> {
  const { rows } = await db.query<Alias>({
    name: "select-aliases-in",
    text: `
select kind, value, thread_id as "threadId", own_thread_id as "ownId"
from alias
where number_id = $1 and thread_id = any($2::uuid[])
order by kind, value`,
    values: [numberId, threadIds],
  });
  return rows;
}

/** All digits of one customer who has several, as the platform knows them. */
export type DigitsTogether = readonly string[];

/**
 * The digits of those of these threads whose customers have several. By their index and not joined
 * with themselves: without statistics the planner would read all names of the number.
 */
export async function selectDigitsTogether(
  db: Db,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<DigitsTogether[]> {
  if (threadIds.length === 0) return [];
  const { rows } = await db.query<{ all: DigitsTogether }>({
    name: "select-digits-together",
    text: `
select array_agg(value) as "all"
from alias
where number_id = $1 and thread_id = any($2::uuid[]) and kind = 'wa_id'
group by thread_id, own_thread_id
having count(*) > 1`,
    values: [numberId, [...new Set(threadIds)]],
  });
  return rows.map((row) => row.all);
}

/** Every name of a thread, by kind: what its facts are found by. */
export interface ThreadNames {
  readonly waIds: readonly string[];
  readonly userIds: readonly string[];
  readonly groupIds: readonly string[];
}

export async function selectNamesOf(
  db: Db,
  numberId: bigint,
  threadId: string,
): Promise<ThreadNames> {
  return namesByKind(await selectAliasesOf(db, numberId, threadId));
}

export function namesByKind(aliases: readonly Pick<Alias, "kind" | "value">[]): ThreadNames {
  const values = (kind: AliasKind): string[] =>
    aliases.filter((alias) => alias.kind === kind).map((alias) => alias.value);
  return { waIds: values("wa_id"), userIds: values("user_id"), groupIds: values("group_id") };
}

/** Every name of every thread of a number: for `rebuild`, which keeps them. */
export async function selectAllAliases(db: Db, numberId: bigint): Promise<Alias[]> {
  const { rows } = await db.query<Alias>(
    `
select kind, value, thread_id as "threadId", own_thread_id as "ownId"
from alias
where number_id = $1
order by kind, value`,
    [numberId],
  );
  return rows;
}

/** Writes down what a name stands for, or that it stands for another thread now. */
export async function putAliases(
  db: Db,
  numberId: bigint,
  aliases: readonly Alias[],
  since: Instant,
): Promise<void> {
  if (aliases.length === 0) return;
  await db.query({
    name: "put-aliases",
    text: `
insert into alias (number_id, kind, value, thread_id, own_thread_id, since)
select $1, kind, value, thread_id, own_thread_id, $6
from unnest($2::text[], $3::text[], $4::uuid[], $5::uuid[])
  as a (kind, value, thread_id, own_thread_id)
on conflict (number_id, kind, value) do update
set thread_id = excluded.thread_id,
    own_thread_id = excluded.own_thread_id,
    since = excluded.since`,
    values: [
      numberId,
      aliases.map((alias) => alias.kind),
      aliases.map((alias) => alias.value),
      aliases.map((alias) => alias.threadId),
      aliases.map((alias) => alias.ownId),
      new Date(since),
    ],
  });
}

/** Gives every name of one thread to another: the one becomes part of the other. */
export async function moveAliases(
  db: Db,
  numberId: bigint,
  { from, into }: { from: string; into: string },
): Promise<void> {
  await db.query({
    name: "move-aliases",
    text: "update alias set thread_id = $3 where number_id = $1 and thread_id = $2",
    values: [numberId, from, into],
  });
}

/** Says of names of a thread that the platform knows them for one customer now. */
export async function joinOwn(
  db: Db,
  numberId: bigint,
  { threadId, from, into }: { threadId: string; from: string; into: string },
): Promise<void> {
  await db.query({
    name: "join-own",
    text: `
update alias
set own_thread_id = $4
where number_id = $1 and thread_id = $2 and own_thread_id = $3`,
    values: [numberId, threadId, from, into],
  });
}

/** Gives some names of a thread, by what they stand for on their own, to another thread. */
export async function partAliases(
  db: Db,
  numberId: bigint,
  { from, into, ownIds }: { from: string; into: string; ownIds: readonly string[] },
): Promise<void> {
  await db.query(
    `
update alias
set thread_id = $3
where number_id = $1 and thread_id = $2 and own_thread_id = any($4::uuid[])`,
    [numberId, from, into, ownIds],
  );
}
