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
  /** Meta's word for its zone, a number or none, and the zone that somebody here chose instead. */
  readonly platformZone: string | null;
  readonly chosenZone: string | null;
  readonly apiUrl: string;
  readonly graphVersion: string;
  readonly sealedToken: Uint8Array | null;
}

/** Makes a portfolio known, or takes its name anew. */
export async function putPortfolio(
  db: Db,
  { portfolioId, name }: { readonly portfolioId: bigint; readonly name: string | null },
  createdAt: Instant,
): Promise<void> {
  await db.query(
    `
insert into portfolio (portfolio_id, name, created_at)
values ($1, $2, $3)
on conflict (portfolio_id) do update
set name = excluded.name`,
    [portfolioId, name, new Date(createdAt)],
  );
}

/** What Meta says of an account. A zone that was chosen here stays. */
export async function putAccount(
  db: Db,
  account: Omit<AccountRow, "chosenZone">,
  createdAt: Instant,
): Promise<void> {
  const { timeZone, currency, ...rules } = account.rules;
  await db.query(
    `
insert into account
  (account_id, portfolio_id, app_id, name, time_zone, platform_zone, currency, rules, api_url,
   graph_version, sealed_token, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (account_id) do update
set name = excluded.name,
    portfolio_id = coalesce(excluded.portfolio_id, account.portfolio_id),
    app_id = excluded.app_id,
    time_zone = coalesce(account.chosen_zone, excluded.time_zone),
    platform_zone = excluded.platform_zone,
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
      account.platformZone,
      currency,
      JSON.stringify(rules),
      account.apiUrl,
      account.graphVersion,
      account.sealedToken,
      new Date(createdAt),
    ],
  );
}

/** Chooses the zone of an account. `chosenZone` null: `timeZone` follows from Meta's word again. */
export async function updateAccountZone(
  db: Db,
  accountId: bigint,
  { timeZone, chosenZone }: { readonly timeZone: string; readonly chosenZone: string | null },
): Promise<void> {
  await db.query("update account set time_zone = $2, chosen_zone = $3 where account_id = $1", [
    accountId,
    timeZone,
    chosenZone,
  ]);
}

export async function selectAccounts(db: Db): Promise<AccountRow[]> {
  const { rows } = await db.query<AccountColumns>(`
select account_id, portfolio_id, app_id, name, time_zone, platform_zone, chosen_zone, currency,
       rules, api_url, graph_version, sealed_token
from account
order by account_id`);
  return rows.map((row) => ({
    accountId: row.account_id,
    portfolioId: row.portfolio_id,
    appId: row.app_id,
    name: row.name,
    rules: { ...row.rules, timeZone: row.time_zone, currency: row.currency },
    platformZone: row.platform_zone,
    chosenZone: row.chosen_zone,
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
  platform_zone: string | null;
  chosen_zone: string | null;
  currency: string;
  rules: Omit<Account, "timeZone" | "currency">;
  api_url: string;
  graph_version: string;
  sealed_token: Uint8Array | null;
}
