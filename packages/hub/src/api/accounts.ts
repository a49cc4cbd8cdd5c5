import type { ApiKey } from "../access/api-key.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import { selectNumberHealth } from "../numbers/number-health-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { healthShape } from "./health-shape.ts";
import { AccountShape } from "./management-shapes.ts";
import { NO_BODY, NO_FIELDS, pageOf, type Route, route } from "./route.ts";

export function accountRoutes(api: ApiSurroundings): Route[] {
  return [
    route({
      method: "GET",
      path: "/accounts",
      summary: "The accounts that the key reaches, with their numbers; all of them in one page",
      scope: "numbers:read",
      params: NO_FIELDS,
      query: NO_FIELDS,
      body: NO_BODY,
      answer: pageOf(AccountShape),
      async run({ key }) {
        const accounts = api.gate.directory.accounts.filter((one) => reaches(api, key, one));
        const shapes = accounts.map((account) => accountShape(api, key, account));
        return { body: { data: await Promise.all(shapes), next_cursor: null } };
      },
    }),
  ];
}

/** A key of a few numbers reaches the accounts that send from them, and no other. */
function reaches({ gate }: ApiSurroundings, key: ApiKey, { accountId }: AccountRow): boolean {
  if (key.accountId !== undefined) return key.accountId === accountId;
  const numberIds = gate.directory.numbersOf(accountId);
  return key.everywhere || numberIds.some((one) => key.numberIds.includes(one));
}

async function accountShape(
  { db, clock, gate }: ApiSurroundings,
  key: ApiKey,
  account: AccountRow,
): Promise<AccountShape> {
  const { accountId, appId, rules } = account;
  const numberIds = gate.directory.numbersOf(accountId);
  return {
    account_id: String(accountId),
    name: account.name,
    app_id: appId === null ? null : String(appId),
    time_zone: rules.timeZone,
    currency: rules.currency,
    graph_version: account.graphVersion,
    number_ids: numberIds.filter((one) => key.numberIds.includes(one)).map(String),
    health: healthShape(await selectNumberHealth(db, accountId), clock.now()),
  };
}
