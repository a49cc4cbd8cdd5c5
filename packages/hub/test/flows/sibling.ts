import type { Business } from "./begin.ts";

/** The second number of the portfolio, of another account. */
export const SIBLING = "100000000000099";

/** Starts the hub of a business again with a second number, of another account of its portfolio. */
export async function addSibling(business: Business): Promise<void> {
  await business.stop();
  await business.db.query(
    "insert into number (number_id, name, created_at) select $1, 'Second', created_at from number",
    [SIBLING],
  );
  await business.db.query(`
insert into account
  (account_id, portfolio_id, time_zone, currency, api_url, graph_version, created_at)
select 77, portfolio_id, time_zone, currency, api_url, graph_version, created_at from account`);
  await business.db.query("insert into number_account values ($1, 77, true)", [SIBLING]);
  await business.startAgain();
}
