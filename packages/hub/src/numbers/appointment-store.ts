import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** Something to do at a moment. Of one kind and key there is one at a time. */
export interface Appointment {
  readonly kind: string;
  readonly key: string;
  readonly dueAt: Instant;
}

/** Makes appointments. One that is there already keeps the earlier of the two moments. */
export async function putAppointments(
  db: Db,
  numberId: bigint,
  appointments: readonly Appointment[],
): Promise<void> {
  if (appointments.length === 0) return;
  await db.query({
    name: "put-appointments",
    text: `
insert into appointment (number_id, due_at, kind, key)
select $1, min(due_at), kind, key
from unnest($2::timestamptz[], $3::text[], $4::text[]) as new (due_at, kind, key)
group by kind, key
order by kind, key
on conflict (number_id, kind, key) do update
set due_at = least(appointment.due_at, excluded.due_at)`,
    values: [
      numberId,
      appointments.map((one) => new Date(one.dueAt)),
      appointments.map((one) => one.kind),
      appointments.map((one) => one.key),
    ],
  });
}

/** Which kinds are asked for: those that are named, or all others. */
export interface KindsWanted {
  readonly named: readonly string[];
  readonly areNamed: boolean;
}

/** What is due at `now` of some kinds, earliest first. */
export async function selectDue(
  db: Db,
  numberId: bigint,
  { now, kinds, limit }: { now: Instant; kinds: KindsWanted; limit: number },
): Promise<Appointment[]> {
  const { rows } = await db.query<Appointment>({
    name: "select-due",
    text: `
select kind, key, due_at as "dueAt"
from appointment
where number_id = $1 and due_at <= $2 and (kind = any ($3::text[])) = $4
order by due_at, kind, key
limit $5`,
    values: [numberId, new Date(now), kinds.named, kinds.areNamed, limit],
  });
  return rows;
}

/** When the next one of some kinds is and what for, if there is one. */
export async function selectNextDue(
  db: Db,
  numberId: bigint,
  { named, areNamed }: KindsWanted,
): Promise<Pick<Appointment, "kind" | "dueAt"> | undefined> {
  const { rows } = await db.query<Pick<Appointment, "kind" | "dueAt">>({
    name: "select-next-due",
    text: `
select kind, due_at as "dueAt"
from appointment
where number_id = $1 and (kind = any ($2::text[])) = $3
order by due_at, kind
limit 1`,
    values: [numberId, named, areNamed],
  });
  return rows[0];
}

/** Moves one that was kept to its next moment. */
export async function moveAppointment(
  db: Db,
  numberId: bigint,
  { kind, key, dueAt }: Appointment,
): Promise<void> {
  await db.query({
    name: "move-appointment",
    text: "update appointment set due_at = $4 where number_id = $1 and kind = $2 and key = $3",
    values: [numberId, kind, key, new Date(dueAt)],
  });
}

export async function deleteAppointment(
  db: Db,
  numberId: bigint,
  { kind, key }: Pick<Appointment, "kind" | "key">,
): Promise<void> {
  await db.query({
    name: "delete-appointment",
    text: "delete from appointment where number_id = $1 and kind = $2 and key = $3",
    values: [numberId, kind, key],
  });
}

/** Moves all of a kind that are still to come to this moment. */
export async function hastenAppointments(
  db: Db,
  numberId: bigint,
  { kind, now }: { readonly kind: string; readonly now: Instant },
): Promise<void> {
  await db.query({
    name: "hasten-appointments",
    text: "update appointment set due_at = $3 where number_id = $1 and kind = $2 and due_at > $3",
    values: [numberId, kind, new Date(now)],
  });
}

/** When the one of this kind and key is due, if there is one. */
export async function selectDueAt(
  db: Db,
  numberId: bigint,
  { kind, key }: Pick<Appointment, "kind" | "key">,
): Promise<Instant | undefined> {
  const { rows } = await db.query<Pick<Appointment, "dueAt">>({
    name: "select-due-at",
    text: `
select due_at as "dueAt"
from appointment
where number_id = $1 and kind = $2 and key = $3`,
    values: [numberId, kind, key],
  });
  return rows[0]?.dueAt;
}

/** Whether there is one of this kind and key. */
export async function hasAppointment(
  db: Db,
  numberId: bigint,
  { kind, key }: Pick<Appointment, "kind" | "key">,
): Promise<boolean> {
  const { rowCount } = await db.query(
    "select from appointment where number_id = $1 and kind = $2 and key = $3",
    [numberId, kind, key],
  );
  return rowCount === 1;
}

/** How many there are of a kind, by number. Of all numbers: for somebody who looks on. */
export async function selectAppointmentCounts(
  db: Db,
  kind: string,
): Promise<{ numberId: bigint; count: number }[]> {
  const { rows } = await db.query<{ numberId: bigint; count: number }>(
    `select number_id as "numberId", count(*)::int as count
     from appointment where kind = $1 group by number_id`,
    [kind],
  );
  return rows;
}

/** Every number that has one: asked once, when the hub starts. */
export async function selectNumbersWithAppointments(db: Db): Promise<bigint[]> {
  const { rows } = await db.query<{ number_id: bigint }>(
    "select distinct number_id from appointment order by number_id",
  );
  return rows.map((row) => row.number_id);
}
