import { type Instant, later, SECOND_MS } from "./instant.ts";
import { startOfDay } from "./zone.ts";

// The platform's limits as arithmetic: what may go when. Pure; who counts hands the counts in.

/** What one number has lately sent to one customer, as far as the pair rate cares (SPEC A17). */
export interface PairPace {
  /** When the messages sent so far are paid for, at one message in six seconds. */
  readonly paidAt: Instant;
}

export const PAIR_INTERVAL_MS: number = 6 * SECOND_MS;
export const PAIR_BURST_MAX: number = 45;

/** As far ahead as messages may be borrowed. */
const PAIR_DEBT_MS_MAX: number = (PAIR_BURST_MAX - 1) * PAIR_INTERVAL_MS;

/** The first moment from `now` on at which one more message may go to the customer. */
export function pairSendAt(pace: PairPace | null, now: Instant): Instant {
  if (pace === null) return now;
  const free = later(pace.paidAt, -PAIR_DEBT_MS_MAX);
  return free > now ? free : now;
}

/** The pace once a message went at `sentAt`: it is paid for after those before it. */
export function pairPaceAfter(pace: PairPace | null, sentAt: Instant): PairPace {
  const from = pace === null || sentAt >= pace.paidAt ? sentAt : pace.paidAt;
  return { paidAt: later(from, PAIR_INTERVAL_MS) };
}

/** How long to wait before trying again after the `attempt`th 131056, from 0: 4^attempt seconds. */
export function pairRetryAfterMs(attempt: number): number {
  return 4 ** attempt * SECOND_MS;
}

/** Messages a second that a number may send, as it begins and after its automatic upgrade (A18). */
export const THROUGHPUT_PER_SECOND: readonly [number, number] = [80, 1_000];

/**
 * The first moment from `now` on at which one more may go, given when the last ones went, oldest
 * first: no second of any clock then holds more than `perSecond` (SPEC A18).
 */
export function throughputSendAt(
  sentAt: readonly Instant[],
  perSecond: number,
  now: Instant,
): Instant {
  const oldest = sentAt.at(-perSecond);
  if (oldest === undefined) return now;
  const free = later(oldest, SECOND_MS);
  return free > now ? free : now;
}

/** How many customers may be reached out of their windows in 24 hours, and who shares the limit. */
export interface ReachLimit {
  readonly scope: "number" | "portfolio";
  /** The levels, least first; the last has no limit. */
  readonly levels: readonly number[];
}

/** The limit's form at `at` (SPEC A19): a number's own, and from 2025-10-08 the portfolio's. */
export function reachLimitAt(at: Instant, timeZone = "UTC"): ReachLimit {
  return at < startOfDay("2025-10-08", timeZone) ? NUMBER_LIMIT : PORTFOLIO_LIMIT;
}

const NUMBER_LIMIT: ReachLimit = {
  scope: "number",
  levels: [250, 1_000, 10_000, 100_000, Number.POSITIVE_INFINITY],
};
const PORTFOLIO_LIMIT: ReachLimit = {
  scope: "portfolio",
  levels: [250, 2_000, 10_000, 100_000, Number.POSITIVE_INFINITY],
};

/** The share of the limit at which we stop by ourselves: others may be counting at this moment. */
export const REACH_SHARE_MAX: number = 0.95;

/** What is known of the customers reached out of their windows in the last 24 hours. */
export interface Reach {
  readonly limit: number;
  readonly reached: number;
  /** The customer at hand is one of them: reaching them again costs nothing of the limit. */
  readonly isAmongThem: boolean;
}

/** Whether one more customer would be too many (SPEC A10, A19). */
export function isReachLimitReached(reach: Reach): boolean {
  return !reach.isAmongThem && reach.reached >= Math.floor(reach.limit * REACH_SHARE_MAX);
}

/** How long to leave a customer alone after 131049: the platform chose not to deliver (A20). */
export const MARKETING_RETRY_AFTER_MS: number = 24 * 3_600 * SECOND_MS;

/** How long a template is paused for its quality, by how often it was before (SPEC A21). */
export function templatePauseMs(pausesBefore: number): number | "disabled" {
  return TEMPLATE_PAUSES_MS[pausesBefore] ?? "disabled";
}

const TEMPLATE_PAUSES_MS: readonly number[] = [3 * 3_600 * SECOND_MS, 6 * 3_600 * SECOND_MS];
