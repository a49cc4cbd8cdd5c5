import type { Conversation, ThreadChanges, Window } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** What a fold made of one thread. `whole`: it is all there is, and any other row is wrong. */
export interface Folded {
  readonly threadId: string;
  readonly changes: ThreadChanges;
  readonly whole: boolean;
}

/** Writes windows and conversations as folded: whole rows, in place of those with the same key. */
export async function putFolded(db: Db, numberId: bigint, folds: readonly Folded[]): Promise<void> {
  const whole = folds.filter((fold) => fold.whole).map((fold) => fold.threadId);
  if (whole.length > 0) await deleteFolded(db, numberId, whole);
  await putWindows(
    db,
    numberId,
    folds.flatMap((fold) => fold.changes.windows.map((window) => ({ ...fold, window }))),
  );
  await putConversations(
    db,
    numberId,
    folds.flatMap((fold) =>
      fold.changes.conversations.map((conversation) => ({ ...fold, conversation })),
    ),
  );
}

/** A thread that is folded anew from its first fact loses what was folded before. */
async function deleteFolded(db: Db, numberId: bigint, threadIds: readonly string[]): Promise<void> {
  for (const table of ["service_window", "conversation"]) {
    await db.query({
      name: `delete-folded-${table}`,
      text: `delete from ${table} where number_id = $1 and thread_id = any($2::uuid[])`,
      values: [numberId, threadIds],
    });
  }
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

async function putConversations(
  db: Db,
  numberId: bigint,
  rows: readonly { readonly threadId: string; readonly conversation: Conversation }[],
): Promise<void> {
  if (rows.length === 0) return;
  const of = <T>(pick: (one: Conversation) => T): T[] => rows.map((row) => pick(row.conversation));
  await db.query({
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
    rule = excluded.rule`;
