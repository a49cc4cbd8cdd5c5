import type { Instant } from "@casement/engine";
import { type RandomState, randomStateFromSeed } from "../random.ts";
import type { BusinessNumber } from "../world/world.ts";
import type { ReachedCustomers } from "./reached-customers.ts";

/** What Meta counts to hold a business to its limits. Only what a limit needs is counted. */
export interface LimitRecords {
  /** Chance in limits that are not told beforehand. */
  readonly random: RandomState;
  /** Messages a second, of numbers where that is not what their level says; 0 for no limit. */
  readonly perSecond: Record<string, number>;
  /** When the last messages of a number were taken, oldest first: no more than a second's. */
  readonly sentAt: Record<string, Instant[]>;
  /** Who was reached out of a window, by number or portfolio. */
  readonly reached: Record<string, ReachedCustomers>;
  /** When a customer got marketing out of a window within a day, from whomever, by phone. */
  readonly marketing: Record<string, readonly Instant[]>;
  /** Calls about an account in an hour, by account. */
  readonly calls: Record<string, { hour: number; count: number }>;
  /** The quality that blocks have given a number, while it is not what it was. */
  judged?: Record<string, BusinessNumber["quality"]>;
  /** Accounts that have no valid payment method. */
  readonly unpaid: Record<string, true>;
}

export function noLimitsUsed(seed: number): LimitRecords {
  return {
    random: randomStateFromSeed(seed, "limits"),
    perSecond: {},
    sentAt: {},
    reached: {},
    marketing: {},
    calls: {},
    unpaid: {},
  };
}
