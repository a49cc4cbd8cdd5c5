import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** From `from`, before `to`. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Says that units which were delivered at these moments changed, in the transaction that changes
 * them. One statement for all units that a batch rates, and one row for most of them.
 */
export async function markUnitDays(
  db: Db,
  numberId: bigint,
  deliveredAt: readonly Instant[],
): Promise<void> {
  const days = new Set(deliveredAt.map((at) => new Date(at).toISOString().slice(0, 10)));
  if (days.size === 0) return;
  await db.query({
    name: "mark-unit-days",
    text: `
insert into unit_day (number_id, day, version)
select $1, day, 1
from unnest($2::date[]) as d (day)
order by day
on conflict (number_id, day) do update set version = unit_day.version + 1`,
    values: [numberId, [...days]],
  });
}

/** The same of all units of a thread: what is said of their messages changes. */
export async function markUnitDaysOf(db: Db, numberId: bigint, threadId: string): Promise<void> {
  await db.query(
    `
insert into unit_day (number_id, day, version)
select $1, (delivered_at at time zone 'UTC')::date, 1
from unit
where number_id = $1 and thread_id = $2
group by 2
order by 2
on conflict (number_id, day) do update set version = unit_day.version + 1`,
    [numberId, threadId],
  );
}

/** Of each span a number that is another one once a unit of it has changed. */
export async function selectSpanVersions(
  db: Db,
  numberId: bigint,
  spans: readonly Span[],
): Promise<bigint[]> {
  const { rows } = await db.query<{ version: bigint }>({
    name: "select-span-versions",
    text: `
select coalesce(sum(d.version), 0)::bigint as version
from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as s (from_at, to_at, place)
left join unit_day d on d.number_id = $1
  and d.day >= (s.from_at at time zone 'UTC')::date
  and d.day <= (s.to_at at time zone 'UTC')::date
group by s.place
order by s.place`,
    values: [
      numberId,
      spans.map(({ from }) => new Date(from)),
      spans.map(({ to }) => new Date(to - 1)),
    ],
  });
  return rows.map((row) => row.version);
}
