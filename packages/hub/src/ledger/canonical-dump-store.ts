import type { ClientBase } from "pg";
import { type CanonicalDump, type DumpedUnit, dumpLines } from "./canonical-dump.ts";

type Db = Pick<ClientBase, "query">;

/** The dump of what is stored. */
export async function storedDump(db: Db, numberId: bigint): Promise<CanonicalDump> {
  const windows = await db.query<{ customer: string; openedAt: number; closesAt: number }>(
    `
select (
    select min(a.kind || ':' || a.value) from alias a
    where a.number_id = w.number_id and a.thread_id = w.thread_id
  ) as customer, opened_at as "openedAt", closes_at as "closesAt"
from service_window w
where number_id = $1`,
    [numberId],
  );
  const conversations = await db.query(
    `
select category, opened_by as "openedBy", opened_at as "openedAt", expires_at as "expiresAt",
       closed_early_at as "closedEarlyAt", initiated_by as "initiatedBy", billable,
       message_count as "messageCount", rule
from conversation
where number_id = $1`,
    [numberId],
  );
  const units = await db.query<DumpedUnit>(
    "select folded as unit, charge from unit where number_id = $1",
    [numberId],
  );
  return dumpLines({
    windows: windows.rows.map(({ customer, openedAt, closesAt }) => ({
      customer,
      window: { openedAt, closesAt },
    })),
    conversations: conversations.rows,
    units: units.rows,
  });
}
