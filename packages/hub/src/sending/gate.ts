import {
  type Consent,
  type Decision,
  type Draft,
  decideSend,
  monthOf,
  type RateCard,
  type TemplateCategory,
  type Thread,
  type Usage,
} from "@casement/engine";
import { countUsed } from "../ledger/usage-store.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Directory } from "../numbers/directory.ts";
import type { Surroundings } from "../surroundings.ts";
import type { ThreadRow } from "../threads/thread-store.ts";

/** The largest free allowance of any regime: beyond it a count changes no price. */
const FREE_UNITS_MAX = 1_000;

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

/** Asks the engine whether a draft may be sent now, with all that the hub knows of the thread. */
export async function decideOn(gate: Gate, question: Question): Promise<Decision> {
  const { numberId, thread, account, draft } = question;
  return decideSend(threadForGate(gate, numberId, thread), draft, gate.surroundings.clock.now(), {
    account: account.rules,
    rates: gate.rates,
    usage: await usageOf(gate, numberId, account),
  });
}

/** The thread as the gate sees it. */
export function threadForGate(gate: Gate, numberId: bigint, row: ThreadRow): Thread {
  return {
    state: row.folded,
    phone: row.phone ?? undefined,
    country: row.country ?? undefined,
    blocked: row.blocked,
    consent: consentOf(row),
    heardSince: gate.directory.number(numberId)?.heardSince ?? undefined,
  };
}

/** What the customer agreed to; a thread that was never asked has said nothing. */
export function consentOf(row: Pick<ThreadRow, "optedIn" | "optedOut">): Consent {
  const optedOut = categoriesFrom(row.optedOut);
  return row.optedIn === null ? { optedOut } : { optedIn: categoriesFrom(row.optedIn), optedOut };
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

/** How much of this month's free units the number has used, as last rated. */
export async function usageOf(gate: Gate, numberId: bigint, account: AccountRow): Promise<Usage> {
  const month = monthOf(gate.surroundings.clock.now(), account.rules.timeZone);
  const freeUnitsUsed = await countUsed(gate.surroundings.db, numberId, {
    allowance: `number:${month}`,
    limit: FREE_UNITS_MAX,
  });
  return { freeUnitsUsed };
}
