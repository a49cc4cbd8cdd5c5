import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import type { ApiSurroundings } from "./api.ts";
import { csvField } from "./csv-field.ts";
import { askedBooks, filterFrom, LINES_QUERY } from "./ledger-books.ts";
import { type LinePlace, type PageQuestion, readLines } from "./ledger-page.ts";
import type { LedgerLineShape } from "./ledger-shapes.ts";
import type { Books } from "./ledger-store.ts";
import { parsed } from "./route.ts";

export const CsvQuery = z.object(LINES_QUERY);

/**
 * `GET /ledger.csv`: the lines of a month, or those of `/ledger/lines` by the same query, as a
 * table for a spreadsheet. It is not made of a `Route`, for its answer is no JSON.
 *
 * Written page by page as it is read: a month may have more lines than memory should hold.
 */
export function serveLedgerCsv(
  app: FastifyInstance,
  api: ApiSurroundings,
  keyOf: (request: FastifyRequest) => ApiKey,
): void {
  app.get("/ledger.csv", async (request, reply) => {
    const question = parsed(CsvQuery, request.query, "query");
    const asked = askedBooks(api, keyOf(request), question);
    const { account, month } = asked;
    const prices = account && { account: account.rules, rates: api.gate.rates };
    const rows = csvRows(api, asked.books, { filter: filterFrom(question), prices });
    return reply
      .header("content-type", "text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="ledger-${question.day ?? month}.csv"`)
      .header("cache-control", "no-store")
      .send(Readable.from(rows));
  });
}

async function* csvRows(
  { db }: ApiSurroundings,
  books: readonly Books[],
  question: Pick<PageQuestion, "filter" | "prices">,
): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  let after: LinePlace | undefined;
  do {
    const page: Awaited<ReturnType<typeof readLines>> = await readLines(db, books, {
      ...question,
      after,
      limit: PAGE_LINES,
    });
    yield page.lines.map((line) => csvLine(COLUMNS.map(([, of]) => of(line)))).join("");
    after = page.next;
  } while (after !== undefined);
}

const PAGE_LINES = 1_000;

const COLUMNS: readonly (readonly [string, (line: LedgerLineShape) => string | null])[] = [
  ["delivered_at", (line) => line.delivered_at],
  ["number_id", (line) => line.number_id],
  ["customer", (line) => line.customer],
  ["message", (line) => line.wamid],
  ["recipient", (line) => line.recipient],
  ["template", (line) => line.template],
  ["model", (line) => line.charge.model],
  ["category", (line) => line.charge.category],
  ["type", (line) => line.charge.type],
  ["billable", ({ charge }) => (charge.billable === null ? null : String(charge.billable))],
  ["market", (line) => line.charge.market],
  ["amount", (line) => line.charge.amount],
  ["currency", (line) => line.charge.currency],
  ["state", (line) => line.charge.state],
  ["rule", (line) => line.charge.rule],
  ["why", (line) => line.charge.why],
  ["difference", (line) => line.difference?.why ?? null],
];

function csvLine(values: readonly (string | null)[]): string {
  return `${values.map((value) => csvField(value ?? "")).join(",")}\r\n`;
}
