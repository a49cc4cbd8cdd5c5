import type { Charge, Unit } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** Free and unknown units have no posting; a corrected one has more than one. */
export type UnitState = "free" | "unknown" | "accrued" | "confirmed" | "corrected";

/** A unit as it is booked: what the fold made of it, and what it was rated at. */
export interface UnitRow {
  readonly unit: Unit;
  readonly threadId: string;
  /** `number:2026-10` or `account:2023-07`: the free units that it draws on, and their month. */
  readonly allowance: string | null;
  readonly charge: Charge;
  readonly state: UnitState;
}

/** Writes units with their charges, in place of those with the same key. */
export async function putUnits(db: Db, numberId: bigint, rows: readonly UnitRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query({
    name: "put-units",
    text: PUT_UNITS,
    values: [
      numberId,
      rows.map((row) => row.unit.wamid),
      rows.map((row) => row.unit.recipient),
      rows.map((row) => row.threadId),
      rows.map((row) => row.unit.accountId ?? null),
      rows.map((row) => new Date(row.unit.deliveredAt)),
      JSON.stringify(rows.map((row) => row.unit)),
      rows.map((row) => row.allowance),
      JSON.stringify(rows.map((row) => row.charge)),
      rows.map((row) => row.charge.amountMicros),
      rows.map((row) => row.state),
    ],
  });
}

const PUT_UNITS = `
insert into unit
  (number_id, wamid, recipient, thread_id, account_id, delivered_at, folded, allowance, charge,
   amount_micros, state)
select $1, wamid, recipient, thread_id, account_id, delivered_at, folded, allowance, charge,
       amount_micros, state
from rows from (
       unnest($2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::timestamptz[], $8::text[],
              $10::bigint[], $11::text[]),
       jsonb_array_elements($7::jsonb),
       jsonb_array_elements($9::jsonb)
     )
  as u (wamid, recipient, thread_id, account_id, delivered_at, allowance, amount_micros, state,
        folded, charge)
on conflict (number_id, wamid, recipient) do update
set thread_id = excluded.thread_id,
    account_id = excluded.account_id,
    delivered_at = excluded.delivered_at,
    folded = excluded.folded,
    allowance = excluded.allowance,
    charge = excluded.charge,
    amount_micros = excluded.amount_micros,
    state = excluded.state`;

/** A unit that shares an allowance, with its thread. */
export interface RatedUnit {
  readonly unit: Unit;
  readonly threadId: string;
  readonly charge: Charge;
}

/**
 * The first units of an allowance, in the order in which they use it up: by delivery, then wamid.
 */
export async function selectFirstOfAllowance(
  db: Db,
  numberId: bigint,
  { allowance, limit }: { allowance: string; limit: number },
): Promise<RatedUnit[]> {
  const { rows } = await db.query<RatedUnit>({
    name: "select-first-of-allowance",
    text: `
select folded as unit, thread_id as "threadId", charge
from unit
where number_id = $1 and allowance = $2
order by delivered_at, wamid, recipient
limit $3`,
    values: [numberId, allowance, limit],
  });
  return rows;
}

/** The units of an allowance whose place in the month nobody has counted yet. */
export async function selectUncounted(
  db: Db,
  numberId: bigint,
  allowance: string,
): Promise<RatedUnit[]> {
  const { rows } = await db.query<RatedUnit>({
    name: "select-uncounted",
    text: `
select folded as unit, thread_id as "threadId", charge
from unit
where number_id = $1 and allowance = $2 and charge->>'position' is null`,
    values: [numberId, allowance],
  });
  return rows;
}

/**
 * One unit of each allowance over several numbers in which some wait to be counted. The allowances
 * are few and their units many, so the index is asked for one allowance after the other.
 */
export async function selectWaitingToCount(
  db: Db,
  numberId: bigint,
): Promise<{ readonly key: string; readonly unit: Unit }[]> {
  const { rows } = await db.query<{ key: string; unit: Unit }>({
    name: "select-waiting-to-count",
    text: `
with recursive known as (
  select min(allowance) as key
  from unit
  where number_id = $1 and allowance is not null
  union all
  select (select min(allowance) from unit where number_id = $1 and allowance > known.key)
  from known
  where known.key is not null
)
select known.key, waiting.folded as unit
from known
cross join lateral (
  select folded
  from unit
  where number_id = $1 and allowance = known.key and account_id is not null
    and charge->>'position' is null
  limit 1
) as waiting
where known.key like 'account:%'`,
    values: [numberId],
  });
  return rows;
}

/** The units of threads, as they stand: asked before threads that are folded anew are written. */
export async function selectUnitsOf(
  db: Db,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<RatedUnit[]> {
  if (threadIds.length === 0) return [];
  const { rows } = await db.query<RatedUnit>({
    name: "select-units-of",
    text: `
select folded as unit, thread_id as "threadId", charge
from unit
where number_id = $1 and thread_id = any($2::uuid[])`,
    values: [numberId, threadIds],
  });
  return rows;
}

export async function deleteUnits(
  db: Db,
  numberId: bigint,
  keys: readonly { wamid: string; recipient: string }[],
): Promise<void> {
  if (keys.length === 0) return;
  await db.query({
    name: "delete-units",
    text: `
delete from unit u
using unnest($2::text[], $3::text[]) as k (wamid, recipient)
where u.number_id = $1 and u.wamid = k.wamid and u.recipient = k.recipient`,
    values: [numberId, keys.map((key) => key.wamid), keys.map((key) => key.recipient)],
  });
}
