import { instantFromMs, monthOf, startOfDay } from "@casement/engine";
import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { ApiSurroundings } from "./api.ts";
import type { Books, LineFilter } from "./ledger-store.ts";
import { ApiProblem } from "./problems.ts";
import { NumberId } from "./route.ts";
import { Origin } from "./shapes.ts";

/** Which books are asked for: an account's, of a month, or of one day of it. */
export const BOOKS_QUERY = {
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/, "must be a month as YYYY-MM")
    .optional()
    .meta({ description: "This month, if left out." }),
  account_id: NumberId.optional().meta({ description: "Needed if the key reaches several." }),
} as const;

/** Which lines of the books: each narrows them further. */
export const LINES_QUERY = {
  ...BOOKS_QUERY,
  day: z
    .string()
    .refine(isDay, "must be a day as YYYY-MM-DD")
    .optional()
    .meta({ description: "A day of the account's zone; the month is then its own." }),
  category: z.string().max(100).optional(),
  market: z.string().max(100).optional().meta({ description: "`unknown`: not known." }),
  template: z.string().max(512).optional().meta({ description: "The name of a template." }),
  state: z
    .enum(["free", "unknown", "accrued", "confirmed", "corrected"])
    .optional()
    .meta({ description: "`unknown` finds also what is in another currency." }),
  differs: z.enum(["true"]).optional().meta({ description: "Only where Meta's word is not ours." }),
  opened: z.string().max(100).optional().meta({
    description: "Only messages that opened a conversation of this category.",
  }),
  initiated_by: z.enum(["business", "customer"]).optional().meta({
    description: "Only messages that opened a conversation which is this one's.",
  }),
  origin: Origin.exclude(["customer"]).optional().meta({
    description:
      "`unknown`: not ours, another tool on the number sent it. Known as long as messages are kept.",
  }),
  tag: z.string().max(512).optional().meta({ description: "Only what was sent under this tag." }),
} as const;

const LinesQuestion = z.object(LINES_QUERY);
export type LinesQuestion = z.output<typeof LinesQuestion>;

/** The books that a question is about, with whose they are. */
export interface Asked {
  readonly account: AccountRow | undefined;
  readonly month: string;
  readonly books: readonly Books[];
}

/**
 * The books that a key may read, of the account and the span that are asked for.
 *
 * Two accounts may have two currencies and two zones, so their months are never added up: a key
 * that reaches several must say which.
 */
export function askedBooks(
  api: ApiSurroundings,
  key: ApiKey,
  asked: Pick<LinesQuestion, "month" | "account_id" | "day">,
): Asked {
  const account = accountFor(api, key, asked.account_id);
  const timeZone = account?.rules.timeZone ?? "UTC";
  const month = asked.day?.slice(0, 7) ?? asked.month ?? monthOf(api.clock.now(), timeZone);
  const first = asked.day ?? `${month}-01`;
  const after = Temporal.PlainDate.from(first).add(asked.day ? { days: 1 } : { months: 1 });
  const from = startOfDay(first, timeZone);
  const to = startOfDay(after.toString(), timeZone);
  const books = account === undefined ? [] : booksOf(api, key, { account, from, to });
  return { account, month, books };
}

export function filterFrom(question: LinesQuestion): LineFilter {
  const { category, market, template, state, differs, opened, initiated_by } = question;
  const { origin, tag } = question;
  return {
    category: category ?? null,
    market: market ?? null,
    template: template ?? null,
    state: state ?? null,
    differs: differs === "true",
    opened: opened ?? null,
    initiatedBy: initiated_by ?? null,
    origin: origin ?? null,
    tag: tag ?? null,
  };
}

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

/** The account's books of the span in each number that it sends from. */
function booksOf(
  { gate: { directory } }: ApiSurroundings,
  key: ApiKey,
  { account, from, to }: { account: AccountRow } & Pick<Books, "from" | "to">,
): Books[] {
  const { accountId, rules } = account;
  return key.numberIds
    .filter((numberId) => directory.number(numberId)?.accountIds.includes(accountId))
    .map((numberId) => {
      const isOwn = directory.defaultAccountOf(numberId)?.accountId === accountId;
      return { numberId, accountId, isOwn, currency: rules.currency, from, to };
    });
}

function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(instantFromMs(at)).toISOString().startsWith(text);
}
