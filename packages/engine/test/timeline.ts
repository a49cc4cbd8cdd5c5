import {
  type Account,
  type Charge,
  type Conversation,
  type Decision,
  type Draft,
  decideSend,
  EMPTY_THREAD,
  type Fact,
  foldThread,
  type Instant,
  inCanonicalOrder,
  instantFromIso,
  marketOf,
  monthOf,
  rateUnits,
  regimeAt,
  type ThreadState,
  type Unit,
  type Window,
  wamidFrom,
} from "@casement/engine";
import { metaRates, noRates } from "@casement/engine/rates";

// A timeline of the scenarios, run through fold, rating and decisions: what `casement ledger` does,
// in as few lines as the tests need.

// biome-ignore lint/suspicious/noExplicitAny: the fixtures' shape is checked by what they expect.
type Json = any;

export interface Outcome {
  readonly windows: Window[];
  readonly conversations: (Conversation & { freeTierMonth: string | null })[];
  readonly units: Unit[];
  readonly charges: Map<string, Charge>;
  readonly refused: Map<string, number>;
  readonly decisions: Decision[];
}

export function run(timeline: Json): Outcome {
  const account = accountFrom(timeline.account);
  const threads = factsByThread(timeline);
  const folded = [...threads].map(([key, facts]) => ({ key, facts, ...history(facts, account) }));
  const units = folded.flatMap(({ key, units }) =>
    units.map((unit) => ({
      unit,
      account,
      accountId: "a",
      number: numberOf(key),
      market: marketAt(timeline, key, unit.deliveredAt, account),
    })),
  );
  const rates = timeline.rates === "none" ? noRates : metaRates;
  const charges = rateUnits(units, rates, usedBefore(timeline, account));
  const chargeOf = new Map(units.map((one, index) => [one.unit.wamid as string, charges[index]!]));
  const conversations = folded
    .flatMap((one) => one.conversations)
    .map((one) => withCharge(one, chargeOf.get(one.openedBy)))
    .sort((a, b) => a.openedAt - b.openedAt);
  return {
    windows: folded.flatMap((one) => one.windows),
    conversations,
    units: units.map((one) => one.unit),
    charges: chargeOf,
    refused: refusedIn(timeline, threads, account, chargeOf),
    decisions: (timeline.questions ?? []).map((question: Json) =>
      decideAt(timeline, threads, account, question),
    ),
  };
}

/** All that ever was in one thread: its last word on every window, conversation and unit. */
export function history(facts: readonly Fact[], account: Account) {
  const { state, changes } = foldThread(EMPTY_THREAD, facts, { of: () => account });
  return {
    state,
    windows: [...changes.windows],
    conversations: [...changes.conversations],
    units: [...changes.units],
  };
}

function withCharge(conversation: Conversation, charge: Charge | undefined) {
  const decided =
    conversation.billable === null && charge?.model === "CBP" && charge.billable !== null;
  return {
    ...conversation,
    billable: decided ? charge.billable : conversation.billable,
    freeTierMonth: charge?.freeTierMonth ?? null,
  };
}

function accountFrom(given: Json): Account {
  const { authInternationalFrom, timeZone, currency, ...rest } = given;
  const from = Object.entries(authInternationalFrom ?? {}).map(
    ([country, at]) => [country, instantFromIso(at as string)!] as const,
  );
  return { timeZone, currency, ...rest, authInternationalFrom: Object.fromEntries(from) };
}

function factsByThread(timeline: Json): Map<string, Fact[]> {
  const threads = new Map<string, Fact[]>();
  const keyOf = new Map<string, string>();
  for (const fact of timeline.facts) {
    if (fact.number === undefined) continue;
    const key = `${fact.number}/${fact.customer}`;
    threads.set(key, []);
    if (fact.id !== undefined) keyOf.set(fact.id, key);
  }
  for (const given of timeline.facts) {
    const key = given.number ? `${given.number}/${given.customer}` : keyOf.get(given.message)!;
    threads.get(key)!.push(factFrom(given, timeline));
  }
  return threads;
}

