import { DAY_MS, HOUR_MS, type Instant, later, reachLimitAt } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import type { BusinessNumber, World } from "../world/world.ts";
import { tellLimit } from "./number-notice.ts";
import {
  moveTo,
  nobodyReached,
  type ReachedCustomers,
  reach,
  wasReached,
} from "./reached-customers.ts";

/** The customers that may be reached out of their windows in 24 hours, by Meta's words. */
const TIERS: readonly (readonly [word: string, limit: number])[] = [
  ["TIER_50", 50],
  ["TIER_250", 250],
  ["TIER_1K", 1_000],
  ["TIER_2K", 2_000],
  ["TIER_10K", 10_000],
  ["TIER_100K", 100_000],
  ["TIER_UNLIMITED", Number.POSITIVE_INFINITY],
];

export const TIER_WORDS: readonly string[] = TIERS.map(([word]) => word);

export function limitOf({ limitTier }: BusinessNumber): number {
  return TIERS.find(([word]) => word === limitTier)?.[1] ?? Number.POSITIVE_INFINITY;
}

/** Meta's word for a limit, if there is such a level. */
export function tierOf(limit: number): string | undefined {
  return TIERS.find(([, one]) => one === limit)?.[0];
}

/** Whether one more customer would be too many: 131048, told by a webhook. */
export function isReachExhausted(
  { world, clock }: Platform,
  number: BusinessNumber,
  phone: string,
): boolean {
  const limit = limitOf(number);
  if (limit === Number.POSITIVE_INFINITY) return false;
  const reached = reachedBy(world, number, clock.now());
  return !wasReached(reached, phone, clock.now()) && reached.day.count >= limit;
}

/**
 * Notes that a customer is reached out of their window, and looks whether the limit should rise.
 *
 * Nothing is kept of a number without a limit: it has none to use up.
 */
export function countReach(platform: Platform, number: BusinessNumber, phone: string): void {
  if (limitOf(number) === Number.POSITIVE_INFINITY) return;
  const { world, clock } = platform;
  const now = clock.now();
  const reached = reachedBy(world, number, now);
  reach(reached, phone, now);
  if (reached.isRaising || !hasEarnedMore(number, reached)) return;
  reached.isRaising = true;
  planRaise(platform, number);
}

/** The limit rises a level, if the number's quality is still good. */
export function raiseLimit(platform: Platform, numberId: string): void {
  const { world, clock } = platform;
  const number = ownEntry(world.numbers, numberId);
  if (number === undefined) return;
  const reached = reachedBy(world, number, clock.now());
  reached.isRaising = false;
  if (number.quality === "RED" || !hasEarnedMore(number, reached)) return;
  const next = nextTier(world, number, clock.now());
  if (next !== undefined) setLimit(platform, number, next);
}

/** Gives the number, or where the limit is the portfolio's all of its numbers, another limit. */
export function setLimit(platform: Platform, number: BusinessNumber, tier: string): void {
  const { world } = platform;
  const { scope } = reachLimitAt(platform.clock.now(), zoneOf(world, number));
  const numbers = scope === "portfolio" ? Object.values(world.numbers) : [number];
  for (const one of numbers) {
    const before = one.limitTier;
    if (before === tier) continue;
    one.limitTier = tier;
    tellLimit(platform, one, { before, isUpgrade: limitOf(one) > limitFrom(before) });
  }
}

/**
 * Half of the limit in seven days earns the next level. From 250 on Meta wants more: a business
 * that it verified, or 2,000 customers in thirty days; one that is at 250 is not verified.
 */
function hasEarnedMore(number: BusinessNumber, { week, month }: ReachedCustomers): boolean {
  const limit = limitOf(number);
  return limit <= 250 ? month.count >= 2_000 : week.count * 2 >= limit;
}

function nextTier(world: World, number: BusinessNumber, now: Instant): string | undefined {
  const { levels } = reachLimitAt(now, zoneOf(world, number));
  const next = levels.find((level) => level > limitOf(number));
  return next === undefined ? undefined : tierOf(next);
}

/** Within six hours; until limits were the portfolio's, within a day. */
function planRaise(platform: Platform, number: BusinessNumber): void {
  const { world, clock } = platform;
  const { scope } = reachLimitAt(clock.now(), zoneOf(world, number));
  const at = later(clock.now(), scope === "portfolio" ? 6 * HOUR_MS : DAY_MS);
  platform.plan(at, { kind: "limit_raise", numberId: number.id });
}

/** Whom the number, or the portfolio, has reached until now. */
function reachedBy(world: World, number: BusinessNumber, now: Instant): ReachedCustomers {
  const { scope } = reachLimitAt(now, zoneOf(world, number));
  const key = scope === "portfolio" ? world.portfolioId : number.id;
  const reached = ownEntry(world.limits.reached, key) ?? nobodyReached();
  world.limits.reached[key] = reached;
  moveTo(reached, now);
  return reached;
}

function limitFrom(tier: string): number {
  return TIERS.find(([word]) => word === tier)?.[1] ?? 0;
}

function zoneOf(world: World, number: BusinessNumber): string {
  return ownEntry(world.accounts, number.accountId)?.timeZone ?? "UTC";
}
