import type { Conversation, ThreadChanges, Unit, Window } from "@casement/engine";
import type { ClientBase } from "pg";
import { type AboveFloor, isOpenedBelow } from "../threads/floor.ts";
import { unitKey } from "./posting.ts";

/** What is stored of a thread below its floor, and the markets of its units by their keys. */
export interface BelowFloor extends ThreadChanges {
  readonly markets: ReadonlyMap<string, string | null>;
}

/**
 * What is stored of a thread below its floor, which no fact that is kept can change. It leaves out
 * just what `putFolded` takes away before a thread is written anew.
 */
export async function selectBelow(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  { threadId, floor }: { readonly threadId: string; readonly floor: AboveFloor },
): Promise<BelowFloor> {
  const at = new Date(floor.at ?? 0);
  const windows = await db.query<Window>(
    `
select opened_at as "openedAt", closes_at as "closesAt"
from service_window
where number_id = $1 and thread_id = $2 and opened_at < $3`,
    [numberId, threadId, at],
  );
  const conversations = await db.query<Conversation>(
    `
select category, opened_by as "openedBy", opened_at as "openedAt", expires_at as "expiresAt",
       closed_early_at as "closedEarlyAt", initiated_by as "initiatedBy", billable,
       message_count as "messageCount", rule
from conversation
where number_id = $1 and thread_id = $2 and opened_at < $3`,
    [numberId, threadId, at],
  );
  const units = await db.query<{ unit: Unit; market: string | null }>(
    `
select folded as unit, charge ->> 'market' as market
from unit
where number_id = $1 and thread_id = $2 and delivered_at < $3`,
    [numberId, threadId, at],
  );
  return {
    windows: windows.rows,
    conversations: conversations.rows
      .filter((one) => isOpenedBelow(floor, one))
      .map((one) => ({ ...one, closedEarlyAt: one.closedEarlyAt ?? undefined })),
    units: units.rows.map((row) => row.unit),
    markets: new Map(units.rows.map(({ unit, market }) => [unitKey(unit), market])),
  };
}
