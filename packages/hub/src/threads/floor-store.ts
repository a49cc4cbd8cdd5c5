import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { PlacedPreference } from "../consent/preference.ts";
import type { Alias, ThreadNames } from "./alias-store.ts";
import { type Floor, joinedFloor } from "./floor.ts";
import type { PlacedNames } from "./stated-names.ts";

type Db = Pick<ClientBase, "query">;

/** A floor as it is kept, under one of the names of its customer. */
export interface FloorRow extends Floor, Pick<Alias, "kind" | "value"> {
  readonly at: Instant;
  readonly stated: readonly PlacedNames[];
  readonly preferences: readonly PlacedPreference[];
}

/** Where the fold of a thread with these names begins. */
export async function selectFloor(db: Db, numberId: bigint, names: ThreadNames): Promise<Floor> {
  const { reachedAt } = await selectFactFloor(db, numberId);
  return joinedFloor(await selectFloorRows(db, numberId, names), reachedAt);
}

export async function selectFloorRows(
  db: Db,
  numberId: bigint,
  { waIds, userIds, groupIds }: ThreadNames,
): Promise<FloorRow[]> {
  const { rows } = await db.query<FloorRow>({
    name: "select-floor-rows",
    text: `
select kind, value, at, folded as state, units, stated, preferences
from thread_floor
where number_id = $1 and (
  kind = 'wa_id' and value = any($2::text[])
  or kind = 'user_id' and value = any($3::text[])
  or kind = 'group_id' and value = any($4::text[])
)
order by kind, value`,
    values: [numberId, waIds, userIds, groupIds],
  });
  return rows;
}

/** Writes a floor in place of the one under the same name. */
export async function putFloorRow(db: Db, numberId: bigint, row: FloorRow): Promise<void> {
  await db.query({
    name: "put-floor-row",
    text: `
insert into thread_floor (number_id, kind, value, at, folded, units, stated, preferences)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (number_id, kind, value) do update
set at = excluded.at, folded = excluded.folded, units = excluded.units,
    stated = excluded.stated, preferences = excluded.preferences`,
    values: [
      numberId,
      row.kind,
      row.value,
      new Date(row.at),
      JSON.stringify(row.state),
      JSON.stringify(row.units),
      JSON.stringify(row.stated),
      JSON.stringify(row.preferences),
    ],
  });
}

/** Keeps a floor under another name of its customer. There is none under that one. */
export async function renameFloorRow(
  db: Db,
  numberId: bigint,
  { from, to }: Record<"from" | "to", Pick<FloorRow, "kind" | "value">>,
): Promise<void> {
  await db.query(
    `
update thread_floor
set kind = $4, value = $5
where number_id = $1 and kind = $2 and value = $3`,
    [numberId, from.kind, from.value, to.kind, to.value],
  );
}

export async function deleteFloorRow(
  db: Db,
  numberId: bigint,
  { kind, value }: Pick<FloorRow, "kind" | "value">,
): Promise<void> {
  await db.query("delete from thread_floor where number_id = $1 and kind = $2 and value = $3", [
    numberId,
    kind,
    value,
  ]);
}

/** The floor of a whole number. */
export interface FactFloor {
  /** Nothing from before this moment is learned; null: whatever comes is. */
  readonly at: Instant | null;
  /** No fact from before this moment is needed any more; null: all are. */
  readonly reachedAt: Instant | null;
}

export async function selectFactFloor(db: Db, numberId: bigint): Promise<FactFloor> {
  const { rows } = await db.query<FactFloor>({
    name: "select-fact-floor",
    text: `select at, reached_at as "reachedAt" from fact_floor where number_id = $1`,
    values: [numberId],
  });
  return rows[0] ?? { at: null, reachedAt: null };
}

/** Learns nothing from before `at` any more. A floor only rises. */
export async function putFactFloor(db: Db, numberId: bigint, at: Instant): Promise<void> {
  await db.query({
    name: "put-fact-floor",
    text: `
insert into fact_floor (number_id, at)
values ($1, $2)
on conflict (number_id) do update set at = greatest(fact_floor.at, excluded.at)`,
    values: [numberId, new Date(at)],
  });
}

export async function putFloorReached(db: Db, numberId: bigint, at: Instant): Promise<void> {
  await db.query({
    name: "put-floor-reached",
    text: `
update fact_floor
set reached_at = greatest(coalesce(reached_at, $2), $2)
where number_id = $1`,
    values: [numberId, new Date(at)],
  });
}
