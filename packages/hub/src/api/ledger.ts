import { instantFromMs } from "@casement/engine";
import { z } from "zod";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import type { Prices } from "./difference-shape.ts";
import { type Asked, askedBooks, BOOKS_QUERY, filterFrom, LINES_QUERY } from "./ledger-books.ts";
import { LedgerDays } from "./ledger-days.ts";
import { ledgerMessageRoutes } from "./ledger-messages.ts";
import { readMonth } from "./ledger-month.ts";
import { type LinePlace, readLines, readSums } from "./ledger-page.ts";
import { LedgerLineShape, LedgerMonthShape, LedgerShape } from "./ledger-shapes.ts";
import {
  limitOf,
  NO_BODY,
  NO_FIELDS,
  NumberId,
  oneOf,
  pageOf,
  type Route,
  route,
} from "./route.ts";

const Place = z
  .tuple([z.int(), NumberId, z.string().max(500), z.string().max(500)])
  .transform(([at, numberId, wamid, recipient]) => ({
    at: instantFromMs(at),
    numberId,
    wamid,
    recipient,
  }));

const PAGE = { cursor: cursorOf(Place).optional(), limit: limitOf(100, 500) };

export function ledgerRoutes(api: ApiSurroundings): Route[] {
  return [withFirstLines(api), monthInNumbers(api), lines(api), ...ledgerMessageRoutes(api)];
}

function withFirstLines(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/ledger",
    summary: "What a month cost, by category and message by message; months are the account's",
    scope: "ledger:read",
    params: NO_FIELDS,
    query: z.object({ ...BOOKS_QUERY, ...PAGE }),
    body: NO_BODY,
    answer: oneOf(LedgerShape),
    async run({ key, query }) {
      const asked = askedBooks(api, key, query);
      const { cursor: after, limit } = query;
      const page = { filter: filterFrom({}), after, limit, prices: pricesOf(api, asked) };
      const found = await readLines(api.db, asked.books, page);
      return {
        body: {
          data: {
            month: asked.month,
            currency: asked.account?.rules.currency ?? null,
            ...(await readSums(api.db, asked.books)),
            lines: found.lines,
            next_cursor: nextCursor(found.next),
          },
        },
      };
    },
  });
}

function monthInNumbers(api: ApiSurroundings): Route {
  const ledgerDays = new LedgerDays();
  return route({
    method: "GET",
    path: "/ledger/month",
    summary: "A month by day, category, market and template; conversations opened; free units left",
    scope: "ledger:read",
    params: NO_FIELDS,
    query: z.object(BOOKS_QUERY),
    body: NO_BODY,
    answer: oneOf(LedgerMonthShape),
    async run({ key, query }) {
      const { db, clock, gate } = api;
      const asked = askedBooks(api, key, query);
      const reading = { db, ledgerDays, directory: gate.directory, now: clock.now() };
      return { body: { data: await readMonth(reading, asked) } };
    },
  });
}

function lines(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/ledger/lines",
    summary: "The messages behind a number of the month, newest first",
    scope: "ledger:read",
    params: NO_FIELDS,
    query: z.object({ ...LINES_QUERY, ...PAGE }),
    body: NO_BODY,
    answer: pageOf(LedgerLineShape),
    async run({ key, query }) {
      const { cursor: after, limit, ...question } = query;
      const asked = askedBooks(api, key, question);
      const page = { filter: filterFrom(question), after, limit, prices: pricesOf(api, asked) };
      const found = await readLines(api.db, asked.books, page);
      return { body: { data: found.lines, next_cursor: nextCursor(found.next) } };
    },
  });
}

function pricesOf({ gate }: ApiSurroundings, { account }: Asked): Prices | undefined {
  return account && { account: account.rules, rates: gate.rates };
}

function nextCursor(next: LinePlace | undefined): string | null {
  if (next === undefined) return null;
  return cursorFrom([next.at, String(next.numberId), next.wamid, next.recipient]);
}
