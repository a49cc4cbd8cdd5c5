import {
  type Consent,
  type Decision,
  type Draft,
  decideSend,
  monthOf,
  type RateCard,
  regimeAt,
  SEND_MARGIN_MS,
  type SendLimits,
  type TemplateCategory,
  type Thread,
  type Usage,
} from "@casement/engine";
import type { ClientBase } from "pg";
import { scopeKeyOf } from "../ledger/rate.ts";
import { countUsed } from "../ledger/usage-store.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Directory } from "../numbers/directory.ts";
import type { Surroundings } from "../surroundings.ts";
import type { ThreadRow } from "../threads/thread-store.ts";

type Db = Pick<ClientBase, "query">;

export interface Gate {
  readonly surroundings: Surroundings;
  readonly directory: Directory;
  readonly rates: RateCard;
}

export interface Question {
  readonly numberId: bigint;
  readonly thread: ThreadRow;
  readonly account: AccountRow;
  readonly draft: Draft;
}

/** What stands against one more message to a thread, of what the platform counts. */
export interface Limits {
  /** `more`: so many other customers are about to be reached. */
  limitsOf(threadId: string, more?: number): SendLimits;
}

/** Asks the engine whether a draft may be sent now, with all that the hub knows of the thread. */
export async function decideOn(
  gate: Gate,
  question: Question & { readonly limits: SendLimits },
): Promise<Decision> {
  const usage = await usageOf(gate, question.numberId, question.account);
  return decideWith(gate, { ...question, usage });
}

/** The same where it is known how much of the allowance is used. */
export function decideWith(
  gate: Gate,
  question: Question & { readonly usage: Usage; readonly limits: SendLimits },
): Decision {
  const { numberId, thread, account, draft, usage, limits } = question;
  return decideSend(threadForGate(gate, numberId, thread), draft, gate.surroundings.clock.now(), {
    account: account.rules,
    rates: gate.rates,
    usage,
    limits,
    marginMs: SEND_MARGIN_MS,
  });
}

/** The thread as the gate sees it. */
export function threadForGate(gate: Gate, numberId: bigint, row: ThreadRow): Thread {
  const { heardSince = null, optInRequired = false } = gate.directory.number(numberId) ?? {};
  return {
    state: row.folded,
    phone: row.phone ?? undefined,
    country: row.country ?? undefined,
    blocked: row.blocked,
    consent: consentOf(row, optInRequired),
    heardSince,
  };
}

/**
 * What the customer agreed to, where their number asks for that; who was never asked has agreed to
 * nothing (SPEC G8). What they stopped counts on every number.
 */
export function consentOf(
  row: Pick<ThreadRow, "optedIn" | "optedOut">,
  optInRequired: boolean,
): Consent {
  const optedOut = categoriesFrom(row.optedOut);
  return optInRequired ? { optedIn: categoriesFrom(row.optedIn ?? []), optedOut } : { optedOut };
}

function categoriesFrom(words: readonly string[]): readonly TemplateCategory[] | "all" {
  return words.includes("all") ? "all" : words.filter(isCategory);
}

function isCategory(word: string): word is TemplateCategory {
  return CATEGORIES.has(word);
}

const CATEGORIES: ReadonlySet<string> = new Set([
  "marketing",
  "utility",
  "authentication",
  "marketing_lite",
  "authentication_international",
] satisfies TemplateCategory[]);

/**
 * How much of this month's free units is used, as last rated: by the number, or, where a regime
 * lets all numbers of an account share, by every one of them, each asked for itself.
 */
export async function usageOf(
  gate: Gate,
  numberId: bigint,
  account: AccountRow,
  db: Db = gate.surroundings.db,
): Promise<Usage> {
  const now = gate.surroundings.clock.now();
  const allowance = regimeAt(now, account.rules).allowance;
  if (allowance === null) return { freeUnitsUsed: 0 };
  const month = monthOf(now, account.rules.timeZone);
  const numberIds =
    allowance.scope === "number" ? [numberId] : gate.directory.numbersOf(account.accountId);
  const key = scopeKeyOf(String(account.accountId), { scope: allowance.scope, month });
  let freeUnitsUsed = gate.directory.usedBefore(numberId, key);
  for (const one of numberIds) {
    // Another number is asked for itself, and in no transaction of this one.
    const on = one === numberId ? db : gate.surroundings.db;
    freeUnitsUsed += await countUsed(on, one, { allowance: key, limit: allowance.units });
  }
  return { freeUnitsUsed };
}
