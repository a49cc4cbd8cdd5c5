import type { ClientBase } from "pg";

/** Among whom a customer of a number is one: the accounts of its portfolio, and their numbers. */
export interface CustomerScope {
  /** What records are written under: the portfolio, or the account if its portfolio is unknown. */
  readonly scopeId: bigint;
  /** What records may have been written under, as a portfolio is sometimes learned later. */
  readonly scopeIds: readonly bigint[];
  readonly numberIds: readonly bigint[];
}

/** The scope of a number's customers; `undefined`: nobody connected the number. */
export async function selectCustomerScope(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
): Promise<CustomerScope | undefined> {
  const { rows } = await db.query<CustomerScope & { scopeId: bigint | null }>({
    name: "select-customer-scope",
    text: `
with own as (
  select a.account_id, a.portfolio_id
  from number_account n
  join account a on a.account_id = n.account_id
  where n.number_id = $1 and n.is_default
), accounts as (
  select a.account_id
  from account a
  join own on a.account_id = own.account_id or a.portfolio_id = own.portfolio_id
)
select (select coalesce(portfolio_id, account_id) from own) as "scopeId",
       array(
         select account_id from accounts
         union
         select portfolio_id from own where portfolio_id is not null
       ) as "scopeIds",
       array(
         select distinct n.number_id
         from number_account n
         join accounts a on a.account_id = n.account_id
         order by n.number_id
       ) as "numberIds"`,
    values: [numberId],
  });
  const [scope] = rows;
  return scope === undefined || scope.scopeId === null ? undefined : scope;
}

/**
 * Locks the accounts among these until the transaction ends. Others may refer to them meanwhile,
 * and change what is of a number: this is waited for by none who receives or sends.
 */
export async function lockAccounts(
  db: Pick<ClientBase, "query">,
  scopeIds: CustomerScope["scopeIds"],
): Promise<void> {
  await db.query({
    name: "lock-accounts",
    text: `
select
from account
where account_id = any($1::bigint[])
order by account_id
for no key update`,
    values: [scopeIds],
  });
}
