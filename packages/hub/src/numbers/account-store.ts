import type { Account, Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** An account as it is kept. The token is sealed; `access/seal.ts` opens it. */
export interface AccountRow {
  readonly accountId: bigint;
  readonly portfolioId: bigint | null;
  readonly appId: bigint | null;
  readonly name: string | null;
  readonly rules: Account;
  readonly apiUrl: string;
  readonly graphVersion: string;
  readonly sealedToken: Uint8Array | null;
}

export async function putAccount(db: Db, account: AccountRow, createdAt: Instant): Promise<void> {
  const { timeZone, currency, ...rules } = account.rules;
  await db.query(
    `
insert into account
  (account_id, portfolio_id, app_id, name, time_zone, currency, rules, api_url, graph_version,
   sealed_token, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (account_id) do update
set name = excluded.name,
    app_id = excluded.app_id,
    time_zone = excluded.time_zone,
    currency = excluded.currency,
    rules = account.rules || excluded.rules,
    api_url = excluded.api_url,
    graph_version = excluded.graph_version,
    sealed_token = excluded.sealed_token`,
    [
      account.accountId,
      account.portfolioId,
      account.appId,
      account.name,
      timeZone,
      currency,
      JSON.stringify(rules),
      account.apiUrl,
      account.graphVersion,
      account.sealedToken,
      new Date(createdAt),
    ],
  );
}

export async function selectAccounts(db: Db): Promise<AccountRow[]> {
  const { rows } = await db.query<AccountColumns>(`
select account_id, portfolio_id, app_id, name, time_zone, currency, rules, api_url, graph_version,
       sealed_token
from account
order by account_id`);
  return rows.map((row) => ({
    accountId: row.account_id,
    portfolioId: row.portfolio_id,
    appId: row.app_id,
    name: row.name,
    rules: { ...row.rules, timeZone: row.time_zone, currency: row.currency },
    apiUrl: row.api_url,
    graphVersion: row.graph_version,
    sealedToken: row.sealed_token,
  }));
}

interface AccountColumns {
  account_id: bigint;
  portfolio_id: bigint | null;
  app_id: bigint | null;
  name: string | null;
  time_zone: string;
  currency: string;
  rules: Omit<Account, "timeZone" | "currency">;
  api_url: string;
  graph_version: string;
  sealed_token: Uint8Array | null;
}
