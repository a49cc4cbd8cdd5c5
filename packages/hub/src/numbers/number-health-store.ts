import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

/** How it goes with what Meta posts about a number, or about another stream. */
export interface NumberHealth {
  /** Since when posts of it come, and when the newest came; null: none ever did. */
  readonly firstPostAt: Instant | null;
  readonly lastPostAt: Instant | null;
  readonly notUnderstood: number;
  readonly pending: number;
  /** When the oldest post came that is not digested yet; null: none waits. */
  readonly oldestPendingAt: Instant | null;
  /** Drafts of which nobody knows whether they were sent, and since when of the oldest. */
  readonly unknownDrafts: number;
  readonly oldestUnknownAt: Instant | null;
}

export async function selectNumberHealth(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
): Promise<NumberHealth> {
  const { rows } = await db.query<NumberHealth>({
    name: "select-number-health",
    text: `
select s.first_post_at as "firstPostAt", s.last_post_at as "lastPostAt",
       (select count(*)::int from not_understood u where u.number_id = $1) as "notUnderstood",
       (select count(*)::int from pending w where w.number_id = $1) as pending,
       (select min(p.received_at)
        from pending w
        join post p on p.number_id = w.number_id and p.received_on = w.received_on
          and p.post_id = w.post_id
        where w.number_id = $1) as "oldestPendingAt",
       d.count as "unknownDrafts", d.oldest as "oldestUnknownAt"
from (select $1::bigint as number_id) as one
left join stream s on s.number_id = one.number_id
cross join (
  select count(*)::int as count, min(coalesce(settled_at, created_at)) as oldest
  from draft
  where number_id = $1 and state = 'unknown'
) as d`,
    values: [numberId],
  });
  return rows[0] ?? NEVER_HEARD;
}

const NEVER_HEARD: NumberHealth = {
  firstPostAt: null,
  lastPostAt: null,
  notUnderstood: 0,
  pending: 0,
  oldestPendingAt: null,
  unknownDrafts: 0,
  oldestUnknownAt: null,
};
