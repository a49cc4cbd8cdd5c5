import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** A business phone number, with the accounts that may send from it; the first is its default. */
export interface NumberRow {
  readonly numberId: bigint;
  readonly displayPhone: string | null;
  readonly name: string | null;
  /** Since when every webhook of it reaches us; `null`: not yet. */
  readonly heardSince: Instant | null;
  /** How many messages a second Meta lets it send; `null`: Meta has not said. */
  readonly perSecond: number | null;
  /** Whether templates go out of the window only to who agreed to their category (SPEC G8). */
  readonly optInRequired: boolean;
  readonly accountIds: readonly bigint[];
}

export async function putNumber(
  db: Db,
  number: Omit<NumberRow, "accountIds" | "optInRequired">,
  createdAt: Instant,
): Promise<void> {
  await db.query(
    `
insert into number (number_id, display_phone, name, heard_since, per_second, created_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (number_id) do update
set display_phone = excluded.display_phone,
    name = excluded.name,
    per_second = coalesce(excluded.per_second, number.per_second),
    heard_since = coalesce(number.heard_since, excluded.heard_since)`,
    [
      number.numberId,
      number.displayPhone,
      number.name,
      number.heardSince === null ? null : new Date(number.heardSince),
      number.perSecond,
      new Date(createdAt),
    ],
  );
}

/** Lets an account send from a number. The first that may is the number's default. */
export async function putNumberAccount(
  db: Db,
  { numberId, accountId }: { numberId: bigint; accountId: bigint },
): Promise<void> {
  await db.query(
    `
insert into number_account (number_id, account_id, is_default)
values ($1, $2, not exists (select from number_account where number_id = $1))
on conflict do nothing`,
    [numberId, accountId],
  );
}

export async function updateOptInRequired(
  db: Db,
  { numberId, optInRequired }: Pick<NumberRow, "numberId" | "optInRequired">,
): Promise<void> {
  await db.query("update number set opt_in_required = $2 where number_id = $1", [
    numberId,
    optInRequired,
  ]);
}

export async function updatePerSecond(
  db: Db,
  { numberId, perSecond }: { readonly numberId: bigint; readonly perSecond: number },
): Promise<void> {
  await db.query("update number set per_second = $2 where number_id = $1", [numberId, perSecond]);
}

export async function selectNumbers(db: Db): Promise<NumberRow[]> {
  const { rows } = await db.query<NumberRow>(`
select n.number_id as "numberId", n.display_phone as "displayPhone", n.name,
       n.heard_since as "heardSince", n.per_second as "perSecond",
       n.opt_in_required as "optInRequired",
       coalesce(array_agg(a.account_id order by a.is_default desc, a.account_id)
                  filter (where a.account_id is not null), '{}') as "accountIds"
from number n
left join number_account a on a.number_id = n.number_id
group by n.number_id
order by n.number_id`);
  return rows;
}
