import type { Instant } from "@casement/engine";
import type { ClientBase, Pool } from "pg";
import type { Person, Role } from "./role.ts";

type Db = Pick<ClientBase, "query">;

/** A person as a page lists them. */
export interface ListedPerson extends Person {
  readonly createdAt: Instant;
  /** When a browser of theirs last showed itself, to the day; null: none is signed in. */
  readonly lastSeenAt: Instant | null;
}

export async function selectPeople(db: Db): Promise<ListedPerson[]> {
  const { rows } = await db.query<ListedPerson>(`
select p.id as "personId", p.name, p.email, p.role, p.created_at as "createdAt",
       (select max(s.updated_at) from person_session s where s.person_id = p.id) as "lastSeenAt"
from person p
order by p.role desc, p.name, p.id`);
  return rows;
}

export async function hasOwner(db: Db): Promise<boolean> {
  const { rowCount } = await db.query("select from person where role = 'owner' limit 1");
  return rowCount !== 0;
}

/**
 * Makes a person what they shall be from now on, or, without a role, nobody. False: it would have
 * left the hub without an owner, and nothing was changed.
 *
 * The owners are locked first: two who take each other's role at once would leave none.
 */
export async function changePerson(
  db: Db,
  { personId, role }: { personId: string; role: Role | undefined },
): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>(
    "select id from person where role = 'owner' order by id for update",
  );
  const others = rows.filter((one) => one.id !== personId);
  if (role !== "owner" && others.length === 0) return false;
  if (role === undefined) await db.query("delete from person where id = $1", [personId]);
  else await db.query("update person set role = $2 where id = $1", [personId, role]);
  return true;
}

/** The numbers that somebody reaches who reaches all: also those that nobody connected. */
export async function selectEveryNumber(db: Pick<Pool, "query">): Promise<bigint[]> {
  const { rows } = await db.query<{ number_id: bigint }>(`
select n.number_id
from number n
union
select s.number_id
from stream s
where s.number_id > 0 and not exists (select from account a where a.account_id = s.number_id)
order by number_id`);
  return rows.map((row) => row.number_id);
}
