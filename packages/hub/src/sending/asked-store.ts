import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { SendCommand } from "./sender.ts";

type Db = Pick<ClientBase, "query">;

/** A message that another node was asked to send, for the owner of the number to take. */
export interface AskedRow {
  readonly askId: string;
  readonly askedAt: Instant;
  readonly accountId: bigint | null;
  readonly command: Omit<SendCommand, "numberId" | "accountId">;
}

/** What became of one: a draft, or a reason why it is none. */
export interface AskedEnd {
  readonly draftId: string | null;
  readonly problem: "other_body" | "no_thread" | "failed" | null;
}

export async function insertAsked(
  db: Db,
  numberId: bigint,
  { askId, askedAt, accountId, command }: AskedRow,
): Promise<void> {
  await db.query({
    name: "insert-asked",
    text: `
insert into asked (number_id, ask_id, asked_at, account_id, command)
values ($1, $2, $3, $4, $5)`,
    values: [numberId, askId, new Date(askedAt), accountId, JSON.stringify(command)],
  });
}

/** Those that nothing has become of yet, in the order in which they were asked. */
export async function selectAsked(db: Db, numberId: bigint): Promise<AskedRow[]> {
  const { rows } = await db.query<AskedRow>({
    name: "select-asked",
    text: `
select ask_id as "askId", asked_at as "askedAt", account_id as "accountId", command
from asked
where number_id = $1 and draft_id is null and problem is null
order by asked_at, ask_id`,
    values: [numberId],
  });
  return rows;
}

/** Whether another node wrote something of a number down that nothing has become of yet. */
export async function isToldOf(db: Db, numberId: bigint): Promise<boolean> {
  const { rows } = await db.query({
    name: "is-told-of",
    text: `
(select from asked where number_id = $1 and draft_id is null and problem is null limit 1)
union all
(select from ended_elsewhere where number_id = $1 limit 1)`,
    values: [numberId],
  });
  return rows.length > 0;
}

/** Claims them for their drafts; gives those that their askers have not taken back before. */
export async function claimAsked(
  db: Db,
  numberId: bigint,
  claims: readonly { readonly askId: string; readonly draftId: string }[],
): Promise<ReadonlySet<string>> {
  if (claims.length === 0) return new Set();
  const { rows } = await db.query<{ askId: string }>({
    name: "claim-asked",
    text: `
update asked a
set draft_id = c.draft_id
from unnest($2::uuid[], $3::uuid[]) as c (ask_id, draft_id)
where a.number_id = $1 and a.ask_id = any($2::uuid[]) and a.ask_id = c.ask_id
  and a.draft_id is null and a.problem is null
returning a.ask_id as "askId"`,
    values: [numberId, claims.map((one) => one.askId), claims.map((one) => one.draftId)],
  });
  return new Set(rows.map((row) => row.askId));
}

/** Says what became of one, unless that is said. */
export async function endAsked(
  db: Db,
  numberId: bigint,
  { askId, draftId, problem }: AskedEnd & { readonly askId: string },
): Promise<void> {
  await db.query({
    name: "end-asked",
    text: `
update asked
set draft_id = $3, problem = $4
where number_id = $1 and ask_id = $2 and draft_id is null and problem is null`,
    values: [numberId, askId, draftId, problem],
  });
}

export async function selectAskedEnd(
  db: Db,
  numberId: bigint,
  askId: string,
): Promise<AskedEnd | undefined> {
  const { rows } = await db.query<AskedEnd>({
    name: "select-asked-end",
    text: `
select draft_id as "draftId", problem
from asked
where number_id = $1 and ask_id = $2`,
    values: [numberId, askId],
  });
  return rows[0];
}

/**
 * Takes one back that nothing has become of; whether there was still time. One that is not there
 * is written down as taken back: what was on its way when a connection broke comes too late then.
 */
export async function takeBackAsked(
  db: Db,
  numberId: bigint,
  { askId, askedAt }: Pick<AskedRow, "askId" | "askedAt">,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "take-back-asked",
    text: `
insert into asked (number_id, ask_id, asked_at, command, problem)
values ($1, $2, $3, '{}', 'failed')
on conflict (number_id, ask_id) do update
set command = excluded.command, problem = excluded.problem
where asked.draft_id is null and asked.problem is null`,
    values: [numberId, askId, new Date(askedAt)],
  });
  return rowCount === 1;
}

export async function deleteAsked(db: Db, numberId: bigint, askId: string): Promise<void> {
  await db.query({
    name: "delete-asked",
    text: "delete from asked where number_id = $1 and ask_id = $2",
    values: [numberId, askId],
  });
}

/** Deletes what ended and nobody came for: the node that was asked has died, or took it back. */
export async function deleteForgottenAsked(
  db: Db,
  numberId: bigint,
  before: Instant,
): Promise<void> {
  await db.query({
    name: "delete-forgotten-asked",
    text: `
delete from asked
where number_id = $1 and asked_at < $2 and (draft_id is not null or problem is not null)`,
    values: [numberId, new Date(before)],
  });
}
