import { instantFromMs, monthOf, startOfDay } from "@casement/engine";
import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { readLines, readSums } from "./ledger-page.ts";
import type { Books } from "./ledger-store.ts";
import { ApiProblem } from "./problems.ts";
import { limitOf, NO_BODY, NO_FIELDS, NumberId, oneOf, type Route, route } from "./route.ts";
import { LedgerShape } from "./shapes.ts";

const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, "must be a month as YYYY-MM");

const Place = z
  .tuple([z.int(), NumberId, z.string().max(500), z.string().max(500)])
  .transform(([at, numberId, wamid, recipient]) => ({
    at: instantFromMs(at),
    numberId,
    wamid,
    recipient,
  }));

export function ledgerRoutes(api: ApiSurroundings): Route[] {
  return [
    route({
      method: "GET",
      path: "/ledger",
      summary: "What a month cost, by category and message by message; months are the account's",
      scope: "ledger:read",
      params: NO_FIELDS,
      query: z.object({
        month: Month.optional().meta({ description: "This month, if left out." }),
        account_id: NumberId.optional().meta({ description: "Needed if the key reaches several." }),
        cursor: cursorOf(Place).optional(),
        limit: limitOf(100, 500),
      }),
      body: NO_BODY,
      answer: oneOf(LedgerShape),
      async run({ key, query }) {
        const account = accountFor(api, key, query.account_id);
        const month = query.month ?? monthOf(api.clock.now(), account?.rules.timeZone ?? "UTC");
        const books = account === undefined ? [] : booksOf(api, key, { account, month });
        const { cursor: after, limit } = query;
        const { lines, next } = await readLines(api.db, books, { after, limit });
        const place = next && [next.at, String(next.numberId), next.wamid, next.recipient];
        return {
          body: {
            data: {
              month,
              currency: account?.rules.currency ?? null,
              ...(await readSums(api.db, books)),
              lines,
              next_cursor: place ? cursorFrom(place) : null,
            },
          },
        };
      },
    }),
  ];
}

/**
 * Whose ledger it is. Two accounts may have two currencies and two zones, so their months are never
 * added up: a key that reaches several must say which.
 */
function accountFor(
  { gate: { directory } }: ApiSurroundings,
  key: ApiKey,
  asked: bigint | undefined,
): AccountRow | undefined {
  const reached = new Set(
    key.accountId === undefined
      ? key.numberIds.flatMap((numberId) => directory.number(numberId)?.accountIds ?? [])
      : [key.accountId],
  );
  if (asked !== undefined && !reached.has(asked)) {
    throw new ApiProblem("not_found", "There is no such account.");
  }
  const [accountId] = asked === undefined ? reached : [asked];
  if (asked === undefined && reached.size > 1) {
    const what = "The key reaches several accounts: say which with account_id.";
    throw new ApiProblem("invalid", what, { where: "query.account_id" });
  }
  return accountId === undefined ? undefined : directory.account(accountId);
}

/** The account's books of the month in each number that it sends from. */
function booksOf(
  { gate: { directory } }: ApiSurroundings,
  key: ApiKey,
  { account, month }: { account: AccountRow; month: string },
): Books[] {
  const { accountId, rules } = account;
  const next = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
  const from = startOfDay(`${month}-01`, rules.timeZone);
  const to = startOfDay(`${next}-01`, rules.timeZone);
  return key.numberIds
    .filter((numberId) => directory.number(numberId)?.accountIds.includes(accountId))
    .map((numberId) => {
      const isOwn = directory.defaultAccountOf(numberId)?.accountId === accountId;
      return { numberId, accountId, isOwn, currency: rules.currency, from, to };
    });
}