function factFrom(given: Json, timeline: Json): Fact {
  const at = instantFromIso(given.at)!;
  const id = JSON.stringify(given);
  switch (given.kind) {
    case "status":
      return {
        kind: "status_reported",
        id,
        at,
        wamid: wamidFrom(given.message),
        status: given.status,
        code: given.code,
        pricing: given.pricing && { ...given.pricing, model: given.pricing.pricing_model },
        conversation: given.conversation && {
          id: given.conversation.id,
          originType: given.conversation.origin,
          expiresAt: instantFromIso(given.conversation.expiresAt),
        },
      };
    case "business_message": {
      const country = timeline.customers?.[given.customer]?.country;
      const { number: _number, customer: _customer, id: wamid, ...rest } = given;
      return { ...rest, id, at, wamid: wamidFrom(wamid), country };
    }
    case "echo":
      return { kind: "echo", id, at, wamid: wamidFrom(given.id) };
    default:
      return { ...given, id, at, wamid: wamidFrom(id) };
  }
}

function numberOf(key: string): string {
  return key.split("/")[0]!;
}

function marketAt(timeline: Json, key: string, at: Instant, account: Account): string {
  return marketOf(whereabouts(timeline, key), at, account.timeZone) ?? "Other";
}

function whereabouts(timeline: Json, key: string) {
  const customer = key.split("/")[1]!;
  if (/^\d+$/.test(customer)) return { phone: customer };
  return { country: timeline.customers?.[customer]?.country };
}

function usedBefore(timeline: Json, account: Account) {
  const used = timeline.account.freeUnitsUsed ?? 0;
  const first = Math.min(...timeline.facts.map((fact: Json) => instantFromIso(fact.at)!));
  const firstMonth = monthOf(first as Instant, account.timeZone);
  return ({ id, month }: { id: string; month: string }) => {
    if (month !== firstMonth) return 0;
    return typeof used === "number" ? used : (used[id] ?? 0);
  };
}

/** Decides on a question, knowing what had happened up to its moment. */
function decideAt(
  timeline: Json,
  threads: Map<string, Fact[]>,
  account: Account,
  question: Json,
): Decision {
  const at = instantFromIso(question.at)!;
  const key = `${question.number}/${question.customer}`;
  const known = inCanonicalOrder(threads.get(key) ?? []).filter((fact) => fact.at <= at);
  const state = foldThread(EMPTY_THREAD, known, { of: () => account }).state;
  return decide(timeline, key, state, question, at, account, threads);
}

function decide(
  timeline: Json,
  key: string,
  state: ThreadState,
  draft: Draft,
  at: Instant,
  account: Account,
  threads: Map<string, Fact[]>,
): Decision {
  const scope = regimeAt(at, account).allowance?.scope;
  const id = scope === "number" ? numberOf(key) : "a";
  const before = usedBefore(timeline, account)({ id, month: monthOf(at, account.timeZone) });
  const charged = [...threads].flatMap(([other, facts]) =>
    scope === "number" && numberOf(other) !== numberOf(key)
      ? []
      : history(
          facts.filter((fact) => fact.at < at),
          account,
        ).units,
  );
  const since = charged.filter((unit) => (unit.derived ?? unit).billable === "by_allowance").length;
  return decideSend(
    { state, ...whereabouts(timeline, key), blocked: false, consent: { optedOut: [] } },
    draft,
    at,
    {
      account,
      rates: timeline.rates === "none" ? noRates : metaRates,
      usage: { freeUnitsUsed: before + since },
    },
  );
}

function refusedIn(
  timeline: Json,
  threads: Map<string, Fact[]>,
  account: Account,
  charges: Map<string, Charge>,
): Map<string, number> {
  const refused = new Map<string, number>();
  for (const given of timeline.facts) {
    if (given.kind === "status" && given.status === "failed") {
      if (!charges.has(given.message)) refused.set(given.message, given.code);
    }
  }
  for (const given of timeline.facts) {
    if (given.kind !== "business_message") continue;
    if (charges.has(given.id) || refused.has(given.id)) continue;
    const key = `${given.number}/${given.customer}`;
    const at = instantFromIso(given.at)!;
    const before = threads.get(key)!.filter((fact) => fact.at <= at);
    const state = foldThread(EMPTY_THREAD, before, { of: () => account }).state;
    const decision = decide(timeline, key, state, given, at, account, threads);
    if (!decision.allowed) refused.set(given.id, decision.code);
  }
  return refused;
}
