import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

export type AliasKind = "wa_id" | "user_id" | "group_id";

/** One name of a customer, or of a group, and the thread it stands for. */
export interface Alias {
  readonly kind: AliasKind;
  readonly value: string;
  readonly threadId: string;
}

/** The threads of these names, of those that have one. */
export async function selectAliases(
  db: Db,
  numberId: bigint,
  names: readonly Pick<Alias, "kind" | "value">[],
): Promise<Alias[]> {
  if (names.length === 0) return [];
  const { rows } = await db.query<{ kind: AliasKind; value: string; thread_id: string }>({
    name: "select-aliases",
    text: `
select a.kind, a.value, a.thread_id
from alias a
join unnest($2::text[], $3::text[]) as n (kind, value) on a.kind = n.kind and a.value = n.value
where a.number_id = $1 and a.kind = any($2::text[]) and a.value = any($3::text[])`,
    values: [numberId, names.map((name) => name.kind), names.map((name) => name.value)],
  });
  return rows.map((row) => ({ kind: row.kind, value: row.value, threadId: row.thread_id }));
}

/** Every name of a thread. */
export async function selectAliasesOf(
  db: Db,
  numberId: bigint,
  threadId: string,
): Promise<Pick<Alias, "kind" | "value">[]> {
  const { rows } = await db.query<{ kind: AliasKind; value: string }>({
    name: "select-aliases-of",
    text: `
select kind, value
from alias
where number_id = $1 and thread_id = $2
order by kind, value`,
    values: [numberId, threadId],
  });
  return rows;
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
  const aliases = await selectAliasesOf(db, numberId, threadId);
  const values = (kind: AliasKind): string[] =>
    aliases.filter((alias) => alias.kind === kind).map((alias) => alias.value);
  return { waIds: values("wa_id"), userIds: values("user_id"), groupIds: values("group_id") };
}

/** Every name of every thread of a number: for `rebuild`, which keeps them. */
export async function selectAllAliases(db: Db, numberId: bigint): Promise<Alias[]> {
  const { rows } = await db.query<{ kind: AliasKind; value: string; thread_id: string }>(
    "select kind, value, thread_id from alias where number_id = $1 order by kind, value",
    [numberId],
  );
  return rows.map((row) => ({ kind: row.kind, value: row.value, threadId: row.thread_id }));
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
insert into alias (number_id, kind, value, thread_id, since)
select $1, kind, value, thread_id, $5
from unnest($2::text[], $3::text[], $4::uuid[]) as a (kind, value, thread_id)
on conflict (number_id, kind, value) do update
set thread_id = excluded.thread_id, since = excluded.since`,
    values: [
      numberId,
      aliases.map((alias) => alias.kind),
      aliases.map((alias) => alias.value),
      aliases.map((alias) => alias.threadId),
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
