import type { Account, Charge, ChargeCategory, Instant } from "@casement/engine";
import type { BothAccounts } from "./account-pairs.ts";
import { isByMessage, isSince, monthAt } from "./dates.ts";
import { priceAt } from "./prices.ts";
import type { PlainUnit } from "./units.ts";

/** A unit and where it went. */
export interface PlacedUnit {
  readonly unit: PlainUnit;
  readonly number: string;
  readonly market: string | null;
}

/** A charge: all but the rule that says why. */
export type PlainCharge = Omit<Charge, "rule">;

/** How many free units a month has. */
const FREE_UNITS = 1_000;

/** What the units cost, of all threads together (T1, T2). */
export function chargesOf(
  units: readonly PlacedUnit[],
  freeUnitsUsed: number,
  accounts: BothAccounts,
): PlainCharge[] {
  return units.map((one) => {
    const account = accounts.of(one.unit.accountId);
    const pool = poolOf(one, account);
    if (pool === undefined) return chargeOf(one, account, undefined);
    const before = units.filter(
      (other) =>
        poolOf(other, accounts.of(other.unit.accountId)) === pool && isBefore(other.unit, one.unit),
    );
    return chargeOf(one, account, freeUnitsUsed + before.length + 1);
  });
}

/** By the moment of delivery, then by wamid and recipient (T2). */
function isBefore(a: PlainUnit, b: PlainUnit): boolean {
  if (a.deliveredAt !== b.deliveredAt) return a.deliveredAt < b.deliveredAt;
  if (a.wamid !== b.wamid) return a.wamid < b.wamid;
  return a.recipient < b.recipient;
}

/** The scope and month among whose free units a unit has a place, if it has one (T1). */
function poolOf({ unit, number }: PlacedUnit, account: Account): string | undefined {
  const at = unit.deliveredAt as Instant;
  const of = drawingAt(at, account);
  const isOfMessages = isByMessage(at, account);
  const isOpener = unit.conversation?.openedBy === unit.wamid;
  if (unit.type === "free_entry_point" || !(isOfMessages || isOpener)) return undefined;
  const ours = unit.derived ?? unit;
  const draws =
    ours.category === unit.category ? ours.billable === "by_allowance" : of.includes(unit.category);
  if (!draws) return undefined;
  const scope = isOfMessages ? `number ${number}` : `account ${unit.accountId ?? "home"}`;
  return `${scope} ${monthAt(at, account)}`;
}

/** What draws on the free units (T1). */
function drawingAt(at: number, account: Account): readonly ChargeCategory[] {
  if (isSince("2026-10-01", at, account)) return ["service"];
  if (isSince("2024-11-01", at, account)) return [];
  if (isSince("2023-06-01", at, account)) return ["service"];
  const isPartners = account.partnerServed === true; // R2
  if (isSince("2023-04-04", at, account) && !isPartners) return ["user_initiated"];
  return isSince("2022-02-01", at, account) ? ["user_initiated", "business_initiated"] : [];
}

function chargeOf(one: PlacedUnit, account: Account, position: number | undefined): PlainCharge {
  const { unit, market } = one;
  const { model, category, recipient } = unit;
  const at = unit.deliveredAt as Instant;
  const hasFreeUnit = position !== undefined && position <= FREE_UNITS;
  const isOpen = unit.billable === "by_allowance";
  const isExempt = isOpen && !hasFreeUnit && isExemptAt(at, account, category);
  const billable = unit.billable === "by_allowance" ? !hasFreeUnit && !isExempt : unit.billable;
  const usesFreeTier = position !== undefined && billable === false && !isExempt;
  const row =
    billable === true && market !== null ? priceAt(at, { account, market, category }) : undefined;
  const isTiered =
    billable === true &&
    isByMessage(at, account) &&
    recipient === "" && // T4
    ["utility", "authentication", "authentication_international"].includes(category); // T3
  const free = recipient === "" ? "free_customer_service" : "free_group_customer_service";
  return {
    model,
    category,
    type: isOpen && hasFreeUnit && model === "PMP" ? free : unit.type,
    ...(isExempt && isSince("2026-10-12", at, account) ? { subtype: "paid_exempt" } : {}),
    billable,
    market,
    amountMicros: billable === false ? 0 : (row?.amountMicros ?? null), // P19
    currency: account.currency,
    rateRow:
      row === undefined
        ? null
        : `${row.pricingModel}/${row.market}/${row.category}/${row.currency}/${row.from}`,
    usesFreeTier,
    freeTierMonth: usesFreeTier ? monthAt(at, account) : null,
    countsTowardTier: isTiered,
    position: position ?? null,
    tier: billable === true ? (isTiered ? "unknown" : "list") : null,
  };
}

/** P14 */
function isExemptAt(at: number, account: Account, category: ChargeCategory): boolean {
  const isThen = isSince("2026-10-01", at, account) && !isSince("2028-01-01", at, account);
  return account.exempt === true && isThen && category === "service";
}
