import type { ClientBase } from "pg";

/** Free units of a month that a number had used before we listened to it, as somebody said. */
export interface FreeUnitsBefore {
  readonly numberId: bigint;
  /** As in `unit`: `number:2026-11`. */
  readonly allowance: string;
  readonly used: number;
}

type Db = Pick<ClientBase, "query">;

export async function putFreeUnitsBefore(db: Db, before: FreeUnitsBefore): Promise<void> {
  await db.query(
    `
insert into free_units_before (number_id, allowance, used)
values ($1, $2, $3)
on conflict (number_id, allowance) do update
set used = excluded.used`,
    [before.numberId, before.allowance, before.used],
  );
}

export async function selectFreeUnitsBefore(db: Db): Promise<FreeUnitsBefore[]> {
  const { rows } = await db.query<FreeUnitsBefore>(
    'select number_id as "numberId", allowance, used from free_units_before order by 1, 2',
  );
  return rows;
}
