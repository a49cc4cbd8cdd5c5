import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import { selectAccountNews } from "../numbers/account-news-store.ts";
import { accountStandingAt } from "../numbers/account-standing.ts";
import { type AccountRow, updateAccountZone } from "../numbers/account-store.ts";
import { isZoneName, zoneFromPlatform, zoneSourceOf } from "../numbers/account-zone.ts";
import { standingShape } from "../numbers/learn-standing.ts";
import { selectNumberHealth } from "../numbers/number-health-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { healthShape } from "./health-shape.ts";
import { AccountShape } from "./management-shapes.ts";
import { ApiProblem } from "./problems.ts";
import { NO_BODY, NO_FIELDS, NumberId, oneOf, pageOf, type Route, route } from "./route.ts";

export function accountRoutes(api: ApiSurroundings): Route[] {
  return [list(api), change(api)];
}

function list(api: ApiSurroundings): Route {
  return route({
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
  });
}

const Change = z.strictObject({
  time_zone: z
    .string()
    .max(100)
    .refine(isZoneName, "must be the name of a time zone, such as Europe/Berlin")
    .nullable()
    .meta({ description: "Null: as Meta says." }),
});

/**
 * `PATCH /accounts/:account_id`: the zone of an account, where Meta's word for it is not known or
 * not right. What is rated from now on goes by it; what was, by `casement rebuild --write`.
 */
function change(api: ApiSurroundings): Route {
  return route({
    method: "PATCH",
    path: "/accounts/{account_id}",
    summary: "Sets the zone of an account; messages already rated need `casement rebuild --write`",
    scope: "numbers:write",
    params: z.object({ account_id: NumberId }),
    query: NO_FIELDS,
    body: Change,
    answer: oneOf(AccountShape),
    async run({ key, params, body }) {
      const { directory } = api.gate;
      const account = directory.account(params.account_id);
      if (account === undefined || !hasWhole(key, account)) throw NO_SUCH_ACCOUNT();
      const chosenZone = body.time_zone;
      const timeZone = chosenZone ?? zoneFromPlatform(account.platformZone) ?? "UTC";
      await updateAccountZone(api.db, account.accountId, { timeZone, chosenZone });
      await directory.changed();
      const changed = directory.account(account.accountId) ?? account;
      return { body: { data: await accountShape(api, key, changed) } };
    },
  });
}

const NO_SUCH_ACCOUNT = (): ApiProblem =>
  new ApiProblem("not_found", "There is no such account.", { where: "path.account_id" });

/** A key of a few numbers changes nothing for the others of their account. */
function hasWhole(key: ApiKey, { accountId }: AccountRow): boolean {
  return key.everywhere || (key.wholeAccount && key.accountId === accountId);
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
  const news = await selectAccountNews(db, accountId);
  return {
    account_id: String(accountId),
    name: account.name,
    app_id: appId === null ? null : String(appId),
    time_zone: rules.timeZone,
    time_zone_by: zoneSourceOf(account),
    platform_time_zone: account.platformZone,
    currency: rules.currency,
    graph_version: account.graphVersion,
    number_ids: numberIds.filter((one) => key.numberIds.includes(one)).map(String),
    standing: standingShape(accountStandingAt(news, clock.now())),
    health: healthShape(await selectNumberHealth(db, accountId), clock.now()),
  };
}
