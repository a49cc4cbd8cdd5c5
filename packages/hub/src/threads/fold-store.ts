import type { Conversation, ThreadChanges, Window } from "@casement/engine";
import type { ClientBase } from "pg";
import type { AboveFloor } from "./floor.ts";

type Db = Pick<ClientBase, "query">;

/** What a fold made of one thread. */
export interface Folded {
  readonly threadId: string;
  readonly changes: ThreadChanges;
  /** It is all there is above the thread's floor, and any other row there is wrong. */
  readonly whole: AboveFloor | undefined;
}

/** A conversation in its thread. */
export interface PlacedConversation {
  readonly threadId: string;
  readonly conversation: Conversation;
}

/**
 * Writes windows and conversations as folded: whole rows, in place of those with the same key.
 * Returns the conversations that were not there before.
 */
export async function putFolded(
  db: Db,
  numberId: bigint,
  folds: readonly Folded[],
): Promise<PlacedConversation[]> {
  const deleted: string[] = [];
  const anew = folds.flatMap(({ threadId, whole }) => (whole ? [{ threadId, whole }] : []));
  if (anew.length > 0) deleted.push(...(await deleteFolded(db, numberId, anew)));
  await putWindows(
    db,
    numberId,
    folds.flatMap((fold) => fold.changes.windows.map((window) => ({ ...fold, window }))),
  );
  const conversations = folds.flatMap(({ threadId, changes }) =>
    changes.conversations.map((conversation) => ({ threadId, conversation })),
  );
  const made = new Set(await putConversations(db, numberId, conversations));
  const fresh = made.difference(new Set(deleted));
  return conversations.filter(({ conversation }) => fresh.has(nameOf(conversation)));
}

function nameOf({ category, openedBy }: { category: string; openedBy: string }): string {
  return `${category} ${openedBy}`;
}

/**
 * A thread that is folded anew loses what was folded before, but for what lies below its floor.
 * Returns the names of the conversations that went.
 */
async function deleteFolded(
  db: Db,
  numberId: bigint,
  anew: readonly { readonly threadId: string; readonly whole: AboveFloor }[],
): Promise<string[]> {
  const threadIds = anew.map((one) => one.threadId);
  const floors = anew.map(({ whole: { at } }) => (at === null ? "-infinity" : new Date(at)));
  const unplaced = anew.flatMap((one) => one.whole.unplaced);
  await db.query({
    name: "delete-folded-windows",
    text: `
delete from service_window w
using unnest($2::uuid[], $3::timestamptz[]) as t (thread_id, floor)
where w.number_id = $1 and w.thread_id = t.thread_id and w.opened_at >= t.floor`,
    values: [numberId, threadIds, floors],
  });
  const { rows } = await db.query<{ category: string; openedBy: string }>({
    name: "delete-folded-conversations",
    text: `
delete from conversation c
using unnest($2::uuid[], $3::timestamptz[]) as t (thread_id, floor)
where c.number_id = $1 and c.thread_id = t.thread_id
  and (c.opened_at >= t.floor or (c.opened_by, c.opened_at) in (
    select * from unnest($4::text[], $5::timestamptz[])
  ))
returning c.category, c.opened_by as "openedBy"`,
    values: [
      numberId,
      threadIds,
      floors,
      unplaced.map((one) => one.openedBy),
      unplaced.map((one) => new Date(one.openedAt)),
    ],
  });
  return rows.map(nameOf);
}

async function putWindows(
  db: Db,
  numberId: bigint,
  rows: readonly { readonly threadId: string; readonly window: Window }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query({
    name: "put-windows",
    text: `
insert into service_window (number_id, thread_id, opened_at, closes_at)
select $1, * from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[])
on conflict (number_id, thread_id, opened_at) do update set closes_at = excluded.closes_at`,
    values: [
      numberId,
      rows.map((row) => row.threadId),
      rows.map((row) => new Date(row.window.openedAt)),
      rows.map((row) => new Date(row.window.closesAt)),
    ],
  });
}

/** Returns the names of those that were inserted and not updated. */
async function putConversations(
  db: Db,
  numberId: bigint,
  rows: readonly PlacedConversation[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const of = <T>(pick: (one: Conversation) => T): T[] => rows.map((row) => pick(row.conversation));
  const put = await db.query<{
    category: string;
    openedBy: string;
    isNew: boolean;
  }>({
    name: "put-conversations",
    text: PUT_CONVERSATIONS,
    values: [
      numberId,
      of((one) => one.category),
      of((one) => one.openedBy),
      rows.map((row) => row.threadId),
      of((one) => new Date(one.openedAt)),
      of((one) => new Date(one.expiresAt)),
      of((one) => (one.closedEarlyAt === undefined ? null : new Date(one.closedEarlyAt))),
      of((one) => one.initiatedBy),
      of((one) => one.billable),
      of((one) => one.messageCount),
      of((one) => one.rule),
    ],
  });
  return put.rows.filter((row) => row.isNew).map(nameOf);
}

const PUT_CONVERSATIONS = `
insert into conversation
  (number_id, category, opened_by, thread_id, opened_at, expires_at, closed_early_at, initiated_by,
   billable, message_count, rule)
select $1, *
from unnest($2::text[], $3::text[], $4::uuid[], $5::timestamptz[], $6::timestamptz[],
            $7::timestamptz[], $8::text[], $9::boolean[], $10::int[], $11::text[])
on conflict (number_id, category, opened_by) do update
set thread_id = excluded.thread_id,
    opened_at = excluded.opened_at,
    expires_at = excluded.expires_at,
    closed_early_at = excluded.closed_early_at,
    initiated_by = excluded.initiated_by,
    billable = excluded.billable,
    message_count = excluded.message_count,
    rule = excluded.rule
returning category, opened_by as "openedBy", xmax = 0 as "isNew"`;
