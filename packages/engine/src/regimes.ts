import type { Account } from "./account.ts";
import { assert } from "./assert.ts";
import { DAY_MS, HOUR_MS, type Instant } from "./instant.ts";
import type { ChargeCategory, PricingModel } from "./unit.ts";
import { startOfDay } from "./zone.ts";

/** A month's free units: how many, who shares them, and which units draw on them. */
export interface Allowance {
  readonly units: number;
  /** All numbers of the account together, or each number its own. */
  readonly scope: "account" | "number";
  readonly of: readonly ChargeCategory[];
}

/** Units that no account pays for if it is an eligible government or non-profit (SPEC P13). */
export interface Exemption {
  readonly of: readonly ChargeCategory[];
  /** Meta's `pricing.subtype`, from when it is marked so. */
  readonly subtype: "paid_exempt" | undefined;
}

/**
 * The rules in force from 00:00 of `from` in the account's zone, until the next row's.
 *
 * Small policies, each read in one place: a new rule of Meta's is a new row here, and no `if` about
 * a date stands anywhere else.
 */
export interface Regime {
  readonly id: string;
  readonly from: string;
  /** When it begins for an account that a solution partner served on 2023-04-04. */
  readonly fromIfPartnerServed: string;
  /** What a delivered message opens: one conversation named by who began it, or one a category. */
  readonly opensBy: "sender" | "category";
  /** What is charged: a template sent, a conversation opened, or a message delivered. */
  readonly chargedBy: "template" | "conversation" | "message";
  readonly pricingModel: PricingModel;
  /** Categories that are free whatever happens: conversations so named, or messages. */
  readonly free: readonly ChargeCategory[];
  /** Categories that are free while the service window is open (charging by message). */
  readonly freeInWindow: readonly ChargeCategory[];
  readonly allowance: Allowance | null;
  readonly exemption: Exemption | null;
  /** How long a free entry point lasts. */
  readonly entryPointMs: number;
  /** It begins when the answer is delivered, or already when it was sent (SPEC E3). */
  readonly entryPointFrom: "delivery" | "sending";
  /** Whether calls open the service window as messages do. */
  readonly callsOpenWindow: boolean;
  /** Categories that a template can turn into by how or to whom it is sent. */
  readonly variants: readonly ("marketing_lite" | "authentication_international")[];
  /** Categories of conversations that, opened under charging by conversation, still absorb. */
  readonly carriesOver: readonly ChargeCategory[];
  readonly agentIsCharged: boolean;
  /** Categories whose charged messages count toward a volume tier. */
  readonly tiered: readonly ChargeCategory[];
  /** Another category at whose rate a category is charged, if it has no rate of its own. */
  readonly rateOf: Readonly<Partial<Record<ChargeCategory, ChargeCategory>>>;
  /** Categories that may not be sent to a country (ISO 3166 alpha-2). */
  readonly notPermitted: Readonly<Partial<Record<string, readonly ChargeCategory[]>>>;
}

type Row = { readonly id: string; readonly from: string } & Partial<Regime>;

/** What held before the first row: notifications charged one by one, no conversations. */
const BEFORE: Regime = {
  id: "before",
  from: "1970-01-01",
  fromIfPartnerServed: "1970-01-01",
  opensBy: "sender",
  chargedBy: "template",
  pricingModel: "NBP",
  free: ["service"],
  freeInWindow: [],
  allowance: null,
  exemption: null,
  entryPointMs: 24 * HOUR_MS,
  entryPointFrom: "delivery",
  callsOpenWindow: false,
  variants: [],
  carriesOver: [],
  agentIsCharged: false,
  tiered: [],
  rateOf: {},
  notPermitted: {},
};

