import type { Account } from "./account.ts";
import { allowanceOf, type UnitAllowance } from "./allowance.ts";
import type { Charge, Usage } from "./charge.ts";
import type { RateCard, RateRow } from "./rates/rate-card.ts";
import { type Regime, regimeAt } from "./regimes.ts";
import type { ChargeCategory, Unit } from "./unit.ts";

export interface ChargeContext {
  readonly account: Account;
  readonly rates: RateCard;
  readonly usage: Usage;
  /** The market of the customer at the unit's moment; `null`: not known. */
  readonly market: string | null;
}

/**
 * What `unit` costs, given what the month had used before it (SPEC P11, P14, P18, P19, T2, T3).
 *
 * An amount that nobody knows is `null`. What is free costs 0, and no rate is asked for.
 */
export function chargeOf(unit: Unit, context: ChargeContext): Charge {
  const { account, market } = context;
  const regime = regimeAt(unit.deliveredAt, account);
  const allowance = allowanceOf(unit, account);
  const verdict = verdictOf(unit, context, regime, allowance);
  const row = verdict.billable === true ? rateRowOf(unit, context, regime) : undefined;
  const isTiered =
    verdict.billable === true && unit.recipient === "" && regime.tiered.includes(unit.category);
  return {
    model: unit.model,
    category: unit.category,
    type: verdict.type,
    ...(verdict.isExempt ? { subtype: regime.exemption?.subtype } : {}),
    billable: verdict.billable,
    market,
    amountMicros: amountOf(verdict.billable, row),
    currency: account.currency,
    rateRow: row === undefined ? null : rateRowName(row),
    usesFreeTier: verdict.usesFreeTier,
    freeTierMonth: verdict.usesFreeTier && allowance !== undefined ? allowance.month : null,
    countsTowardTier: isTiered,
    position: allowance === undefined ? null : context.usage.freeUnitsUsed + 1,
    tier: verdict.billable === true ? (isTiered ? "unknown" : "list") : null,
    rule: verdict.isExempt ? "P14" : unit.rule,
  };
}

interface Verdict {
  readonly billable: boolean | null;
  readonly type: Charge["type"];
  readonly usesFreeTier: boolean;
  readonly isExempt: boolean;
}

function verdictOf(
  unit: Unit,
  context: ChargeContext,
  regime: Regime,
  allowance: UnitAllowance | undefined,
): Verdict {
  const { type, billable } = unit;
  if (billable !== "by_allowance") {
    const usesFreeTier = allowance !== undefined && billable === false;
    return { billable, type, usesFreeTier, isExempt: false };
  }
  const isLeft = allowance !== undefined && context.usage.freeUnitsUsed < allowance.free;
  if (isLeft)
    return { billable: false, type: freeTypeOf(unit), usesFreeTier: true, isExempt: false };
  const isExempt =
    context.account.exempt === true && regime.exemption?.of.includes(unit.category) === true;
  return { billable: !isExempt, type, usesFreeTier: false, isExempt };
}

function freeTypeOf(unit: Unit): Charge["type"] {
  if (unit.model !== "PMP") return null;
  return unit.recipient === "" ? "free_customer_service" : "free_group_customer_service";
}

function rateRowOf(unit: Unit, context: ChargeContext, regime: Regime): RateRow | undefined {
  if (context.market === null) return undefined;
  const question = {
    at: unit.deliveredAt,
    timeZone: context.account.timeZone,
    market: context.market,
    currency: context.account.currency,
  };
  const own = context.rates.rateAt({ ...question, category: unit.category });
  if (own !== undefined) return own;
  const other: ChargeCategory | undefined = regime.rateOf[unit.category];
  return other === undefined ? undefined : context.rates.rateAt({ ...question, category: other });
}

function amountOf(billable: boolean | null, row: RateRow | undefined): number | null {
  if (billable === false) return 0;
  return billable === true && row !== undefined ? row.amountMicros : null;
}

function rateRowName(row: RateRow): string {
  return `${row.pricingModel}/${row.market}/${row.category}/${row.currency}/${row.from}`;
}
