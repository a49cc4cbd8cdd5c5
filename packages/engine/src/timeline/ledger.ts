import type { Charge } from "../charge.ts";
import type { Conversation } from "../conversation.ts";
import { marketOf } from "../rates/market.ts";
import { metaRates, noRates } from "../rates/meta-rates.ts";
import type { RateCard } from "../rates/rate-card.ts";
import { rateUnits } from "../rating.ts";
import type { Unit } from "../unit.ts";
import type { Window } from "../window.ts";
import { type Answer, answersTo } from "./answers.ts";
import { ACCOUNT_ID } from "./free-units.ts";
import { type LedgerMessage, outcomesOf } from "./outcomes.ts";
import { Past, THE_END } from "./past.ts";
import { type Ends, type Timeline, whereaboutsOf } from "./timeline.ts";

/** All that follows from a timeline. */
export interface Ledger {
  /** By the moment they opened, as are the conversations. */
  readonly windows: readonly (Window & Ends)[];
  readonly conversations: readonly LedgerConversation[];
  /** What we sent, by the moment of sending: each with what became of it. */
  readonly messages: readonly LedgerMessage[];
  /** What was delivered and can be charged, by the moment of delivery. */
  readonly charges: readonly LedgerCharge[];
  /** In the order of the questions. */
  readonly answers: readonly Answer[];
}

export interface LedgerConversation extends Conversation, Ends {
  /** The delivered messages in it, by the moment of delivery. */
  readonly messages: readonly string[];
  /** The month whose free unit it used. */
  readonly freeTierMonth: string | null;
}

export interface LedgerCharge extends Ends {
  readonly unit: Unit;
  readonly charge: Charge;
}

/** What follows from `timeline`: the same for the same facts, however they are listed (SPEC D2). */
export function ledgerOf(timeline: Timeline): Ledger {
  const rates = timeline.rates === "none" ? noRates : metaRates;
  const past = new Past(timeline);
  past.learnUpTo(THE_END);
  const charges = chargesOf(timeline, rates, past);
  const chargeOf = new Map<string, LedgerCharge>(charges.map((one) => [one.unit.wamid, one]));
  return {
    windows: past.threads
      .flatMap((thread) =>
        [...thread.windows.values()].map((one) => ({ ...one, ...endsOf(thread) })),
      )
      .sort((a, b) => a.openedAt - b.openedAt),
    conversations: conversationsOf(past, charges, chargeOf),
    charges,
    messages: outcomesOf({ timeline, rates, past: new Past(timeline) }, chargeOf),
    answers: answersTo({ timeline, rates, past: new Past(timeline) }),
  };
}

function chargesOf(timeline: Timeline, rates: RateCard, past: Past): LedgerCharge[] {
  const { account, countries } = timeline;
  const units = past.threads.flatMap((thread) =>
    [...thread.units.values()].map((unit) => ({ ...endsOf(thread), unit })),
  );
  const rated = units.map(({ number, customer, unit }) => ({
    unit,
    account,
    number,
    accountId: ACCOUNT_ID,
    market: marketOf(whereaboutsOf(customer, countries), unit.deliveredAt, account.timeZone),
  }));
  const charges = rateUnits(rated, rates, (scope) => past.freeUnits.usedBefore(scope));
  return units
    .flatMap((one, index) => {
      const charge = charges[index];
      return charge === undefined ? [] : [{ ...one, charge }];
    })
    .sort((a, b) => a.unit.deliveredAt - b.unit.deliveredAt || compareText(a.unit, b.unit));
}

function conversationsOf(
  past: Past,
  charges: readonly LedgerCharge[],
  chargeOf: ReadonlyMap<string, LedgerCharge>,
): LedgerConversation[] {
  const messagesIn = new Map<string, string[]>();
  for (const { unit } of charges) {
    if (unit.conversation === null) continue;
    const { category, openedBy } = unit.conversation;
    const key = `${category}\n${openedBy}`;
    const messages = messagesIn.get(key);
    if (messages === undefined) messagesIn.set(key, [unit.wamid]);
    else messages.push(unit.wamid);
  }
  return past.threads
    .flatMap((thread) =>
      [...thread.conversations].map(([key, one]) => ({
        ...endsOf(thread),
        ...withCharge(one, chargeOf.get(one.openedBy)?.charge),
        messages: messagesIn.get(key) ?? [],
      })),
    )
    .sort((a, b) => a.openedAt - b.openedAt);
}

/** Where the month's free units decide, the charge of the message that opened it says. */
function withCharge(
  conversation: Conversation,
  charge: Charge | undefined,
): Conversation & { readonly freeTierMonth: string | null } {
  const { billable } = conversation;
  return {
    ...conversation,
    billable: billable === null && charge?.model === "CBP" ? charge.billable : billable,
    freeTierMonth: charge?.freeTierMonth ?? null,
  };
}

function endsOf({ number, customer }: Ends): Ends {
  return { number, customer };
}

function compareText(a: Unit, b: Unit): number {
  return a.wamid < b.wamid ? -1 : a.wamid > b.wamid ? 1 : 0;
}
