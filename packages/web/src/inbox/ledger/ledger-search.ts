/** What the address of the ledger says: which month of whose, and which of its lines. */
export interface LedgerSearch extends LineQuestion {
  readonly month?: string;
  readonly account?: string;
}

/** Which lines of the month are shown; nothing: all. */
export interface LineQuestion {
  readonly day?: string;
  readonly category?: string;
  readonly market?: string;
  readonly template?: string;
  readonly state?: string;
  readonly differs?: "true";
  readonly opened?: string;
  readonly initiated_by?: "business" | "customer";
  /** `unknown`: sent by another tool on the number. */
  readonly origin?: string;
  /** What it was sent for, as its sender said. */
  readonly tag?: string;
}

/** Takes from an address what the ledger knows, and leaves out what it does not. */
export function ledgerSearchFrom(search: Record<string, unknown>): LedgerSearch {
  const month = textIn(search["month"]);
  const initiatedBy = textIn(search["initiated_by"]);
  return {
    ...(month !== undefined && /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}),
    ...given("account", search),
    ...given("day", search),
    ...given("category", search),
    ...given("market", search),
    ...given("template", search),
    ...given("state", search),
    ...(textIn(search["differs"]) === "true" ? { differs: "true" } : {}),
    ...given("opened", search),
    ...(initiatedBy === "business" || initiatedBy === "customer"
      ? { initiated_by: initiatedBy }
      : {}),
    ...given("origin", search),
    ...given("tag", search),
  };
}

/** The lines without the month that they are of. */
export function questionIn(search: LedgerSearch): LineQuestion {
  const { month: _month, account: _account, ...question } = search;
  return question;
}

/** The name alone of a key of the address and its text. */
type Given = { readonly [name in "account" | "day" | "category" | "market"]?: string } & {
  readonly [name in "template" | "state" | "opened" | "origin" | "tag"]?: string;
};

function given(name: keyof Given, search: Record<string, unknown>): Given {
  const text = textIn(search[name]);
  return text === undefined ? {} : { [name]: text };
}

/** The router reads `2026` and `true` in an address as a number and a truth. */
function textIn(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
