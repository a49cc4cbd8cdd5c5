import type { Instant, ThreadState } from "@casement/engine";
import type { ClientBase } from "pg";
import { type CanonicalDump, type DumpedUnit, dumpLines } from "./canonical-dump.ts";

type Db = Pick<ClientBase, "query">;

/** What the fold and the rating left of a number, each with its thread. */
export interface StoredParts {
  readonly windows: readonly {
    readonly threadId: string;
    readonly customer: string | null;
    readonly window: { readonly openedAt: Instant; readonly closesAt: Instant };
  }[];
  readonly conversations: readonly { readonly threadId: string; readonly conversation: object }[];
  readonly units: readonly (DumpedUnit & { readonly threadId: string })[];
}

/** The dump of what is stored. */
export async function storedDump(db: Db, numberId: bigint): Promise<CanonicalDump> {
  const { windows, conversations, units } = await selectStoredParts(db, numberId);
  return dumpLines({
    windows,
    conversations: conversations.map((one) => one.conversation),
    units,
  });
}

export async function selectStoredParts(db: Db, numberId: bigint): Promise<StoredParts> {
  const windows = await db.query<WindowRow>(
    `
select thread_id as "threadId", (
    select min(a.kind || ':' || a.value) from alias a
    where a.number_id = w.number_id and a.thread_id = w.thread_id
  ) as customer, opened_at as "openedAt", closes_at as "closesAt"
from service_window w
where number_id = $1`,
    [numberId],
  );
  const conversations = await db.query<{ threadId: string }>(
    `
select thread_id as "threadId", category, opened_by as "openedBy", opened_at as "openedAt",
       expires_at as "expiresAt", closed_early_at as "closedEarlyAt",
       initiated_by as "initiatedBy", billable, message_count as "messageCount", rule
from conversation
where number_id = $1`,
    [numberId],
  );
  const units = await db.query<DumpedUnit & { threadId: string }>(
    'select thread_id as "threadId", folded as unit, charge from unit where number_id = $1',
    [numberId],
  );
  return {
    windows: windows.rows.map(({ threadId, customer, openedAt, closesAt }) => ({
      threadId,
      customer,
      window: { openedAt, closesAt },
    })),
    conversations: conversations.rows.map(({ threadId, ...conversation }) => ({
      threadId,
      conversation,
    })),
    units: units.rows,
  };
}

interface WindowRow {
  threadId: string;
  customer: string | null;
  openedAt: Instant;
  closesAt: Instant;
}

/** What the gate and the list of threads read of a thread. */
export interface StoredState {
  readonly threadId: string;
  readonly state: ThreadState;
  readonly openedAt: Instant | null;
  readonly closesAt: Instant | null;
}

export async function selectStates(db: Db, numberId: bigint): Promise<StoredState[]> {
  const { rows } = await db.query<StoredState>(
    `
select thread_id as "threadId", folded as state, window_opened_at as "openedAt",
       window_closes_at as "closesAt"
from thread
where number_id = $1`,
    [numberId],
  );
  return rows;
}