/** Each row says what changes; the rest holds on from the row before. */
const CHANGES: readonly Row[] = [
  { id: "2018-08", from: "2018-08-01" },
  {
    id: "2022-02",
    from: "2022-02-01",
    chargedBy: "conversation",
    pricingModel: "CBP",
    free: [],
    allowance: { units: 1000, scope: "account", of: ["user_initiated", "business_initiated"] },
  },
  { id: "2023-03", from: "2023-03-01", entryPointMs: 72 * HOUR_MS },
  {
    id: "2023-04",
    from: "2023-04-04",
    fromIfPartnerServed: "2023-06-01",
    allowance: { units: 1000, scope: "account", of: ["user_initiated"] },
  },
  {
    id: "2023-06",
    from: "2023-06-01",
    opensBy: "category",
    allowance: { units: 1000, scope: "account", of: ["service"] },
  },
  { id: "2024-06", from: "2024-06-01", variants: ["authentication_international"] },
  { id: "2024-10-01", from: "2024-10-01", callsOpenWindow: true },
  {
    id: "2024-10",
    from: "2024-10-15",
    variants: ["authentication_international", "marketing_lite"],
  },
  { id: "2024-11", from: "2024-11-01", free: ["service"], allowance: null },
  {
    id: "2025-04",
    from: "2025-04-01",
    notPermitted: { US: ["marketing", "marketing_lite"] },
  },
  {
    id: "2025-07",
    from: "2025-07-01",
    chargedBy: "message",
    pricingModel: "PMP",
    freeInWindow: ["utility"],
    entryPointFrom: "sending",
    carriesOver: ["utility"],
    tiered: ["utility", "authentication", "authentication_international"],
    rateOf: { marketing_lite: "marketing" },
  },
  { id: "2026-08", from: "2026-08-01", agentIsCharged: true },
  { id: "2026-09-28", from: "2026-09-28", entryPointMs: 7 * DAY_MS },
  {
    id: "2026-10",
    from: "2026-10-01",
    free: [],
    freeInWindow: [],
    allowance: { units: 1000, scope: "number", of: ["service"] },
    exemption: { of: ["service"], subtype: undefined },
    rateOf: { marketing_lite: "marketing", service: "utility" },
  },
  {
    id: "2026-10-12",
    from: "2026-10-12",
    exemption: { of: ["service"], subtype: "paid_exempt" },
  },
  { id: "2028-01", from: "2028-01-01", exemption: null },
];

/** Every regime, oldest first. The first holds for all time before it too. */
export const REGIMES: readonly Regime[] = regimesFrom(CHANGES);

/** The rules in force for `account` at `at` (SPEC R1, R2). */
export function regimeAt(at: Instant, account: Account): Regime {
  return regimeSpanAt(at, account).regime;
}

/** A regime and the span of moments it holds for: from `from` up to, and not including, `to`. */
export interface RegimeSpan {
  readonly regime: Regime;
  readonly from: number;
  readonly to: number;
}

export function regimeSpanAt(at: Instant, account: Account): RegimeSpan {
  const spans = spansOf(account);
  for (let index = spans.length - 1; index >= 0; index--) {
    const span = spans[index];
    if (span !== undefined && span.from <= at && at < span.to) return span;
  }
  throw new Error(`no regime holds at ${at}`);
}

const SPANS: Map<string, readonly RegimeSpan[]> = new Map();
const SPANS_IF_PARTNER_SERVED: Map<string, readonly RegimeSpan[]> = new Map();

function spansOf(account: Account): readonly RegimeSpan[] {
  const partnerServed = account.partnerServed === true;
  const known = partnerServed ? SPANS_IF_PARTNER_SERVED : SPANS;
  const spans = known.get(account.timeZone) ?? spansIn(account.timeZone, partnerServed);
  known.set(account.timeZone, spans);
  return spans;
}

function spansIn(timeZone: string, partnerServed: boolean): RegimeSpan[] {
  const startOf = (regime: Regime): number =>
    startOfDay(partnerServed ? regime.fromIfPartnerServed : regime.from, timeZone);
  return REGIMES.map((regime, index) => {
    const next = REGIMES[index + 1];
    return {
      regime,
      from: index === 0 ? Number.NEGATIVE_INFINITY : startOf(regime),
      to: next === undefined ? Number.POSITIVE_INFINITY : startOf(next),
    };
  });
}

function regimesFrom(rows: readonly Row[]): Regime[] {
  const regimes: Regime[] = [];
  let regime = BEFORE;
  for (const row of rows) {
    assert(row.from > regime.from, `regime ${row.id} comes after ${regime.id}`);
    regime = { ...regime, fromIfPartnerServed: row.from, ...row };
    regimes.push(regime);
  }
  return regimes;
}
